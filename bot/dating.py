"""A parted sentence comes in; the periods that it asks about go out, each by the clock it goes by.

A date may be the day that a figure describes, the day it was known, or the day of an event.
"""

from collections.abc import Sequence

from bot.dates import Clock, When
from bot.lexicon import Mention
from bot.parting import Parted
from bot.phrases import Name
from bot.question import Evidence, Period
from bot.vocabulary import MEASURED, Kind, Vocabulary


def when(parted: Parted, vocabulary: Vocabulary) -> tuple[tuple[Period, ...], list[Evidence]]:
    """Read the periods, in UTC days, with the words that tell them."""
    periods, evidence = [], []
    for found in parted.whens:
        clock = _clock(found, parted, vocabulary)
        days = "days of the event" if found.opening else f"{found.first} to {found.last}"
        words = parted.text(found.start, found.end)
        evidence.append(Evidence(slot="when", value=f"{clock} {days}", words=words))
        periods.append(
            Period(clock=clock, first=found.first, last=found.last, opening=found.opening)
        )
    return tuple(periods), evidence


def then(mentions: Sequence[Mention]) -> Clock | None:
    """Tell by which clock "by then" asks: what was known, or what is described."""
    if not any(mention.has(Kind.CUE, "then") for mention in mentions):
        return None
    known = any(m.has(Kind.CUE, "known") or m.has(Kind.CUE, "say") for m in mentions)
    return Clock.KNOWN if known else Clock.AS_OF


# --- private ---


def _clock(found: When, parted: Parted, vocabulary: Vocabulary) -> Clock:
    if clock := then(parted.mentions):
        return clock
    if found.clock is Clock.AS_OF and _asks_what_was_known(parted.mentions):
        return Clock.KNOWN
    if found.clock is not Clock.KNOWN and _dates_an_event(found, parted, vocabulary):
        return Clock.HAPPENED
    return found.clock


def _asks_what_was_known(mentions: Sequence[Mention]) -> bool:
    """Tell "what had X said by 3 May", where no harm stands between: "how many had died"."""
    if any(mention.has(Kind.CUE, "known") for mention in mentions):
        return True
    had = next((i for i, m in enumerate(mentions) if m.has(Kind.CUE, "past")), len(mentions))
    for mention in mentions[had + 1 :]:
        if mention.has(Kind.CUE, "say") or mention.means(*MEASURED):
            return mention.has(Kind.CUE, "say")
    return False


def _dates_an_event(found: When, parted: Parted, vocabulary: Vocabulary) -> bool:
    """Tell the day of an event from that of a count: "the strike of 3 May", "3 May strike".

    Longer stretches are an event's only where they are said to be: "the war of 2016".
    """
    mentions, lead = parted.mentions, parted.words[found.start].fold
    stretch = found.first != found.last
    if found.first is None or (stretch and lead not in vocabulary.cue.get("of_event", ())):
        return False
    if any(mention.has(Kind.CUE, "day_of") for mention in mentions):
        return False  # "on the day of the collapse, 6 November": what was counted by then
    tied = lead[0].isdigit() or lead in vocabulary.date.of_a_day
    beside = (m for m in mentions if (m.end == found.start and tied) or m.start == found.end)
    return any(m.values(Name.EVENT) or m.has(Kind.CUE, "event") for m in beside)
