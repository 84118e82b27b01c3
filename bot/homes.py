"""A store's names come in; which parties a claimant or speaker can be of goes out.

A "defence ministry" after the adjective of one side is not the one of the other side.
"""

from collections.abc import Collection, Iterable, Mapping

from bot import demonyms
from bot.names import Claimant, Names
from bot.vocabulary import NameWords
from bot.words import phrase


class Homes:
    """Knows the parties that each voice speaks for, or has in its name."""

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
        self._bodies = {one.id: frozenset({one.id, one.part_of}) for one in names.claimants}
        for person in names.people:
            body = person.belongs_to or person.id
            role = _named(person.role or "", forms)
            self._of.setdefault(person.id, self._of.get(body, frozenset()) | role)
            self._bodies.setdefault(person.id, self._bodies.get(body, frozenset({body})))

    def is_of(self, voice: str, parties: Collection[str]) -> bool:
        """Tell whether a voice is of one of these parties, by ids."""
        return not self._of.get(voice, frozenset()).isdisjoint(parties)

    def bodies(self, voices: Iterable[str]) -> frozenset[str | None]:
        """List the claimants that voices are, are part of or speak for."""
        return frozenset().union(*(self._bodies.get(voice, ()) for voice in voices)) - {None}


# --- private ---


def _home(
    claimant: Claimant,
    claimants: Mapping[str, Claimant],
    forms: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    whole = claimants.get(claimant.part_of or "")
    spoken_for = {one.speaks_for for one in (claimant, whole) if one and one.speaks_for}
    return _named(claimant.name, forms) | spoken_for


def _named(text: str, forms: Mapping[str, frozenset[str]]) -> frozenset[str]:
    said = phrase(text)
    return frozenset(party for party, words in forms.items() if not words.isdisjoint(said))
