"""A store's names come in; which parties a claimant or speaker can be of goes out.

A "defence ministry" after the adjective of one side is not the one of the other side.
"""

from collections.abc import Collection, Mapping

from bot import demonyms
from bot.names import Claimant, Names
from bot.vocabulary import NameWords
from bot.words import phrase


class Homes:
    """Knows the parties that each voice speaks for, or has in its name; none: of no party."""

    def __init__(self, names: Names, words: NameWords) -> None:
        forms = {
            party.id: frozenset[str]().union(
                *(
                    demonyms.family(word, words)
                    for text in (party.name, party.adjective or party.name)
                    for word in phrase(text)[-1:]
                )
            )
            for party in names.parties
        }
        claimants = {claimant.id: claimant for claimant in names.claimants}
        self._of: dict[str, frozenset[str]] = {
            claimant.id: _home(claimant, claimants, forms) for claimant in names.claimants
        }
        for person in names.people:
            self._of.setdefault(person.id, self._of.get(person.belongs_to or "", frozenset()))

    def fits(self, voice: str, parties: Collection[str]) -> bool:
        """Tell whether a voice can be of one of these parties, by ids."""
        home = self._of.get(voice, frozenset())
        return not home or not home.isdisjoint(parties)


# --- private ---


def _home(
    claimant: Claimant,
    claimants: Mapping[str, Claimant],
    forms: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    whole = claimants.get(claimant.part_of or "")
    spoken_for = {one.speaks_for for one in (claimant, whole) if one and one.speaks_for}
    said = phrase(claimant.name)
    named = {party for party, words in forms.items() if not words.isdisjoint(said)}
    return frozenset(spoken_for | named)
