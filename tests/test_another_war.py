"""A newsroom's own file about another war: all kinds of questions, and no word of code for it."""

import re
from pathlib import Path

import pytest

from bot.answer import Outcome
from bot.desk import Desk
from bot.match import Reason
from bot.names import Named
from bot.question import Question
from bot.render.text import plain
from bot.store import Store
from tests.stories import ROOT, TODAY

OWN, HURT, MISSING = "av-killed-august", "av-wounded-august", "av-missing-august"
ENEMY, MONITORS = "bo-killed-averian", "mon-killed-averian"
LANCERS, CAPTURED, DEPLOYED = "av-brigade-killed", "bo-captured", "av-deployed"
BOSTRANS, BOSTRANS_COUNTED, JULY = "bo-killed-own", "mon-killed-bostran", "bo-killed-july"
CIVILIANS, BRIDGE = "mon-civilians-killed", "mon-civilians-tarn"


def cited(desk: Desk, *turns: str) -> tuple[Outcome, set[str]]:
    """Hold a thread; tell how its last reply ends and which claims stand in a line of it."""
    previous: Question | None = None
    for turn in turns:
        reply = desk.ask(turn, TODAY, previous=previous)
        previous = reply.thread
    shown = {
        line.claim
        for answer in reply.answers
        for section in answer.sections
        for line in section.lines
    }
    return reply.outcome, shown


@pytest.mark.parametrize(
    ("turns", "claims"),
    [
        (["How many Averian soldiers have died in the Lake War?"], {OWN, ENEMY, MONITORS, LANCERS}),
        (["Averian fatalities"], {OWN, ENEMY, MONITORS, LANCERS}),
        (["AVERIAN SOLDIERS KIA???"], {OWN, ENEMY, MONITORS, LANCERS}),
        (["how many lancers died"], {LANCERS}),
        (["Averain soliders wounded"], {HURT}),
        (["Averians missing"], {MISSING}),
        (["Averian POWs"], {CAPTURED}),
        (["Averian casualties"], {OWN, ENEMY, MONITORS, LANCERS, HURT, MISSING, CAPTURED}),
        (["how many troops did Averia deploy?"], {DEPLOYED}),
        (["Bostran soldiers killed"], {BOSTRANS, BOSTRANS_COUNTED}),
        (["civilians killed"], {CIVILIANS}),
        (["civilians killed at Tarn Bridge"], {BRIDGE}),
        (["how many people died in Tarn?"], {BRIDGE}),
        (["according to the AGS, how many Averian soldiers were killed?"], {OWN, LANCERS}),
        (["how many Averians died according to Bostra?"], {ENEMY}),
        (["what did Havel say?"], {OWN, HURT}),
        (["what did Maj. Tobin Reyes say?"], {ENEMY, BOSTRANS}),
        (["official figure of Averian dead"], {OWN, LANCERS}),
        (["independent count of Averian dead"], {MONITORS}),
        (["Averian dead as of 1 July 2019"], {"av-killed-june"}),
        (["Bostran soldiers killed in July 2019"], {JULY}),
        (["what was known on 1 July 2019 about Averian dead?"], {"av-killed-june"}),
        (["Averian dead in the first month of the war"], {"av-killed-june"}),
        (["who said 412?"], {OWN}),
        (["who said more than 400?"], {OWN}),
        (["1,150?"], {ENEMY}),
        (["who said one hundred and ninety?"], {CIVILIANS}),
        (["is the 506 figure verified?"], {MONITORS}),
        (["how did the monitors count the Averian dead?"], {MONITORS}),
        (["who disputes the Bostran figure of Averian dead?"], {ENEMY}),
        (["where is the 318 from?"], {BOSTRANS}),
        (["when did Havel say 412?"], {OWN}),
        (["compare what Averia and Bostra say about Averian dead"], {OWN, ENEMY}),
        (
            ["has the monitors' count of Averian dead been updated?"],
            {"mon-killed-averian-july", MONITORS},
        ),
        (["fact check: 412 Averian soldiers were killed"], {OWN}),
        (["How many Averians died?", "and wounded?"], {HURT}),
        (
            ["How many Averians died?", "what about Bostra?"],
            {BOSTRANS, BOSTRANS_COUNTED, CIVILIANS},
        ),
        (["How many Averians died?", "according to the monitors?"], {MONITORS}),
        (["How many Averians died?", "as of 1 July 2019?"], {"av-killed-june"}),
        (["How many Averians died?", "how many Bostran soldiers were killed?", "in July 2019?"],
         {JULY}),
    ],
)  # fmt: skip
def test_what_is_on_file_is_answered(war_desk: Desk, turns: list[str], claims: set[str]) -> None:
    assert cited(war_desk, *turns) == (Outcome.ANSWERED, claims)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("so the monitors confirmed 1,150 Averian dead?", {ENEMY, MONITORS}),
        ("Averia admitted that 506 of its soldiers were killed, right?", {OWN, MONITORS}),
        ("the monitors say 190 civilians died", {CIVILIANS}),
        ("were 412 Bostran soldiers killed?", {OWN, BOSTRANS}),
        ("412 Averians were wounded, right?", {OWN, HURT}),
    ],
)
def test_a_false_premise_is_corrected(war_desk: Desk, text: str, claims: set[str]) -> None:
    outcome, shown = cited(war_desk, text)
    assert outcome is Outcome.PREMISE_CORRECTED
    assert claims <= shown


@pytest.mark.parametrize(
    ("text", "outcome", "reason"),
    [
        ("how many Corvian soldiers died?", Outcome.NOTHING_ON_FILE, Reason.SIDE),
        ("how many Averian civilians died?", Outcome.NOTHING_ON_FILE, None),
        ("Averian deserters?", Outcome.NOTHING_ON_FILE, Reason.MEASURE),
        ("how many died in Port Merrow?", Outcome.NOTHING_ON_FILE, Reason.PLACE),
        ("how many died in Ukraine?", Outcome.NOTHING_ON_FILE, Reason.UNKNOWN_PLACE),
        ("Russian soldiers killed", Outcome.NOTHING_ON_FILE, Reason.UNKNOWN_SIDE),
        ("Averian dead according to NATO", Outcome.NOTHING_ON_FILE, Reason.UNKNOWN_CLAIMANT),
        ("Averian dead according to Corvia", Outcome.NOTHING_ON_FILE, Reason.CLAIMANT),
        ("Averian dead as of 4 May 2019", Outcome.NOTHING_ON_FILE, Reason.BEFORE_FIRST),
        ("Averian dead in December 2019", Outcome.NOTHING_ON_FILE, Reason.WHEN),
        ("who said 1,351?", Outcome.NOTHING_ON_FILE, Reason.NUMBER),
        ("Averian dead by rank", Outcome.NOTHING_ON_FILE, Reason.BREAKDOWN),
        ("killed by Averians", Outcome.NOTHING_ON_FILE, Reason.AGENT),
        ("how many Averian tanks were lost?", Outcome.OUT_OF_SCOPE, Reason.EQUIPMENT),
        ("how many Averians will die?", Outcome.OUT_OF_SCOPE, Reason.FORECAST),
        ("which side should win?", Outcome.OUT_OF_SCOPE, Reason.OPINION),
        ("average of the Averian figures", Outcome.OUT_OF_SCOPE, Reason.ARITHMETIC),
        ("will it rain in Tarn?", Outcome.OUT_OF_SCOPE, None),
        ("hello", Outcome.OUT_OF_SCOPE, Reason.USAGE),
    ],
)
def test_what_is_not_on_file_is_met_with_silence(
    war_desk: Desk, war: Store, text: str, outcome: Outcome, reason: Reason | None
) -> None:
    reply = war_desk.ask(text, TODAY)
    assert (reply.outcome, reply.claims) == (outcome, ())
    assert reason in {None, reply.answers[-1].reason}
    said = plain(reply)
    assert [claim.id for claim in war.claims if claim.figure.wording in said] == []


def test_no_name_of_the_shipped_store_stands_in_code(founding: Store) -> None:
    """A name is data: of the names on file only words of the newsroom may stand in code."""
    generic = {"agency", "alliance", "army", "attack", "central", "command", "conflict", "decade",
               "department", "defence", "defense", "federation", "fight", "foreign", "full",
               "general", "government", "head", "individuals", "invasion", "media", "military",
               "ministry", "naming", "news", "official", "officials", "operation", "organization",
               "outlets", "press", "scale", "senior", "side", "special", "staff", "the",
               "treaty", "troops", "union", "unnamed", "volunteers", "war", "willing", "with",
               "associated", "campaign", "journalists", "speaking", "deputy", "colonel", "states",
               "united", "north", "comrades", "soldiers"}  # fmt: skip
    names = founding.names
    lists: tuple[tuple[Named, ...], ...] = (
        names.parties, names.populations, names.claimants, names.people, names.places, names.events,
    )  # fmt: skip
    named = {
        word.lower()
        for entries in lists
        for entry in entries
        for text in (entry.name, *entry.aliases, getattr(entry, "adjective", None) or "")
        for word in re.findall(r"[^\W\d_]{4,}", text)
    }
    found = {
        (str(file.relative_to(ROOT)), word)
        for file in sorted(Path(ROOT, "bot").rglob("*.py"))
        for word in re.findall(r"[^\W\d_]{4,}", file.read_text(encoding="utf-8").lower())
        if word in named - generic
    }
    assert found == set()
