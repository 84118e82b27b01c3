"""Whoever shows no language is spoken to in the one they read, where that may be known."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.desk import Desk
from bot.slack import buttons
from tests.slack.desks import Failing, Thinking
from tests.slack.doors import Door
from tests.slack.double import SlackDouble
from tests.slack.faults import Fault
from tests.slack.serving import serving
from tests.slack.test_surfaces import answered, check, opened, press
from tests.slack.workspace import EDITOR
from tests.stories import FOUNDING
from tests.test_languages import with_spoken_italian

pytestmark = pytest.mark.asyncio

ASKS = "users.info"
ITALIAN = {
    "estimate": "Una stima.",
    "label_home_covers": "Che cosa c'è",
    "label_prompt_title": "Domande",
    "label_no_figures": "Nessuna cifra.",
    "label_gone": "Troppo vecchio.",
    "label_working": "sta cercando",
    "label_busy": "Sono occupato.",
    "label_sorry": "Qualcosa è andato storto.",
}


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_spoken_italian(tmp_path_factory.mktemp("languages"), ITALIAN)


@pytest.fixture
def reader(double: SlackDouble) -> SlackDouble:
    """A workspace that lets the bot know what people read, with somebody who reads Italian."""
    double.scopes |= {"users:read", "assistant:write"}
    double.locales[EDITOR] = "it-IT"
    return double


@pytest_asyncio.fixture
async def spoken(kind: str, reader: SlackDouble, languages: Path) -> AsyncIterator[Door]:
    async with serving(kind, reader, Desk(FOUNDING, languages)) as door:
        yield door


async def test_what_nobody_asked_for_in_words_is_in_the_language_of_who_reads(spoken: Door) -> None:
    double = spoken.double
    await opened(spoken, "home")
    await double.until(lambda: double.views)
    assert "Che cosa c'è" in str(double.views[0])
    assert "25 marzo 2022" in str(double.views[0])
    await opened(spoken, "messages")
    await double.until(lambda: double.called("assistant.threads.setSuggestedPrompts"))
    assert double.calls[-1][1]["title"] == "Domande"
    assert await check(double, spoken, "Good morning, all.") == "Nessuna cifra."
    await spoken.answer_in(await spoken.direct("what does NATO say?"))
    statuses = [sent["status"] for name, sent in double.calls if name.endswith("setStatus")]
    assert statuses == ["sta cercando"]
    shown = await answered(spoken)
    await press(spoken, shown, buttons.SOURCES, value="0123456789abcdef")
    await double.until(lambda: "Troppo vecchio." in double.told(EDITOR))
    assert double.called(ASKS) == 1


async def test_the_language_of_a_question_outweighs_that_of_who_asks(spoken: Door) -> None:
    (english,) = await spoken.answer_in(await spoken.mention("what does NATO say?"))
    assert "An estimate" in english
    (shows_none,) = await spoken.answer_in(await spoken.mention("NATO?"))
    assert "Una stima." in shows_none


async def test_without_the_scope_nobody_is_asked_about(
    reader: SlackDouble, languages: Path
) -> None:
    reader.scopes.remove("users:read")
    async with serving("http", reader, Desk(FOUNDING, languages)) as door:
        (said,) = await door.answer_in(await door.mention("NATO?"))
    assert "An estimate" in said
    assert reader.called(ASKS) == 0


async def test_with_english_alone_nobody_is_asked_about(reader: SlackDouble, desk: Desk) -> None:
    async with serving("http", reader, desk) as door:
        assert await door.answer_in(await door.mention("NATO?"))
    assert reader.called(ASKS) == 0


@pytest.mark.parametrize(
    "fault",
    [
        Fault(error="user_not_found"),
        Fault(error="missing_scope"),
        Fault(status=500),
        Fault(until=asyncio.Event()),
    ],
)
async def test_a_slack_that_does_not_tell_is_asked_once_and_english_is_spoken(
    reader: SlackDouble, languages: Path, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.readers._PATIENCE_SECONDS", 0.05)
    reader.faults[ASKS].append(fault)
    async with serving("http", reader, Desk(FOUNDING, languages)) as door:
        for _ in range(2):
            (said,) = await door.answer_in(await door.mention("NATO?"))
            assert "An estimate" in said
    assert reader.called(ASKS) == 1


async def test_a_fault_and_a_crowd_are_told_of_in_the_language_of_who_asks(
    reader: SlackDouble, languages: Path
) -> None:
    async with serving("http", reader, Failing(FOUNDING, languages)) as door:
        assert await door.answer_in(await door.mention("trap")) == ["Qualcosa è andato storto."]
    desk = Thinking(languages)
    async with serving("http", reader, desk, {"QUEUE_LIMIT": "1"}) as door:
        await door.mention("NATO?")
        assert await door.answer_in(await door.mention("NATO?")) == ["Sono occupato."]
        desk.let.set()
