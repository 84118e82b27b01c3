import datetime as dt

import pytest
from sqlalchemy import Connection, func, select

from bot.answer import Reply
from bot.desk import Desk
from bot.ledger import gaps
from bot.ledger.database import Database
from bot.ledger.feedback import Feedback
from bot.ledger.gaps import Gap, Gaps
from bot.ledger.ledger import Ledger
from bot.ledger.tables import feedback, metadata
from bot.match import Reason
from tests.ledger.conftest import Time

pytestmark = pytest.mark.asyncio

DAY = dt.date(2022, 3, 25)


@pytest.fixture
def silence(desk: Desk) -> Reply:
    return desk.ask("how many Russian soldiers had died as of 1 March 2022?", DAY)


async def listed(database: Database, since: dt.date | None = None) -> tuple[Gap, ...]:
    return await database.do(lambda c: gaps.read(c, since))


async def test_a_question_without_an_answer_is_kept_in_slots(
    database: Database, clock: Time, silence: Reply
) -> None:
    await Gaps(database, clock, keep_text=False).note("T", "U1", silence)
    (gap,) = await listed(database)
    assert (gap.team, gap.reason, gap.words) == ("T", Reason.BEFORE_FIRST, None)
    assert gap.question.sides == silence.question.sides
    assert gap.question.text == ""
    assert gap.asked_on == dt.date(2023, 11, 14)


async def test_the_message_is_kept_if_the_settings_say_so(
    database: Database, clock: Time, silence: Reply
) -> None:
    await Gaps(database, clock, keep_text=True).note("T", "U1", silence)
    (gap,) = await listed(database)
    assert gap.words == silence.question.text


@pytest.mark.parametrize(
    "text", ["how many Russian soldiers died?", "help", "hello", "will they win?"]
)
async def test_answers_and_what_is_no_question_for_curators_are_not_kept(
    database: Database, clock: Time, desk: Desk, text: str
) -> None:
    await Gaps(database, clock, keep_text=False).note("T", "U1", desk.ask(text, DAY))
    assert await listed(database) == ()


async def test_people_are_told_apart_within_a_workspace_and_named_nowhere(
    database: Database, clock: Time, silence: Reply
) -> None:
    kept = Gaps(database, clock, keep_text=False)
    for team, user in (("T", "U1"), ("T", "U1"), ("T", "U2"), ("T2", "U1")):
        await kept.note(team, user, silence)
    one, again, two, elsewhere = (gap.person for gap in await listed(database))
    assert one == again
    assert len({one, two, elsewhere}) == 3
    assert "U1" not in {one, two, elsewhere}


async def test_gaps_are_listed_since_a_day_and_forgotten_after_their_time(
    database: Database, clock: Time, silence: Reply
) -> None:
    kept = Gaps(database, clock, keep_text=False)
    await kept.note("T", "U1", silence)
    clock.passes(10 * 24 * 3600)
    await kept.note("T", "U1", silence)
    assert len(await listed(database)) == 2
    assert len(await listed(database, dt.date(2023, 11, 20))) == 1
    await kept.prune(5)
    assert len(await listed(database)) == 1


async def test_an_opinion_is_kept_once_and_may_change(database: Database, clock: Time) -> None:
    opinions = Feedback(database, clock, keep_text=False)
    for helpful in (True, True, False):
        assert await opinions.store("T", "U1", ["b", "a"], helpful=helpful)
    assert await opinions.store("T", "U2", ["a", "b"], helpful=True)
    read = select(feedback.c.claims, feedback.c.helpful).order_by(feedback.c.id)
    rows = await database.do(lambda c: c.execute(read).all())
    assert [tuple(row) for row in rows] == [('["a", "b"]', False), ('["a", "b"]', True)]


async def test_nothing_is_left_of_a_workspace_that_left(
    database: Database, clock: Time, silence: Reply
) -> None:
    ledger = Ledger(database, clock=clock)
    for team in ("T", "T2"):
        assert await ledger.deliveries.take(team, (team,))
        await ledger.threads.remember((team, "C", "1"), silence.question)
        await ledger.gaps.note(team, "U1", silence)
        await ledger.feedback.store(team, "U1", ["a"], helpful=True)
    await ledger.forget("T")

    def rows(connection: Connection) -> list[int]:
        counts = (select(func.count()).select_from(table) for table in metadata.sorted_tables)
        return [connection.execute(count).scalar_one() for count in counts]

    assert await database.do(rows) == [1] * len(metadata.sorted_tables)


async def test_tidying_forgets_what_is_older_than_the_settings_say(
    database: Database, clock: Time, silence: Reply
) -> None:
    ledger = Ledger(database, clock=clock)
    await ledger.threads.remember(("T", "C", "1"), silence.question)
    await ledger.gaps.note("T", "U1", silence)
    await ledger.feedback.store("T", "U1", ["a"], helpful=True)
    clock.passes(31 * 24 * 3600)
    await ledger.tidy()
    assert await ledger.threads.last(("T", "C", "1")) is None
    assert len(await listed(database)) == 1
    clock.passes(60 * 24 * 3600)
    await ledger.tidy()
    assert await listed(database) == ()
