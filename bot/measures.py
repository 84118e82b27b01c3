"""The file of what can be counted comes in; outcomes and their families go out.

A measure is what a claims file names, an outcome what happened to one person.
"""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from typing import Self

from bot.names import Frozen
from bot.vocabulary import LANGUAGES, Phrases


class Measures(Frozen):
    """What can be counted: the families of outcomes, and other names for the same outcome.

    Words of the measures in ``beside_people`` ("sent") mean them only where people are named;
    those in ``own_people`` ("volunteers") name the people as well. What is ``taken`` somebody has:
    the captor tells of it. What an outcome ``presupposes`` happened before it, to the same people.
    """

    families: Mapping[str, Phrases]
    beside_people: Phrases = ()
    own_people: Phrases = ()
    taken: Phrases = ()
    presupposes: Mapping[str, Phrases] = {}
    same_as: Mapping[str, str]

    @cached_property
    def _family(self) -> Mapping[str, str]:
        return {outcome: family for family, group in self.families.items() for outcome in group}

    @classmethod
    def read(cls) -> Self:
        """Read what can be counted, in no language."""
        with (LANGUAGES / "measures.toml").open("rb") as file:
            return cls.model_validate(tomllib.load(file))

    def outcomes(self, measure: str) -> frozenset[str]:
        """Read a measure as the set of outcomes it counts together.

        ``killed_or_wounded`` is killed and wounded; a name with an unknown part stands for itself.
        """
        if measure not in self._outcomes:
            self._outcomes[measure] = self._together(measure)
        return self._outcomes[measure]

    @cached_property
    def _outcomes(self) -> dict[str, frozenset[str]]:
        return {}

    def _together(self, measure: str) -> frozenset[str]:
        measure = self.same_as.get(measure, measure)
        parts = {self.same_as.get(p, p) for p in measure.split("_") if p not in {"or", "and"}}
        if measure not in self._family and all(part in self._family for part in parts):
            return frozenset(parts)
        return frozenset({measure})

    def family(self, measure: str) -> str | None:
        """Tell the family of a measure: that of its outcomes where they agree, else harm."""
        families = {self._family.get(outcome) for outcome in self.outcomes(measure)}
        if len(families) == 1:
            return families.pop()
        return "harm" if families <= {"death", "harm"} else None

    def umbrella(self, word: str) -> frozenset[str]:
        """List the outcomes that an umbrella word brings. The dead are always among the harmed."""
        outcomes = set(self.families[word])
        if word == "harm":
            outcomes |= set(self.families["death"])
        return frozenset(outcomes)
