"""A language's reply words come in; dates, ages, lists and names as replies print them go out."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.claim import Claim, Figure, ScopeKind
from bot.edtf import PartialDate, Precision
from bot.measures import Measures
from bot.names import Category, Named
from bot.phrases import Name
from bot.question import Ref
from bot.store import Store
from bot.vocabulary import Vocabulary

_WORTH_AN_AGE = 60
"""Days from which on a reply says how long ago a figure was stated."""


_LABEL = "label_"


def capital(text: str) -> str:
    """Begin a sentence with a text, without its full stop."""
    return text[:1].upper() + text[1:].removesuffix(".")


class Wording:
    """Says things in one language, about the names of one store."""

    def __init__(self, vocabulary: Vocabulary, store: Store, measures: Measures) -> None:
        self.store = store
        self._vocabulary = vocabulary
        self._measures = measures

    @property
    def labels(self) -> Mapping[str, str]:
        """The words that stand around answers, by what they are for."""
        reply = self._vocabulary.reply
        return {key.removeprefix(_LABEL): words for key, words in reply.items() if _LABEL in key}

    def say(self, key: str, **values: object) -> str:
        """Fill one reply wording."""
        return self._vocabulary.reply[key].format(**values)

    def date(self, date: PartialDate | dt.date) -> str:
        """Write a date out, as finely as it was given: 25 March 2022, March 2022, 2022."""
        precision = Precision.DAY if isinstance(date, dt.date) else date.precision
        return self._date(date, precision)

    def _date(self, date: PartialDate | dt.date, precision: Precision) -> str:
        day = date if isinstance(date, dt.date) else date.first
        month = self._vocabulary.date.months[day.month - 1][0]
        text = {
            Precision.DAY: f"{day.day} {month} {day.year}",
            Precision.MONTH: f"{month} {day.year}",
            Precision.YEAR: f"{day.year}",
        }[precision]
        if isinstance(date, PartialDate) and date.approximate:
            return self.say("about_date", date=text)
        return text

    def span(self, dates: Sequence[PartialDate]) -> str:
        """Write the first and the last of some dates, both as finely as the coarser was given."""
        first = min(dates, key=lambda date: date.first)
        last = max(dates, key=lambda date: date.last)
        precision = max(first.precision, last.precision, key=list(Precision).index)
        ends = dict.fromkeys(self._date(date, precision) for date in (first, last))
        return self.say("span").join(ends)

    def age(self, date: PartialDate, today: dt.date) -> str | None:
        """Say how long ago a date was, in whole years, months or days; None if it is recent."""
        days = (today - date.last).days
        if days < _WORTH_AN_AGE:
            return None
        months = date.months_before(today)
        years = months // 12
        if years == 1:
            return self.say("year_ago")
        if years:
            return self.say("years_ago", n=years)
        return self.say("months_ago", n=months) if months > 1 else self.say("days_ago", n=days)

    def number(self, number: int) -> str:
        """Write a number of persons with its thousands separated."""
        return f"{number:,}"

    def listed(self, names: Sequence[str], *, either: bool = False) -> str:
        """Join names as a sentence does."""
        if len(names) < 2:  # noqa: PLR2004 - nothing to join
            return "".join(names)
        first = self.say("comma").join(names[:-1])
        return self.say("or" if either else "join", first=first, last=names[-1])

    def measure(self, measure: str) -> str:
        """Name a measure; one that counts several outcomes together names them all."""
        names = self._vocabulary.measure_name
        measure = self._measures.same_as.get(measure, measure)
        if measure in names:
            return names[measure]
        order = [outcome for group in self._measures.families.values() for outcome in group]
        outcomes = sorted(
            self._measures.outcomes(measure), key=lambda o: (order.index(o) if o in order else 0, o)
        )
        return self.listed([names.get(o, o.replace("_", " ")) for o in outcomes], either=True)

    def measure_rank(self, measure: str) -> tuple[int, int, str]:
        """Order measures: fewer outcomes together first, then as the vocabulary lists them."""
        outcomes = self._measures.outcomes(measure)
        order = [outcome for group in self._measures.families.values() for outcome in group]
        place = min((order.index(o) for o in outcomes if o in order), default=len(order))
        return len(outcomes), place, measure

    def figure(self, claim: Claim, figure: Figure | None = None) -> str:
        """Write a figure in its own words, with its measure unless those words name it."""
        wording = (figure or claim.figure).wording
        measure = self.measure(claim.measure)
        if measure.lower() in wording.lower():
            return wording
        harm = self._measures.family(claim.measure) in {"death", "harm"}
        return self.say(
            "measured" if harm and not _CLAUSE.search(wording) else "counted",
            figure=wording,
            measure=measure,
        )

    def name(self, ref: Ref) -> str:
        """Name an entry of the store."""
        names = dict.fromkeys(self._entries[one.kind][one.id].name for one in ref.each)
        return self.listed(list(names), either=True)

    @cached_property
    def _entries(self) -> Mapping[Name, Mapping[str, Named]]:
        return {
            Name.PARTY: self.store.parties,
            Name.POPULATION: self.store.populations,
            Name.CLAIMANT: self.store.claimants,
            Name.PERSON: self.store.people,
            Name.PLACE: self.store.places,
            Name.EVENT: self.store.events,
        }

    def category(self, category: Category | str) -> str:
        """Name a kind of people."""
        return self.say(f"category_{Category(category).value}")

    def speaker(self, person: str, *, with_role: bool = False) -> str:
        """Name a speaker by id, with the role where it is known."""
        named = self.store.people[person]
        return f"{named.name}, {named.role}" if with_role and named.role else named.name

    def is_background(self, claim: Claim) -> bool:
        """Tell whether a claim's event is on file only to compare another one with."""
        return self.store.events[claim.event].background

    def is_part(self, claim: Claim) -> bool:
        """Tell whether a claim counts a part of a larger population."""
        return self.store.populations[claim.population].part_of is not None

    def replaced(self, claim: Claim) -> Claim | None:
        """Find the claim that this one replaced."""
        return self.store.by_id[claim.supersedes.claim] if claim.supersedes else None

    def was_replaced(self, claim: Claim) -> bool:
        """Tell whether a later claim took this one's place."""
        return claim.id in self.store.superseded_by

    def origins(self, claim: Claim) -> str:
        """Name the claimants of the figures that this one was computed from."""
        return self.listed(
            [self.claimant(self.store.by_id[origin]) for origin in claim.derived_from]
        )

    def voices(self, speakers: Sequence[str]) -> str:
        """Name claimants and people by their ids."""
        found = [self.store.voice(speaker) for speaker in speakers]
        return self.listed([voice.name for voice in found if voice])

    def claimant(self, claim: Claim) -> str:
        """Name the claimant of a claim."""
        return self.store.claimants[claim.claimant].name

    def population(self, claim: Claim) -> str:
        """Name the people whom a claim counts."""
        return self.store.populations[claim.population].name

    def event(self, claim: Claim) -> str:
        """Name the event of a claim."""
        return self.store.events[claim.event].name

    def dates(self, claim: Claim) -> str:
        """Say as of when a figure is, when it was stated where that differs, or that no date is."""
        if claim.as_of and claim.stated_on and claim.as_of != claim.stated_on:
            as_of, stated = self.date(claim.as_of), self.date(claim.stated_on)
            return self.say(_dated("as_of_said", claim.stated_on), date=as_of, stated=stated)
        if claim.as_of:
            return self.say("as_of", date=self.date(claim.as_of))
        if claim.stated_on:
            stated = self.date(claim.stated_on)
            return self.say(_dated("said_on", claim.stated_on), stated=stated)
        return self.say("no_date")

    def scope(self, claim: Claim, *, since: bool = False) -> str | None:
        """Say which place, period or incident a figure covers, if not the whole event.

        ``since`` also tells from when a running total counts.
        """
        scope, parts = claim.scope, []
        if scope.place:
            name = self.store.places[scope.place].name
            whole = scope.wording if scope.wording and scope.wording.startswith(name) else name
            parts.append(self.say("scope_place", place=whole))
        if scope.kind is ScopeKind.PERIOD and scope.start and scope.end:
            start, end = self.date(scope.start), self.date(scope.end)
            one = "scope_day" if scope.start.precision is Precision.DAY else "scope_month"
            key = one if start == end else "scope_period"
            parts.append(self.say(key, start=start, end=end))
        elif since and scope.kind is ScopeKind.CUMULATIVE and scope.start:
            parts.append(self.say("scope_since", start=self.date(scope.start)))
        bounded = scope.kind in {ScopeKind.PERIOD, ScopeKind.INCIDENT}
        if bounded and scope.wording and not parts:
            parts.append(scope.wording)
        return " ".join(parts) or None

    def verification(self, claim: Claim) -> str:
        """Say whether anybody could check a figure, and who says so. A sentence."""
        verification = claim.verification
        if verification.note:
            return self.say("noted", note=capital(verification.note))
        status = verification.status.value
        if verification.said_by:
            return self.say(f"{status}_by", names=self.voices(verification.said_by))
        return self.say(status)


def _dated(key: str, date: PartialDate) -> str:
    """Choose the wording for a day or for a longer stretch."""
    if date.precision is Precision.DAY:
        return key
    return {"said_on": "said_in", "as_of_said": "as_of_said_in"}[key]


_CLAUSE = re.compile(r"[,;:()](?!\d)|\s[–—-]\s|\d\S*(?:\s[^\d\s]+){3,}$")
"""Words that a measure can no longer stand behind: a clause, or three words after the number."""
