"""A parted sentence comes in; it goes out with what asks for nothing in it made harmless.

An aside only speaks of whoever asks ("legal are picky today", "I never remember it"), whatever its
words mean elsewhere. What tells it is its place, a stretch of its own, and that it names nothing on
file. A circumstance ("when the dam burst", "when it fell to X") tells which event or place is
meant, and nothing else.
"""

import datetime as dt
from collections.abc import Sequence

from bot.lexicon import Mention
from bot.parting import BREAKS, Parted
from bot.phrases import Name, Sense
from bot.quantity import Quantity
from bot.vocabulary import COUNTED, MEASURED, Kind

_SMALL = 100
"""What is less and on nobody's file may be an hour or a page, in words around a question."""
_LEAST = 25
_HARMLESS = Sense(Kind.FILLER, "words")
_AROUND = (Sense(Kind.FILLER, "chatter"), Sense(Kind.FILLER, "interjection"))
"""What is said around a question, and never in it."""
_NO_ASIDE = ("how_many", "according_to", "correction")
"""Cues of words that no aside has: they count, say by whom, or say again what was meant."""
_LINKS = (Sense(Kind.CUE, "joint"), Sense(Kind.FILLER, "interjection"), Sense(Kind.CUE, "reason"))
"""What leads from a question to words about whoever asks: "... because I forgot"."""
_ASKING = Sense(Kind.CUE, "demand")


def let_go(parted: Parted, counts: frozenset[int], today: dt.date) -> Parted:
    """Make asides and circumstances harmless; ``counts`` are the numbers of persons on file."""
    return _without_asides(_without_circumstances(parted), counts, today)


# --- private ---

_SCENES = (Name.EVENT, Name.PLACE)
_LEADING = {Sense(Kind.CUE, cue) for cue in ("place", "article", "event", "of_event")}
"""Words beside the names in a circumstance."""


def _without_circumstances(parted: Parted) -> Parted:
    """Keep events and places of "... killed when it fell to X".

    One that names neither, and no "it", tells of something else: "when the bridge fell".
    """
    mentions = list(parted.mentions)
    for at, mention in enumerate(parted.mentions):
        if not (mention.has(Kind.CUE, "conjunction") and _is_told(parted.mentions[:at])):
            continue
        own = parted.stretch(mention.start)
        clause = [i for i in range(at, len(mentions)) if parted.stretch(mentions[i].start) == own]
        beyond = [mentions[i] for i in clause[1:]]
        if not beyond or _asks(beyond[0]) or any(m.has(Kind.CUE, "say") for m in beyond):
            continue
        placed = any(m.means(*_SCENES) for m in beyond) or beyond[0].has(Kind.CUE, "pronoun")
        for i in clause if placed else ():
            mentions[i] = mentions[i]._replace(senses=_where(mentions[i]))
    return parted._replace(mentions=tuple(mentions))


def _is_told(before: Sequence[Mention]) -> bool:
    """Tell a question that is whole before a circumstance: it names what is counted."""
    return any(mention.means(*COUNTED) for mention in before)


def _asks(mention: Mention) -> bool:
    return mention.has(Kind.CUE, "do") or mention.has(Kind.CUE, "ask")


def _where(mention: Mention) -> tuple[Sense, ...]:
    kept = tuple(s for s in mention.senses if s.kind in _SCENES or s in _LEADING)
    named = not mention.senses and not mention.text.islower()
    return kept if kept or named else (_HARMLESS,)


def _without_asides(parted: Parted, counts: frozenset[int], today: dt.date) -> Parted:
    stretches = _stretches(parted)
    asides = [s for s in stretches if _is_aside(s, parted, counts, alone=len(stretches) == 1)]
    if not asides:
        return parted
    aside = {index for stretch in asides for index in stretch}
    whens = [when for when in parted.whens if when.start not in aside]
    return parted._replace(
        mentions=tuple(
            m._replace(senses=_kept(m, _of(m, asides), parted)) if m.start in aside else m
            for m in parted.mentions
        ),
        whens=tuple(
            when
            for when in parted.whens
            if when.start not in aside or not (whens or when.last is None or when.last >= today)
        ),
        numbers=tuple(number for number in parted.numbers if number.start not in aside),
        odd_numbers=tuple(number for number in parted.odd_numbers if number.start not in aside),
        asides=tuple(parted.text(stretch.start, stretch.stop) for stretch in asides),
    )


def _stretches(parted: Parted) -> list[range]:
    """Part a sentence's words at commas, colons and dashes, and before "... because I"."""
    starts = {i for i, word in enumerate(parted.words) if any(b in word.glue for b in BREAKS)}
    for before, mention in zip(parted.mentions, parted.mentions[1:], strict=False):
        if mention.has(Kind.CUE, "personal") and any(link in before.senses for link in _LINKS):
            starts.add(before.start)
    starts -= {0}
    ends = [*sorted(starts), len(parted.words)]
    return [range(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _is_aside(stretch: range, parted: Parted, counts: frozenset[int], *, alone: bool) -> bool:
    """Tell a stretch that greets or speaks of whoever asks, and names nothing on file.

    A sentence that is one stretch is one only where it tells what the asker does: "I lost it".
    """
    inside = _mentions(stretch, parted)
    if any(mention.has(Kind.CUE, cue) for mention in inside for cue in _NO_ASIDE):
        return False
    if any(number.start in stretch and _counts(number, counts) for number in parted.numbers):
        return False
    personal = _speaks_of_the_asker(inside)
    if any(_tells(i, inside, personal=personal) for i in range(len(inside))):
        return False
    people = [m.start for m in parted.mentions if m.values(Kind.CATEGORY)]
    if any(at in stretch for at in people) and (
        not personal or all(at in stretch for at in people)
    ):
        return False  # "I do the civilians later" asks for none
    if alone:
        return personal and not any(_ASKING in m.senses for m in inside)
    around = any(sense in m.senses for m in inside for sense in _AROUND)
    return around or any(m.has(Kind.CUE, "personal") for m in inside)


def _tells(index: int, inside: Sequence[Mention], *, personal: bool) -> bool:
    """Tell what an aside has not: a name, a measure, or words of saying and nothing else.

    What the asker does is no measure ("I lost it"), and "our head of office" is nobody on file.
    """
    mention = inside[index]
    if mention.named:
        ours = index and _is_asker(inside[index - 1]) and mention.text.islower()
        return not (ours and all(sense.kind is Name.PERSON for sense in mention.senses))
    if mention.means(*MEASURED):
        led = [m for m in inside[:index] if not m.has(Kind.FILLER, "words") or _is_asker(m)]
        return not (personal and led and led[-1].has(Kind.CUE, "asker"))
    return mention.has(Kind.CUE, "say") and not mention.values(Kind.FILLER) and not personal


def _speaks_of_the_asker(inside: Sequence[Mention]) -> bool:
    """Tell a stretch whose first word that is no link or interjection speaks of the asker."""
    led = (m for m in inside if not any(link in m.senses for link in _LINKS) or _is_asker(m))
    first = next(led, None)
    return first is not None and _is_asker(first)


def _is_asker(mention: Mention) -> bool:
    return mention.has(Kind.CUE, "personal") and mention.has(Kind.FILLER, "words")


def _kept(mention: Mention, stretch: range, parted: Parted) -> tuple[Sense, ...]:
    """Keep what an aside may ask for: "I need the source, thanks", "I want it by rank"."""
    inside = _mentions(stretch, parted)
    asks = not _speaks_of_the_asker(inside) or any(_ASKING in m.senses for m in inside)
    kept = (Kind.REFUSAL, Kind.WANTED) if asks else (Kind.REFUSAL,)
    return tuple(sense for sense in mention.senses if sense.kind in kept) or (_HARMLESS,)


def _mentions(stretch: range, parted: Parted) -> list[Mention]:
    return [m for m in parted.mentions if m.start in stretch]


def _of(mention: Mention, asides: Sequence[range]) -> range:
    return next(stretch for stretch in asides if mention.start in stretch)


def _counts(number: Quantity, counts: frozenset[int]) -> bool:
    """Tell a number of persons from an hour: "before 5"."""
    return number.value >= (_LEAST if number.value in counts else _SMALL)
