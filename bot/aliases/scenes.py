"""A place or an event comes in; the ordinary ways to say it go out: kind, place, part of it."""

from collections.abc import Iterator, Sequence
from itertools import product

from bot import demonyms
from bot.aliases.known import BRIEF, Known, Words, stretches
from bot.names import Claimant, Event, Names, Place
from bot.words import Word, split

_YEAR = 4
"""Digits of a year."""


class Scenes:
    """Knows how places and events are called."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        self._runs_of = {
            entry.name: tuple(self._runs(split(known.bare(entry.name))))
            for entry in (*names.places, *names.events)
        }

    def place(self, place: Place) -> Iterator[Words]:
        """Call a place by its names without "province", and what happened there by both."""
        known = self._known
        words = split(known.bare(place.name))
        runs = tuple(self._runs(words))
        abroad = [run for run in runs if not all(map(known.is_country, run))]
        events = [w.fold for w in words if w.text[0].islower() and not known.is_joint(w)]
        yield known.content(words)
        yield tuple(word for word in known.content(words) if not known.is_dated(word))
        yield from self._by_kind(words)
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
        yield from self._by_kind(words)
        yield self._what_was_hit(words)
        if event.place is None:
            for run in self._runs(words):
                yield run
                yield from self._ends(run)
                yield from self._of_country(run)

    def _by_kind(self, words: Sequence[Word]) -> Iterator[Words]:
        """Say what happened in other words, with any part of the rest of the name."""
        known = self._known
        content = known.content(words)
        undated = tuple(word for word in content if not known.is_dated(word))
        kind = next((k for k in stretches(undated, 1) if k in known.kinds), None)
        if kind:
            where = tuple(word for word in undated if word not in kind)
            years = [(word,) for word in content if word.isdigit() and len(word) == _YEAR]
            for said, year in product(known.kinds[kind], [(), *years]):
                yield from (
                    (*part, *said, *year)
                    for part in stretches(where, 1)
                    if not known.common.issuperset(part)
                )

    def _what_was_hit(self, words: Sequence[Word]) -> Words:
        """Name what it happened to, as "(place) market" for "(place) market shelling"."""
        known = self._known
        undated = tuple(w.fold for w in words if not (known.is_joint(w) or known.is_dated(w.fold)))
        named = undated and words[-len(undated)].text[0].isupper()
        told = named and (undated[-1],) in known.kinds and len(undated) > BRIEF
        return undated[:-1] if told else ()

    def _of_country(self, run: Words) -> Iterator[Words]:
        """Call what happened in a country by the country's adjective or people."""
        known = self._known
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
                vague = alone and (not self._known.tells(part[0]) or before in self._known.common)
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
