import datetime as dt
import io
import json
from pathlib import Path

import pytest
import pytest_asyncio

from bot import cli
from bot.compose import silence
from bot.curate import gaps
from bot.desk import Desk
from bot.ledger.database import Database
from bot.ledger.feedback import Feedback, Objection
from bot.ledger.gaps import Gaps
from bot.match import Reason
from tests.ledger.conftest import Time
from tests.stories import ANOTHER_WAR, FOUNDING

DAY = dt.date(2022, 3, 25)
EARLY = "how many Russian soldiers had been killed as of {} February 2022?"


@pytest_asyncio.fixture
async def asked(url: str, database: Database, desk: Desk, clock: Time) -> str:
    """The URL of a database in which three people asked what is not on file, one of them twice."""
    kept = Gaps(database, clock, keep_text=False)
    for user, day in (("U1", 25), ("U2", 26), ("U2", 25)):
        await kept.note("T", user, desk.ask(EARLY.format(day), DAY))
    clock.passes(10 * 24 * 3600)
    await kept.note("T", "U3", desk.ask("how many soldiers did Xanadu lose?", DAY))
    return url


def listed(url: str, since: dt.date | None = None, *, as_json: bool = False) -> str:
    out = io.StringIO()
    gaps.run(url, FOUNDING, since, out, as_json=as_json)
    return out.getvalue()


@pytest.mark.asyncio
async def test_what_was_asked_is_told_in_the_words_of_the_store_with_the_people(asked: str) -> None:
    assert listed(asked).splitlines() == [
        "2 people asked for Russia soldiers, killed: not on file that early, 25 February 2022 and "
        "26 February 2022 (3 times, last on 14 November 2023)",
        "1 person asked for soldiers, “lose”: a side with that name is not on file "
        "(last on 24 November 2023)",
    ]


@pytest.mark.asyncio
async def test_what_was_asked_before_a_day_is_left_out(asked: str) -> None:
    assert listed(asked, dt.date(2023, 11, 20)).startswith("1 person asked for soldiers")
    assert listed(asked, dt.date(2024, 1, 1)) == "No question on record went without an answer.\n"


@pytest.mark.asyncio
async def test_one_list_for_machines_tells_the_slots_and_nobody(asked: str) -> None:
    first, second = json.loads(listed(asked, as_json=True))
    assert (first["people"], first["times"], first["reason"]) == (2, 3, "before_first")
    assert (first["first"], first["last"]) == ("2023-11-14", "2023-11-14")
    assert first["question"]["outcomes"] == ["killed"]
    assert first["kind"] == "unanswered"
    assert "person" not in first
    assert "xanadu" not in json.dumps(second).lower()


@pytest.mark.asyncio
async def test_messages_are_listed_where_they_were_kept(
    url: str, database: Database, desk: Desk, clock: Time
) -> None:
    await Gaps(database, clock, keep_text=True).note("T", "U1", desk.ask("dead in Xanadu?", DAY))
    assert listed(url).splitlines()[1] == "    “dead in Xanadu”"


@pytest.mark.asyncio
async def test_workspaces_are_never_counted_together(
    url: str, database: Database, desk: Desk, clock: Time
) -> None:
    kept = Gaps(database, clock, keep_text=False)
    for team in ("T1", "T2"):
        await kept.note(team, "U1", desk.ask(EARLY.format(25), DAY))
    assert [line[:13] for line in listed(url).splitlines()] == ["[T1] 1 person", "[T2] 1 person"]


@pytest.mark.asyncio
async def test_names_that_left_the_claims_file_are_told_by_their_ids(asked: str) -> None:
    out = io.StringIO()
    gaps.run(asked, ANOTHER_WAR, None, out)
    assert out.getvalue().startswith("2 people asked for russia soldiers, killed")


def test_every_reason_that_leaves_a_question_open_has_its_words() -> None:
    assert set(gaps._WHY) == set(Reason) - silence._OUT_OF_SCOPE


@pytest.mark.asyncio
async def test_the_command_reads_the_database_it_is_given(
    asked: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_FILE", str(FOUNDING))
    assert cli.main(["gaps", "--database", asked, "--since", "2023-11-20"]) == 0
    assert capsys.readouterr().out.startswith("1 person asked for soldiers")


def test_without_a_database_the_command_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["gaps", "--database", f"sqlite:///{tmp_path}/none.db"]) == 1
    assert "There is no database at" in capsys.readouterr().err


# --- answers that were of no help ---


@pytest_asyncio.fixture
async def disliked(url: str, database: Database, clock: Time) -> str:
    """The URL of a database in which an answer helped one of four people."""
    opinions = Feedback(database, clock, keep_text=True)
    cited = ["a", "b"]
    await opinions.store("T", "U1", cited, helpful=True)
    await opinions.store("T", "U2", cited, helpful=False)
    await opinions.explain("T", "U3", cited, Objection.WRONG_FIGURE, "that is last year's")
    await opinions.explain("T", "U4", cited, Objection.WRONG_FIGURE)
    clock.passes(10 * 24 * 3600)
    await opinions.explain("T", "U1", ["a", "b", "c", "d", "e"], Objection.MISSING)
    await opinions.store("T", "U1", ["c"], helpful=True)
    return url


@pytest.mark.asyncio
async def test_answers_that_helped_nobody_are_told_with_the_reasons(disliked: str) -> None:
    assert listed(disliked).splitlines() == [
        "No question on record went without an answer.",
        "3 people were not helped by the answer from a and b: a figure is wrong (2); it helped 1 "
        "(last on 14 November 2023)",
        "    “that is last year's”",
        "1 person was not helped by the answer from a, b, c and 2 more: something is missing (1) "
        "(last on 24 November 2023)",
    ]


@pytest.mark.asyncio
async def test_a_click_without_a_reason_is_told(url: str, database: Database, clock: Time) -> None:
    await Feedback(database, clock, keep_text=False).store("T", "U1", ["a"], helpful=False)
    assert "by the answer from a, and gave no reason (last on" in listed(url)


@pytest.mark.asyncio
async def test_opinions_given_before_a_day_are_left_out(disliked: str) -> None:
    assert "from a and b:" not in listed(disliked, dt.date(2023, 11, 20))
    assert "from a, b, c" in listed(disliked, dt.date(2023, 11, 20))


@pytest.mark.asyncio
async def test_the_list_for_machines_tells_reasons_and_nobody(disliked: str) -> None:
    first, _ = json.loads(listed(disliked, as_json=True))
    assert first == {
        "kind": "unhelpful",
        "workspace": "T",
        "claims": ["a", "b"],
        "people": 3,
        "helped": 1,
        "reasons": {"wrong_figure": 2},
        "last": "2023-11-14",
        "words": ["that is last year's"],
    }
