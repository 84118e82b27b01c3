import asyncio
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.ledger.database import Database
from bot.ledger.deliveries import (
    KEPT_SECONDS,
    LOST_AFTER_SECONDS,
    REMEMBERED,
    Deliveries,
    Hold,
    Outcome,
    State,
)
from bot.ledger.tables import deliveries, delivery_names
from tests.ledger.conftest import Time

LEASE = 60.0
EVENT, MESSAGE = ("Ev1",), ("T", "C", "1.1")
ANSWERED = Outcome(State.ANSWERED, posted="2.2")


async def states(database: Database) -> dict[str, int]:
    counted = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    rows = await database.do(lambda c: c.execute(counted).all())
    return dict(tuple(row) for row in rows)


@pytest.fixture
def first(database: Database, clock: Time) -> Deliveries:
    return Deliveries(database, LEASE, clock)


@pytest.fixture
def second(other: Database, clock: Time) -> Deliveries:
    return Deliveries(other, LEASE, clock)


async def begun(deliveries: Deliveries, *steps: State) -> Hold:
    hold = await deliveries.take("T", EVENT, MESSAGE)
    assert hold is not None
    for step in steps:
        assert await deliveries.advance(hold, step)
    return hold


# --- in one process ---


@pytest.mark.asyncio
async def test_a_delivery_is_noticed_once_under_any_of_its_names(first: Deliveries) -> None:
    assert first.notice(EVENT, MESSAGE)
    assert not first.notice(EVENT, ("T", "C", "2.2"))
    assert not first.notice(("Ev2",), MESSAGE)
    assert first.notice(("Ev3",), ("T", "C", "3.3"))


@pytest.mark.asyncio
async def test_the_oldest_noticed_are_forgotten(first: Deliveries) -> None:
    for number in range(REMEMBERED + 1):
        assert first.notice((str(number),))
    assert not first.notice((str(REMEMBERED),))
    assert first.notice(("0",))


# --- in several ---


@pytest.mark.asyncio
async def test_a_delivery_is_taken_by_one_process_under_any_of_its_names(
    first: Deliveries, second: Deliveries
) -> None:
    assert await first.take("T", EVENT, MESSAGE)
    assert await second.take("T", EVENT, ("T", "C", "2.2")) is None
    assert await second.take("T", ("Ev2",), MESSAGE) is None
    assert await second.take("T", ("Ev3",), ("T", "C", "3.3"))


@pytest.mark.asyncio
async def test_of_many_takers_at_once_one_gets_it(first: Deliveries, second: Deliveries) -> None:
    takers = [one.take("T", EVENT, MESSAGE) for one in (first, second) * 10]
    assert len([hold for hold in await asyncio.gather(*takers) if hold]) == 1
    assert await first.take("T", MESSAGE) is None


@pytest.mark.asyncio
async def test_how_it_ended_is_on_record(first: Deliveries, database: Database) -> None:
    hold = await begun(first, State.ANSWERING, State.POSTING)
    await first.finish(hold, ANSWERED)
    row = await database.do(lambda c: c.execute(select(deliveries)).mappings().one())
    assert (row["team"], row["state"], row["posted"]) == ("T", "answered", "2.2")


@pytest.mark.parametrize("state", [State.RECEIVED, State.ANSWERING])
@pytest.mark.asyncio
async def test_what_was_not_posted_may_be_taken_over_after_the_lease(
    first: Deliveries, second: Deliveries, clock: Time, state: State
) -> None:
    late = await begun(first, state)
    clock.passes(LEASE - 1)
    assert await second.take("T", EVENT) is None
    clock.passes(2)
    hold = await second.take("T", EVENT)
    assert hold
    assert not await first.advance(late, State.POSTING)
    assert await second.advance(hold, State.POSTING)


@pytest.mark.asyncio
async def test_what_was_left_to_another_process_may_be_taken_when_it_comes_again(
    first: Deliveries, second: Deliveries, clock: Time
) -> None:
    await begun(first)
    assert second.notice(EVENT)
    assert await second.take("T", EVENT) is None
    clock.passes(LEASE + 1)
    assert second.notice(EVENT)
    assert await second.take("T", EVENT)


@pytest.mark.asyncio
async def test_an_answer_under_way_renews_its_lease(
    first: Deliveries, second: Deliveries, clock: Time
) -> None:
    hold = await begun(first)
    clock.passes(LEASE - 1)
    await first.advance(hold, State.ANSWERING)
    clock.passes(LEASE - 1)
    assert await second.take("T", EVENT) is None


@pytest.mark.asyncio
async def test_what_may_be_posted_is_never_taken_over(
    first: Deliveries, second: Deliveries, database: Database, clock: Time
) -> None:
    await begun(first, State.ANSWERING, State.POSTING)
    clock.passes(LEASE + 1)
    assert await second.take("T", EVENT) is None
    assert await states(database) == {"post_unknown": 1}


@pytest.mark.parametrize("ended", [State.ANSWERED, State.REFUSED, State.POST_UNKNOWN, State.BUSY])
@pytest.mark.asyncio
async def test_what_has_ended_is_never_taken_over(
    first: Deliveries, second: Deliveries, clock: Time, ended: State
) -> None:
    await first.finish(await begun(first, State.POSTING), Outcome(ended))
    clock.passes(LEASE * 100)
    assert await second.take("T", EVENT) is None


@pytest.mark.asyncio
async def test_another_process_finds_what_a_killed_one_left_posting(
    first: Deliveries, second: Deliveries, database: Database, clock: Time
) -> None:
    await begun(first, State.POSTING)
    clock.passes(LEASE + 1)
    assert (await second.tidy())[State.POST_UNKNOWN] == 1
    assert await states(database) == {"post_unknown": 1}


@pytest.mark.asyncio
async def test_what_nobody_takes_over_is_told_as_lost_and_may_still_be_answered(
    first: Deliveries,
    second: Deliveries,
    clock: Time,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await begun(first, State.ANSWERING)
    clock.passes(LEASE + LOST_AFTER_SECONDS + 1)
    assert (await second.tidy())[State.LOST] == 1
    assert "1 questions unanswered" in caplog.text
    assert await second.take("T", EVENT)


@pytest.mark.asyncio
async def test_keys_are_kept_for_more_than_a_day_and_then_forgotten(
    first: Deliveries, second: Deliveries, database: Database, clock: Time
) -> None:
    await first.finish(await begun(first, State.POSTING), ANSWERED)
    clock.passes(24 * 3600)
    await first.tidy()
    assert await second.take("T", EVENT) is None
    clock.passes(KEPT_SECONDS)
    await first.tidy()
    left = await database.do(
        lambda c: c.execute(select(func.count(delivery_names.c.name))).scalar()
    )
    assert left == 0


@pytest.mark.asyncio
async def test_no_name_of_a_delivery_is_readable_in_the_database(
    first: Deliveries, database: Database
) -> None:
    await first.take("T", ("/casualties", "https://hooks.slack.com/commands/secret"))
    rows = await database.do(lambda c: c.execute(select(delivery_names)).all())
    assert len(rows) == 1
    assert "secret" not in repr(rows)


# --- whatever happens ---


Step = tuple[int, int, str]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(["deliver", "answer", "post", "record", "kill", "wait"]),
    ),
    max_size=40,
)


class Processes:
    """Three processes on one database, each of which may be killed between any two steps."""

    def __init__(self, file: Path) -> None:
        self.clock = Time()
        self.file = file
        self.databases = [Database(f"sqlite:///{file}") for _ in range(3)]
        self.running = [Deliveries(one, LEASE, self.clock) for one in self.databases]
        self.holds: dict[tuple[int, int], tuple[Hold, State]] = {}
        self.posts: Counter[int] = Counter()

    async def step(self, process: int, message: int, what: str) -> None:
        key, deliveries = (process, message), self.running[process]
        held, state = self.holds.get(key, (None, None))
        if what == "wait":
            self.clock.passes(LEASE / 2)
        elif what == "kill":
            self.running[process] = Deliveries(self.databases[process], LEASE, self.clock)
            self.holds = {one: hold for one, hold in self.holds.items() if one[0] != process}
        elif what == "deliver" and deliveries.notice((str(message),)):
            if hold := await deliveries.take("T", (str(message),)):
                self.holds[key] = hold, State.RECEIVED
        elif what == "answer" and held and state is State.RECEIVED:
            await self.go(key, held, State.ANSWERING)
        elif what == "post" and held and state is State.ANSWERING:
            if await self.go(key, held, State.POSTING):
                self.posts[message] += 1
        elif what == "record" and held and state is State.POSTING:
            await deliveries.finish(held, ANSWERED)
            del self.holds[key]

    async def go(self, key: tuple[int, int], hold: Hold, state: State) -> bool:
        if await self.running[key[0]].advance(hold, state):
            self.holds[key] = hold, state
            return True
        del self.holds[key]
        return False


@given(steps=STEPS)
def test_no_order_of_deliveries_kills_and_leases_posts_twice(steps: list[Step]) -> None:
    async def play() -> Counter[int]:
        with tempfile.TemporaryDirectory() as folder:
            processes = Processes(Path(folder, "casualty-bot.db"))
            await processes.databases[0].start()
            for step in steps:
                await processes.step(*step)
            for database in processes.databases:
                await database.stop()
            return processes.posts

    assert max(asyncio.run(play()).values(), default=0) <= 1
