"""A parted sentence comes in; what happened to those asked about goes out, as outcomes.

A word of an outcome may also name people ("prisoners"), and one outcome may presuppose another.
"""

from collections.abc import Callable
from typing import NamedTuple

from bot.accounting import Accounts
from bot.lexicon import Mention
from bot.measures import Measures
from bot.parting import Parted
from bot.phrases import Name
from bot.quantity import Quantity
from bot.setaside import SetAside
from bot.vocabulary import MEASURED, Kind

_A_PAIR = 2
"""Measures of which one may narrow the other; more in a row are a list."""


class Measured(NamedTuple):
    """What may have happened to those asked about: all outcomes, those named, and the words."""

    outcomes: frozenset[str]
    named: tuple[str, ...]
    words: tuple[str, ...]


class Measuring:
    """Reads the words for outcomes; ``fill`` is told which mention filled the slot."""

    def __init__(
        self,
        parted: Parted,
        measures: Measures,
        aside: SetAside,
        accounts: Accounts,
        fill: Callable[[int, str, str], None],
    ) -> None:
        self._parted = parted
        self._measures = measures
        self._aside = aside
        self._accounts = accounts
        self._fill = fill

    def measured(self, *, counts_people: bool) -> Measured:
        """Unite the outcomes that are listed; of those that are not, one describes the other.

        "Dead and captured" asks for both. "Captured soldiers killed" asks for neither alone, and
        no claim on file says what became of the captured.
        """
        outcomes: frozenset[str] = frozenset()
        named: dict[str, None] = {}
        words: list[str] = []
        last: int | None = None
        presupposed = self._presupposed()
        for index, mention in enumerate(self._parted.mentions):
            asked = self.outcomes(mention)
            if not asked or index in self._aside.included:
                continue
            if asked <= presupposed or (asked & presupposed and mention.values(Kind.UMBRELLA)):
                self._accounts.use(index)
                continue
            if self._idle(index, counts_people=counts_people):
                continue
            if mention.values(Name.POPULATION) and self.names_people(index):
                continue  # "foreign volunteers killed" names who, not what
            if index in self._aside.excluded:
                outcomes = outcomes - asked or outcomes
                continue
            narrows = outcomes and last is not None and not self._listed(last, index)
            if narrows and not (asked <= outcomes or outcomes <= asked):
                self._accounts.waste(last if last is not None else index)
            outcomes = (outcomes & asked) if narrows and outcomes & asked else outcomes | asked
            measures = mention.values(Kind.MEASURE)
            named |= {o: None for m in measures for o in self._measures.outcomes(m)}
            words.append(mention.text)
            values = (*measures, *mention.values(Kind.UMBRELLA))
            self._fill(index, "measure", ", ".join(values))
            last = index
        return Measured(outcomes, tuple(named), tuple(words))

    def names_people(self, index: int) -> bool:
        """Tell whether another outcome is asked for than the one that these people are named by."""
        own, before = self.outcomes(self._parted.mentions[index]), self._measures.presupposes
        others = (
            self.outcomes(other)
            for i, other in enumerate(self._parted.mentions)
            if i != index and i not in self._aside.included
        )
        apart = (outcomes for outcomes in others if not outcomes & own)
        return any(not own & {*before.get(one, ())} for outcomes in apart for one in outcomes)

    def outcomes(self, mention: Mention) -> frozenset[str]:
        """List the outcomes that a word may mean, by its measures or else its umbrella words."""
        named = mention.values(Kind.MEASURE)
        if named:
            return frozenset().union(*(self._measures.outcomes(measure) for measure in named))
        umbrellas = mention.values(Kind.UMBRELLA)
        return frozenset().union(*(self._measures.umbrella(umbrella) for umbrella in umbrellas))

    def of(self, number: Quantity) -> frozenset[str]:
        """Read what a number counts where several measures are named: the first one after it."""
        ends = [n.start for n in self._parted.numbers if n.start > number.start]
        until = min(ends, default=len(self._parted.words))
        for index, mention in enumerate(self._parted.mentions):
            if number.end <= mention.start < until and index not in self._aside.included:
                outcomes = self.outcomes(mention)
                if outcomes:
                    return outcomes
        return frozenset()

    # --- private ---

    def _presupposed(self) -> frozenset[str]:
        """List what must have happened before what is asked about: they had been captured."""
        before = self._measures.presupposes
        asked = (self.outcomes(mention) for mention in self._parted.mentions)
        return frozenset(o for outcomes in asked for one in outcomes for o in before.get(one, ()))

    def _idle(self, index: int, *, counts_people: bool) -> bool:
        """Tell a word that only means a measure beside people, where there are none."""
        measures = self._parted.mentions[index].values(Kind.MEASURE)
        needy = measures and all(m in self._measures.beside_people for m in measures)
        asks = self._parted.mentions[index].values(Kind.WANTED)
        idle = bool(needy) and (not counts_people or (bool(asks) and self._harms(index)))
        if idle and not (asks or self._parted.mentions[index].has(Kind.FILLER, "words")):
            self._accounts.waste(index)
        return idle

    def _harms(self, index: int) -> bool:
        """Tell "has the number of soldiers killed moved": a measure of harm is what is counted."""
        others = (m for i, m in enumerate(self._parted.mentions) if i != index)
        known = {*self._measures.beside_people}
        return any(not self.outcomes(mention) <= known for mention in others)

    def _listed(self, first: int, last: int) -> bool:
        """Tell whether two mentions stand in a list: a joint, a comma or a number between them.

        So do three in a row: "dead wounded missing".
        """
        mentions = self._parted.mentions
        row = [m for m in mentions[max(first - 1, 0) : last + 2] if m.means(*MEASURED)]
        if last == first + 1 and len(row) > _A_PAIR:
            return True
        between = self._parted.mentions[first + 1 : last]
        joint = any(m.has(Kind.CUE, "joint") or m.has(Kind.CUE, "also") for m in between)
        span = range(self._parted.mentions[first].end, self._parted.mentions[last].start + 1)
        glues = (self._parted.words[i].glue for i in span)
        numbers = any(
            self._parted.mentions[first].end <= n.start < self._parted.mentions[last].start
            for n in self._parted.numbers
        )
        return joint or numbers or any(mark in glue for glue in glues for mark in ",/:;+&-")
