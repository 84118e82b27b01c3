"""A store of some six hundred claims: thirty claimants, four years, incidents, other wars."""

import io

import pytest

from bot import store
from bot.answer import Outcome
from bot.curate import check
from bot.desk import Desk
from bot.render import blocks
from tests.slack import limits
from tests.stories import RECORD, TODAY

ASKED = [
    "how many Russian soldiers have died?",
    "how many Ukrainian soldiers have died?",
    "what does Ukraine say about its own losses?",
    "how many civilians were killed in Mariupol?",
    "has Russia updated its count of the dead?",
    "how many North Korean troops were killed?",
    "compare Russia and Ukraine on Russian dead",
    "Russian losses as of 31 December 2022",
    "who said 315,000?",
    "is the Mediazona count verified?",
    "Combien de soldats ukrainiens sont morts ?",
]
SILENT = [
    "how many tanks has Russia lost?",
    "how many Polish soldiers have died?",
    "how many Russian soldiers died in the tsunami?",
    "how many Russian soldiers will die next year?",
]


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(RECORD)


def test_a_rich_store_is_sound() -> None:
    assert check.run(RECORD, io.StringIO())


def test_a_rich_store_says_that_nothing_was_checked_against_originals() -> None:
    reviews = {claim.review.state for claim in store.load(RECORD).claims if claim.review}
    assert reviews == {"secondary_copy"}


@pytest.mark.parametrize("question", ASKED)
def test_every_line_of_a_rich_answer_has_claimant_date_and_verification(
    desk: Desk, question: str
) -> None:
    reply = desk.ask(question, TODAY)
    lines = [line for a in reply.answers for section in a.sections for line in section.lines]
    assert lines
    assert all(line.claimant and line.dates and line.verification for line in lines)
    assert {line.claim for line in lines} <= set(reply.claims)


@pytest.mark.parametrize("question", [*ASKED, *SILENT])
def test_a_rich_answer_fits_one_message(desk: Desk, question: str) -> None:
    assert limits.refusal(blocks.message(desk.ask(question, TODAY))) is None


@pytest.mark.parametrize("question", SILENT)
def test_a_rich_store_gives_no_figure_where_none_is_on_file(desk: Desk, question: str) -> None:
    reply = desk.ask(question, TODAY)
    assert reply.claims == ()
    assert reply.outcome in {Outcome.NOTHING_ON_FILE, Outcome.OUT_OF_SCOPE}
