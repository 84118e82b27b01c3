"""A database comes in; what people asked for in vain goes out, in groups.

Each group tells how many people of one workspace asked for the same thing and why nothing on file
answered; or how many an answer did not help, and what was wrong with it.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

from bot import store, vocabulary
from bot.curate import opinions
from bot.ledger import database, feedback, gaps
from bot.ledger.gaps import Gap
from bot.match import Reason
from bot.measures import Measures
from bot.question import Question, Ref
from bot.wording import Wording

_WHY = {
    Reason.UNCLEAR: "it was not clear what was asked",
    Reason.NO_MEASURE: "no measure was named",
    Reason.AMBIGUOUS: "it may be about several events",
    Reason.BREAKDOWN: "it asked for a breakdown",
    Reason.UNKNOWN: "a word was not understood",
    Reason.UNKNOWN_SIDE: "a side with that name is not on file",
    Reason.UNKNOWN_CLAIMANT: "a claimant with that name is not on file",
    Reason.UNKNOWN_PLACE: "a place with that name is not on file",
    Reason.AGENT: "claims do not tell whose doing it was",
    Reason.SIDE: "not on file for that side",
    Reason.CATEGORY: "not on file for that kind of people",
    Reason.PLACE: "not on file for that place",
    Reason.CLAIMANT: "not on file from that claimant",
    Reason.RELATION: "not on file from that side of it",
    Reason.MEASURE: "not on file in that measure",
    Reason.WHEN: "not on file for that date",
    Reason.BEFORE_FIRST: "not on file that early",
    Reason.COMBINATION: "not on file together",
    Reason.NUMBER: "nobody on file gave that number",
}
"""Why a question had no answer, for a curator."""
_DATES_SHOWN = 3


class Group(NamedTuple):
    """Gaps of one workspace with the same reason and the same thing asked for, oldest first."""

    team: str
    asked: str
    reason: Reason
    gaps: tuple[Gap, ...]

    @property
    def people(self) -> int:
        """How many people asked."""
        return len({gap.person for gap in self.gaps})

    @property
    def words(self) -> tuple[str, ...]:
        """What people wrote, where messages are kept."""
        return tuple(dict.fromkeys(gap.words for gap in self.gaps if gap.words))


def run(
    url: str, claims: Path | None, since: dt.date | None, out: TextIO, *, as_json: bool = False
) -> None:
    """Print the groups, those that most people asked for first, and then what did not help.

    ``claims`` (None: the shipped one) is the claims file that names what was asked for. Raises
    DatabaseError if there is no database, StoreError if the claims file is unsound.
    """
    language = vocabulary.read(vocabulary.LANGUAGES / "en.toml")
    named = store.load(claims or store.shipped())
    wording = Wording(language, named, Measures.read())
    with database.opened(url) as connection:
        found = groups(gaps.read(connection, since), wording)
        disliked = opinions.unhelpful(feedback.read(connection, since))
    if as_json:
        told = [*map(_json, found), *map(opinions.as_json, disliked)]
        print(json.dumps(told, ensure_ascii=False), file=out)
        return
    lines = [(group.team, _line(group, wording), group.words) for group in found]
    lines += [(one.team, opinions.line(one, wording), one.words) for one in disliked]
    teams = {team for team, _, _ in lines}
    if not found:
        print("No question on record went without an answer.", file=out)
    for team, line, written in lines:
        where = f"[{team}] " if len(teams) > 1 else ""
        print(f"{where}{line}", file=out)
        for words in written:
            print(f"    “{words}”", file=out)


def groups(found: Iterable[Gap], wording: Wording) -> tuple[Group, ...]:
    """Put gaps together, those that most people asked for first."""
    same: dict[tuple[object, ...], list[Gap]] = {}
    for gap in found:
        one = gap.question
        slots = (one.sides, one.categories, one.outcomes, one.places, one.claimants)
        same.setdefault((gap.team, gap.reason, *slots), []).append(gap)
    made = [
        Group(first.team, _asked(first.question, wording), first.reason, (first, *others))
        for first, *others in same.values()
    ]
    return tuple(sorted(made, key=lambda group: (-group.people, -len(group.gaps), group.asked)))


# --- private ---


def _asked(question: Question, wording: Wording) -> str:
    """Name the people, the measure, the claimants and the places that were asked for."""
    people = [_name(ref, wording) for ref in question.sides]
    people += [wording.category(category) for category in question.categories]
    parts = [" ".join(people)]
    measures = [wording.measure(measure) for measure in question.measures]
    words = f"“{question.measure_words}”" if question.measure_words else ""
    parts.append(wording.listed(measures, either=True) or words)
    parts.append(_from("in", question.places, wording))
    parts.append(_from("by", question.claimants, wording))
    return ", ".join(filter(None, parts)) or "something"


def _from(word: str, refs: tuple[Ref, ...], wording: Wording) -> str:
    names = wording.listed([_name(ref, wording) for ref in refs], either=True)
    return f"{word} {names}" if names else ""


def _name(ref: Ref, wording: Wording) -> str:
    try:
        return wording.name(ref)
    except KeyError:
        return ref.id  # the claims file has changed since


def _line(group: Group, wording: Wording) -> str:
    who = "1 person" if group.people == 1 else f"{group.people} people"
    often = f"{len(group.gaps)} times, " if len(group.gaps) > group.people else ""
    last = wording.date(group.gaps[-1].asked_on)
    why = _WHY.get(group.reason, group.reason.value)
    return f"{who} asked for {group.asked}: {why}{_dates(group, wording)} ({often}last on {last})"


def _dates(group: Group, wording: Wording) -> str:
    """List the dates asked about, where the date is why."""
    if group.reason not in {Reason.WHEN, Reason.BEFORE_FIRST}:
        return ""
    days = {period.last for gap in group.gaps for period in gap.question.when if period.last}
    shown = [wording.date(day) for day in sorted(days)[:_DATES_SHOWN]]
    more = [f"{len(days) - _DATES_SHOWN} more"] if len(days) > _DATES_SHOWN else []
    return f", {wording.listed([*shown, *more])}" if shown else ""


def _json(group: Group) -> Mapping[str, object]:
    """Tell all of a group but who asked."""
    return {
        "kind": "unanswered",
        "workspace": group.team,
        "asked": group.asked,
        "reason": group.reason.value,
        "people": group.people,
        "times": len(group.gaps),
        "first": group.gaps[0].asked_on.isoformat(),
        "last": group.gaps[-1].asked_on.isoformat(),
        "words": list(group.words),
        "question": group.gaps[-1].question.model_dump(
            mode="json", exclude={"text", "evidence", "unknown"}, exclude_defaults=True
        ),
    }
