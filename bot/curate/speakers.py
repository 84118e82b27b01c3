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


def read(text: str, vocabulary: Vocabulary) -> Speaker:
    """Read one speaker."""
    name, *further = text.split(_JOINT, 2)
    if not _is_a_name(name, vocabulary) or any(part != part.strip() for part in (name, *further)):
        return Speaker(text, anonymous=not _is_a_name(text, vocabulary))
    role, occasion = (*further, None, None)[:2]
    return Speaker(name, role or None, occasion or None)


def write(speaker: Speaker) -> str:
    """Write a speaker so that ``read`` finds the same."""
    return _JOINT.join(part for part in (speaker.name, speaker.role, speaker.occasion) if part)


# --- private ---


def _is_a_name(text: str, vocabulary: Vocabulary) -> bool:
    words = _BRACKET.sub(" ", plain(text)).split()
    if not 1 <= len(words) <= _LONGEST or not words[0][0].isupper():
        return False
    institutions = {phrase(other)[-1] for other in vocabulary.names.institution}
    spoken = {fold(word) for word in (*vocabulary.cue["figure"], *vocabulary.names.people)}
    named = all(word[0].isupper() or len(word) <= _PARTICLE for word in words)
    return named and not any(word in institutions | spoken for word in phrase(text))
