"""A claimant comes in; single words that stand for it go out: what it is, its own name, both.

"The Tribune" and "the newspaper" are the Lindel Tribune, "Halden" is the Halden Institute for
Peace, and "the mine operator" the company that has a name in common with a mine on file.
"""

from collections.abc import Iterator, Sequence

from bot.aliases.known import Known, Words
from bot.names import Claimant, Names, Person
from bot.words import Word, phrase


class Heads:
    """Knows what bodies are, and which words are their own names."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        self._companies = {phrase(text) for text in known.words.called.get("company", ())}
        self._peopled = {word for people in names.populations for word in phrase(people.name)}
        self._undertakings = {phrase(text)[0] for text in known.words.undertaking}
        self._events = [(event, set(phrase(event.name))) for event in names.events]

    def ways(self, bare: Sequence[Word]) -> Iterator[Words]:
        """List the words for what a body is, its own name, and both together."""
        heads = tuple(dict.fromkeys(self._heads(bare)))
        own = tuple(dict.fromkeys(self._own(bare)))
        yield from (head for head in heads if self._stands_alone(head))
        yield from ((word,) for word in own if self._is_its_alone(word))
        for head in heads:
            yield from ((word, *head) for word in own)
            yield from ((thing, *head) for thing in self._things(own))

    def _heads(self, bare: Sequence[Word]) -> Iterator[Words]:
        """Take the word before "of" or "for", or the last one, and what is said for it."""
        known = self._known
        told = [w for w in bare if (w.fold,) not in self._companies]
        at = next((i for i, word in enumerate(told) if i and known.is_joint(word)), len(told))
        at = next((i for i in range(1, at) if "," in told[i].glue), at)
        words = tuple(word.fold for word in told[:at])
        kinds = [words[start:] for start in range(len(words)) if words[start:] in known.institution]
        head = kinds[0] if kinds else words[-1:]
        if head and (kinds or words[-2:-1] == () or words[-2] not in known.vague):
            yield head
            for said, names in known.words.called_body.items():
                if any(phrase(name) == head for name in names):
                    yield phrase(said)

    def _stands_alone(self, head: Words) -> bool:
        known = self._known
        said = {phrase(text) for text in known.words.called_body}
        return head in known.institution or head in said or all(map(known.is_proper, head))

    def _own(self, bare: Sequence[Word]) -> Iterator[str]:
        """List the proper names among the words of a body, its country's aside."""
        known = self._known
        kinds = {word for kind in known.institution for word in kind} | self._undertakings
        for word in bare:
            named = word.text[0].isupper() and word.fold not in kinds
            if named and known.is_proper(word.fold) and not known.is_country(word.fold):
                yield word.fold

    def _is_its_alone(self, word: str) -> bool:
        """Tell whether only bodies have a word in their names, no party, place or event."""
        bodies = all(
            isinstance(entry, Claimant) or (isinstance(entry, Person) and entry.anonymous)
            for entry in self._known.bearers(word)
        )
        return bodies and word not in self._peopled

    def _things(self, own: Sequence[str]) -> Iterator[str]:
        """Name what an event with the same name happened to: the mine, of a mining company."""
        known = self._known
        for event, words in self._events:
            if not words.isdisjoint(own):
                yield from (w for w in phrase(known.bare(event.name)) if w in known.common)
