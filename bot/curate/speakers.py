"""The words for who spoke come in; the name, the role and the occasion go out, and back.

"Maj. Gen. Igor Konrad, ministry spokesman, to the press" is a person, a role and an occasion;
"a senior official, unnamed" is nobody's name.
"""

import re
from typing import NamedTuple

from bot.vocabulary import Vocabulary
from bot.words import fold, phrase, plain

_JOINT = ", "
_BRACKET = re.compile(r"\([^()]*\)")
_PARTICLE = 3
"""Letters of the longest word without a capital that stands in a name ("de", "van", "bin")."""
_LONGEST = 6
"""Words of the longest name, titles among them."""


class Speaker(NamedTuple):
    """Somebody who spoke; without a role and an occasion ``name`` is all that was published."""

    name: str
    role: str | None = None
    occasion: str | None = None
    anonymous: bool = False


def write(speaker: Speaker) -> str:
    """Write a speaker so that ``read`` finds the same."""
    return _JOINT.join(part for part in (speaker.name, speaker.role, speaker.occasion) if part)


class Speakers:
    """Reads speakers by a language's words for institutions and statements."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        names = vocabulary.names
        self._bodies = {phrase(text)[-1] for text in names.institution}
        self._words = {fold(word) for word in (*vocabulary.cue["figure"], *names.people)}

    def read(self, text: str) -> Speaker:
        """Read one speaker."""
        name, *further = text.split(_JOINT, 2)
        whole = any(part != part.strip() or not part for part in (name, *further))
        if whole or not self._is_a_name(name):
            return Speaker(text, anonymous=not self._is_a_name(text))
        role, occasion = (*further, None, None)[:2]
        return Speaker(name, role, occasion)

    def _is_a_name(self, text: str) -> bool:
        words = _BRACKET.sub(" ", plain(text)).split()
        if not 1 <= len(words) <= _LONGEST or not words[0][0].isupper():
            return False
        named = all(word[0].isupper() or _led_by_a_particle(word) for word in words)
        told = [*words[:1], *words[-1:], *(word for word in words if word.islower())]
        nobody = not self._words.isdisjoint(phrase(" ".join(told)))  # a count may be a Count
        return named and not nobody and self._bodies.isdisjoint(phrase(text))


# --- private ---


def _led_by_a_particle(word: str) -> bool:
    """Tell "van" and "al-Din" in a name from a common word."""
    particle, _, name = word.partition("-")
    return len(particle) <= _PARTICLE and not (name and name.islower())
