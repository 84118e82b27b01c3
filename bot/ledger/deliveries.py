"""A delivery's names come in; the right to answer it goes out, to one taker and only once.

    received -> answering -> posting -> answered | refused | post_unknown
    received -> busy                    (the asker was told to ask again)

What a killed process left ``received`` or ``answering`` may be taken over when its lease has ended.
What it left ``posting`` may be posted already: that is ``post_unknown``, and never posted again.
"""

import hashlib
import json
import logging
import uuid
from collections import OrderedDict, deque
from contextlib import suppress
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.ledger.database import Clock, Database, DatabaseDownError
from bot.ledger.tables import deliveries, delivery_names

log = logging.getLogger(__name__)

Name = tuple[str, ...]

REMEMBERED = 20_000
"""Names that a process knows without the database; enough for hours."""
KEPT_SECONDS = 2 * 24 * 3600
"""Slack may repeat a delivery for 24 hours."""
LOST_AFTER_SECONDS = 3600
"""When nobody will take over what a killed process left: Slack's retries are over long before."""


class State(StrEnum):
    """How far an answer has come."""

    RECEIVED = "received"
    ANSWERING = "answering"
    POSTING = "posting"
    ANSWERED = "answered"
    REFUSED = "refused"
    POST_UNKNOWN = "post_unknown"
    BUSY = "busy"
    LOST = "lost"


UNPOSTED = (State.RECEIVED, State.ANSWERING)
UNFINISHED = (*UNPOSTED, State.POSTING)


class Hold(NamedTuple):
    """The right of one attempt to answer one delivery, until somebody may take it over."""

    delivery: str
    holder: str
    team: str
    names: frozenset[str]


class Outcome(NamedTuple):
    """How posting ended: the ts of the message if Slack told it, or Slack's word for a refusal."""

    state: State
    posted: str | None = None
    refusal: str | None = None


class Deliveries:
    """Which deliveries were taken, in memory and in the database.

    While the database is down, memory alone tells; what ended meanwhile is written when it is back.
    """

    def __init__(self, database: Database, lease_seconds: float, clock: Clock) -> None:
        self._database = database
        self._lease = lease_seconds
        self._clock = clock
        self._remembered: OrderedDict[str, None] = OrderedDict()
        self._owed: deque[tuple[Hold, Outcome]] = deque(maxlen=REMEMBERED)

    def notice(self, *names: Name) -> bool:
        """Remember a delivery; False if this process has had it under any of its names."""
        hashed = [_hash(name) for name in names]
        new = not any(name in self._remembered for name in hashed)
        self._remembered.update(dict.fromkeys(hashed))
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        return new

    async def take(self, team: str, *names: Name) -> Hold | None:
        """Take a delivery to answer it; None if it is, or may be, answered by somebody else."""
        hold = Hold(uuid.uuid4().hex, uuid.uuid4().hex, team, frozenset(map(_hash, names)))
        now, new = self._clock(), Outcome(State.RECEIVED)
        try:
            await self._pay()
            await self._database.do(lambda c: _insert(c, hold, now, now + self._lease, new))
        except DatabaseDownError:
            return hold
        except IntegrityError:
            return await self._take_over(hold)
        return hold

    async def advance(self, hold: Hold, state: State) -> bool:
        """Note how far an answer has come; False if somebody else has taken the delivery over."""
        ends = self._clock() + self._lease
        try:
            return await self._database.do(lambda c: _advance(c, hold, Outcome(state), ends))
        except DatabaseDownError:
            return True

    async def finish(self, hold: Hold, outcome: Outcome) -> None:
        """Note how an answer ended."""
        try:
            await self._record(hold, outcome)
        except DatabaseDownError:
            self._owed.append((hold, outcome))

    async def tidy(self) -> dict[State, int]:
        """Settle what killed processes left, and forget what is old; returns what was settled."""
        now = self._clock()
        await self._pay()
        settled = await self._database.do(lambda c: _settle(c, now))
        if settled[State.POST_UNKNOWN] or settled[State.LOST]:
            log.error(
                "A killed process left %d posts whose end is unknown, and %d questions unanswered.",
                settled[State.POST_UNKNOWN],
                settled[State.LOST],
            )
        return settled

    # --- private ---

    async def _take_over(self, hold: Hold) -> Hold | None:
        now = self._clock()
        try:
            taken = await self._database.do(lambda c: _take_over(c, hold, now, now + self._lease))
        except DatabaseDownError:
            taken = None  # it was there a moment ago: somebody has it
        if taken is None:
            # Not ours to remember: when it comes again, its lease may have ended.
            for name in hold.names:
                self._remembered.pop(name, None)
        return taken

    async def _pay(self) -> None:
        """Write what could not be written while the database was down."""
        while self._owed:
            hold, outcome = self._owed.popleft()
            try:
                await self._record(hold, outcome)
            except DatabaseDownError:
                self._owed.appendleft((hold, outcome))
                raise

    async def _record(self, hold: Hold, outcome: Outcome) -> None:
        now = self._clock()
        with suppress(IntegrityError):  # another process took it meanwhile: both are done
            await self._database.do(lambda c: _write(c, hold, outcome, now))


# --- private ---


def _hash(name: Name) -> str:
    return hashlib.sha256(json.dumps(name).encode()).hexdigest()


def _insert(connection: Connection, hold: Hold, now: float, ends: float, outcome: Outcome) -> None:
    connection.execute(
        deliveries.insert().values(
            id=hold.delivery,
            team=hold.team,
            holder=hold.holder,
            lease_ends=ends,
            taken_at=now,
            **outcome._asdict(),
        )
    )
    rows = [{"name": name, "delivery": hold.delivery} for name in sorted(hold.names)]
    connection.execute(delivery_names.insert(), rows)


def _advance(connection: Connection, hold: Hold, outcome: Outcome, ends: float) -> bool:
    mine = (deliveries.c.id == hold.delivery) & (deliveries.c.holder == hold.holder)
    changed = connection.execute(
        update(deliveries)
        .where(mine, deliveries.c.state.in_(UNFINISHED))
        .values(lease_ends=ends, **outcome._asdict())
    )
    return changed.rowcount == 1


def _take_over(connection: Connection, hold: Hold, now: float, ends: float) -> Hold | None:
    named = select(delivery_names.c.delivery).where(delivery_names.c.name.in_(hold.names))
    left = (deliveries.c.id.in_(named)) & (deliveries.c.lease_ends < now)
    connection.execute(
        update(deliveries)
        .where(left, deliveries.c.state == State.POSTING)
        .values(state=State.POST_UNKNOWN)
    )
    taken = connection.execute(
        update(deliveries)
        .where(left, deliveries.c.state.in_((*UNPOSTED, State.LOST)))
        .values(state=State.RECEIVED, holder=hold.holder, lease_ends=ends)
        .returning(deliveries.c.id)
    ).scalar()
    return hold._replace(delivery=taken) if taken else None


def _settle(connection: Connection, now: float) -> dict[State, int]:
    ended = {
        State.POST_UNKNOWN: (deliveries.c.state == State.POSTING) & (deliveries.c.lease_ends < now),
        State.LOST: deliveries.c.state.in_(UNPOSTED)
        & (deliveries.c.lease_ends < now - LOST_AFTER_SECONDS),
    }
    settled = {
        state: connection.execute(update(deliveries).where(which).values(state=state)).rowcount
        for state, which in ended.items()
    }
    connection.execute(delete(deliveries).where(deliveries.c.taken_at < now - KEPT_SECONDS))
    return settled


def _write(connection: Connection, hold: Hold, outcome: Outcome, now: float) -> None:
    """Write how a delivery ended, also if it was taken while the database was down."""
    if _advance(connection, hold, outcome, now):
        return
    known = select(func.count()).where(delivery_names.c.name.in_(hold.names))
    if not connection.execute(known).scalar():
        _insert(connection, hold, now, now, outcome)
