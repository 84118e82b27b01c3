"""Words that nothing explains come in; the claims whose own record has them go out.

"(Body)'s leaked figure" may tell a claim by where it was said or by what its source is. Such words
answer for no other claim, and none that may name the people counted is looked up.
"""

from collections.abc import Iterable

from bot.claim import Claim
from bot.match.shelf import Shelf
from bot.roles import Role
from bot.words import split


def claims(shelf: Shelf) -> frozenset[str]:
    """List the ids of agreeing claims in whose occasion, speaker or source all such words stand.

    Empty where a word is left that plays a part of its own, such as a side or a place.
    """
    unknown = shelf.question.unknown
    told = {Role.OPEN, Role.DETAIL}
    open_words = unknown and all(one.role in told and one.words for one in unknown)
    counts = shelf.question.outcomes or shelf.question.numbers or shelf.question.said_so
    if not (open_words and counts and shelf.question.about_casualties):
        return frozenset()
    words = {word.fold for one in unknown for word in split(one.words)}
    detailed = all(one.role is Role.DETAIL for one in unknown)
    record = _details if detailed else _record
    return frozenset(claim.id for claim in shelf.agreeing() if words <= record(claim, shelf))


# --- private ---


def _details(claim: Claim, shelf: Shelf) -> frozenset[str]:
    """List the words of what a claim tells about whom it counts, beside its circumstances."""
    texts = [claim.scope.wording, claim.figure.wording, *claim.coverage.includes]
    texts += [caveat.text for caveat in claim.caveats]
    return _record(claim, shelf) | _words(texts)


def _words(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(word.fold for text in texts if text for word in split(text))


def _record(claim: Claim, shelf: Shelf) -> frozenset[str]:
    """List the words of a claim's circumstances; a part of a claimant's name names nobody."""
    person = shelf.store.people.get(claim.speaker or "")
    texts = [claim.occasion, person.role if person else None]
    texts += [text for one in claim.sources for text in (one.title, one.via)]
    return _words(texts)
