"""A place or an event comes in; the ordinary ways to say it go out: kind, place, part of it."""

from collections.abc import Iterator, Sequence
from itertools import product, takewhile

from bot import demonyms
from bot.aliases.known import BRIEF, Known, Words, stretches
from bot.names import Claimant, Event, Names, Place
from bot.words import Word, phrase, split

_ARTICLE = "the"


class Scenes:
    """Knows how places and events are called."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        scenes = (*names.places, *names.events)
        self._runs_of = {e.name: tuple(self._runs(split(known.bare(e.name)))) for e in scenes}
        self._places = {place.id: place for place in names.places}
        self._old = dict(self._earlier_ones(names.events))

    def place(self, place: Place) -> Iterator[Words]:
        """Call a place by its names without "province", and what happened there by both."""
        known = self._known
        words = split(known.bare(place.name))
        runs = tuple(self._runs(words))
        abroad = [run for run in runs if not all(map(known.is_country, run))]
        events = [w.fold for w in words if w.text[0].islower() and not known.is_joint(w)]
        yield known.content(words)
        yield tuple(word for word in known.content(words) if not known.is_dated(word))
        yield from self._by_kind(place, words)
        yield from self._with_an_article(words)
        for run in abroad or runs:
            yield run
            yield from self._ends(run)
            yield from ((*run, event) for event in events)

    def event(self, event: Event) -> Iterator[Words]:
        """Call an event without its year, by another word for its kind, or by its place."""
        known = self._known
        words = split(known.bare(event.name))
        content = known.content(words)
        yield content
        yield tuple(word for word in content if not known.is_dated(word))
        ways = tuple(self._by_kind(event, words))
        yield from ways
        if kind := self._old.get(event.id):
            said = (*known.kinds[kind], *ways)
            yield from ((old, *way) for old in known.words.old for way in said)
        yield self._what_was_hit(words)
        yield from self._with_an_article(words)
        yield from self._cause(words)
        for run in self._where(event, words):
            yield run
            yield from self._ends(run)
            yield from self._of_country(run)
        yield from self._in_brackets(event)

    def _where(self, event: Event, words: Sequence[Word]) -> Iterator[Words]:
        """List the names in that of an event, but its place's own, which is on file by itself.

        What happened between two countries is not all in one of them.
        """
        runs = tuple(self._runs(words))
        lands = [run for run in runs if any(map(self._known.is_country, run))]
        place = self._places.get(event.place or "")
        around = {phrase(text) for text in (place.name, *place.aliases)} if place else set()
        for run in runs:
            apart = run in lands and (event.place or len(lands) > 1)
            if not (apart or run in around):
                yield run

    def _in_brackets(self, event: Event) -> Iterator[Words]:
        """Call an event by the one place that its brackets name, if they name no party or two."""
        known = self._known
        named = [run for text in known.in_brackets(event.name) for run in self._runs(split(text))]
        if len(named) == 1 and event.place is None and not all(map(known.is_party, named[0])):
            yield named[0]

    def _earlier_ones(self, events: Sequence[Event]) -> Iterator[tuple[str, Words]]:
        """List the events with a later one of their kind on file, and the kind: "the old war"."""
        known = self._known
        told = [(self._kind(split(known.bare(e.name))), known.years(e.name), e.id) for e in events]
        for kind, years, event in told:
            if kind and years:
                later = [y for other, y, _ in told if y and known.is_same_kind(kind, other)]
                if any(max(years) < min(others) for others in later):
                    yield event, kind

    def _kind(self, words: Sequence[Word]) -> Words | None:
        """Tell which words of a name say what happened."""
        undated = self._undated(words)
        return next((kind for kind in stretches(undated, 1) if kind in self._known.kinds), None)

    def _undated(self, words: Sequence[Word]) -> Words:
        content = self._known.content(words)
        return tuple(word for word in content if not self._known.is_dated(word))

    def _by_kind(self, entry: Event | Place, words: Sequence[Word]) -> Iterator[Words]:
        """Say what happened in other words, with any part of the rest of the name or its year."""
        known, kind = self._known, self._kind(words)
        if not kind:
            return
        where = tuple(word for word in self._undated(words) if word not in kind)
        years = known.years(entry.name)
        parts = [part for part in stretches(where, 1) if not known.vague.issuperset(part)]
        for said, year in product(known.kinds[kind], [(), *years]):
            yield from ((*part, *said, *year) for part in parts)
            if year:
                yield (*said, *year)
                yield from ((month, *year, *said) for month in self._months(entry, year))

    def _months(self, entry: Event | Place, year: Words) -> Iterator[str]:
        """Find the month that stands before a year in a name."""
        told = phrase(entry.name)
        at = told.index(year[0])
        if at and self._known.is_dated(told[at - 1]) and not told[at - 1].isdigit():
            yield told[at - 1]

    def _with_an_article(self, words: Sequence[Word]) -> Iterator[Words]:
        """Call what it happened to or where by its common word: "the mine", "the valley"."""
        for word in self._undated(words):
            if word in self._known.common:
                yield (_ARTICLE, word)
            if word in self._known.struck:
                yield (word,)

    def _what_was_hit(self, words: Sequence[Word]) -> Words:
        """Name what it happened to: "(name) ferry" for "sinking of the ferry (name)"."""
        known, kind = self._known, self._kind(words)
        told = [w for w in words if not (known.is_joint(w) or known.is_dated(w.fold))]
        thing = [word for word in told if word.fold not in (kind or ())]
        named = {word.text[0].isupper() for word in thing}
        return tuple(word.fold for word in thing) if kind and len(named) > 1 else ()

    def _cause(self, words: Sequence[Word]) -> Iterator[Words]:
        """Call an outbreak by what people fell ill with, alone and with its place."""
        known, kind = self._known, self._kind(words)
        if not (kind and kind[0] in known.caused):
            return
        told = [w for w in words if not (known.is_joint(w) or known.is_dated(w.fold))]
        at = next(i for i, word in enumerate(told) if word.fold == kind[0])
        before = list(takewhile(lambda w: w.text[0].islower(), reversed(told[:at])))
        cause = tuple(word.fold for word in reversed(before))
        named = tuple(word.fold for word in told[: at - len(cause)])
        if cause and all(map(known.tells, cause[-1:])):
            yield cause
            yield cause[-1:]
            yield (*named, *cause)

    def _of_country(self, run: Words) -> Iterator[Words]:
        """Call what happened in a country by the country's adjective or people."""
        known = self._known
        if run[-1] in known.common:
            return
        if known.is_party(run[-1]):
            yield from ((*run[:-1], noun) for noun in demonyms.nouns(run[-1], known.words))
            return
        forms = demonyms.of_country(run[-1], known.words) or demonyms.family(run[-1], known.words)
        for form in sorted(forms):
            yield (*run[:-1], form)
            if len(run) == 1:
                yield from ((form + ending,) for ending in known.words.plural)

    def _ends(self, run: Words) -> Iterator[Words]:
        """List the beginnings and ends of a name that tell it from all others on file."""
        for at in range(1, len(run)):
            for part, before in ((run[:at], None), (run[at:], run[at - 1])):
                alone = len(part) < BRIEF
                vague = alone and (not self._known.tells(part[0]) or before in self._known.vague)
                if not vague and self._is_the_only(part):
                    yield part

    def _is_the_only(self, part: Words) -> bool:
        bearing = [runs for runs in self._runs_of.values() if any(_within(part, r) for r in runs)]
        others = {
            entry.name for entry in self._known.bearers(part[0]) if not isinstance(entry, Claimant)
        }
        return len(bearing) == 1 and (len(part) >= BRIEF or len(others) == 1)

    def _runs(self, words: Sequence[Word]) -> Iterator[Words]:
        """List the names in a text: words with a capital side by side, without "province"."""
        known = self._known
        run: list[str] = []
        for word in (*words, None):
            if word and run and word.glue.strip():
                yield tuple(run)
                run = []
            named = word and word.text[0].isupper() and not known.is_dated(word.fold)
            if word and named and (word.fold,) not in known.kinds:
                run += [word.fold] if word.fold not in known.territory else []
            elif run:
                yield tuple(run)
                run = []


# --- private ---


def _within(part: Words, run: Words) -> bool:
    return part in stretches(run, len(part))
