"""The words of a sentence come in; what is wanted of it goes out, or what it is refused for."""

from collections.abc import Callable, Sequence

from bot.lexicon import Mention
from bot.phrases import Name
from bot.question import BREAKDOWN, Number, Pick, Ref, Wanted
from bot.vocabulary import COUNTED, MEASURED, Kind

_NOT_OF_A_FIGURE = {Wanted.SPEAKER, Wanted.STATED, Wanted.BASIS, Wanted.HISTORY, Wanted.FIGURE}
"""What "who", "when", "how" and "why" ask about an event, unless a figure or a claim is named."""
_BY_QUESTION_WORD = (Wanted.SPEAKER, Wanted.SOURCE, Wanted.STATED, Wanted.BASIS)
"""What words before it ask about a number: "how did X estimate the number of"."""


class Asking:
    """Reads the words that ask; ``fill`` is told which mention filled which slot."""

    def __init__(self, mentions: Sequence[Mention], fill: Callable[[int, str, str], None]) -> None:
        self._mentions = mentions
        self._fill = fill

    def refused(self) -> str | None:
        """Find what the bot does not answer, by the words that tell it."""
        for index, mention in enumerate(self._mentions):
            for value in mention.values(Kind.REFUSAL)[:1] if not self._leaves_out(index) else ():
                self._fill(index, "refused", value)
                return value
        return None

    def wanted(self, *, figured: bool) -> tuple[Wanted, bool]:
        """Tell what is wanted, and whether words said so.

        ``figured`` tells that a figure was named, so that "on file" asks about that one.
        """
        found: dict[Wanted, int] = {}
        for index, mention in enumerate(self._mentions):
            asks = not (self._is_of_another_event(index) or self._relates(index))
            for value in mention.values(Kind.WANTED) if asks else ():
                found.setdefault(Wanted(value), index)
        counting = [i for i, m in enumerate(self._mentions) if m.has(Kind.CUE, "how_many")]
        how_many = bool(counting)
        checked = any(m.has(Kind.CUE, "checked") for m in self._mentions)
        measured = any(m.means(*MEASURED) for m in self._mentions)
        led = max(counting, default=0)
        first = {wanted for wanted in _BY_QUESTION_WORD if found.get(wanted, led) < led}
        open_to = (
            *(first & {Wanted.SPEAKER}),
            Wanted.COMPARISON,
            Wanted.HISTORY,
            *(wanted for wanted in _BY_QUESTION_WORD if wanted in first),
            *([Wanted.VERIFICATION] if checked else ()),
        )
        for wanted in open_to if how_many else tuple(Wanted):
            compared = measured and Wanted.COMPARISON in found
            if wanted is Wanted.COVERAGE and (figured or compared):
                continue
            if wanted is Wanted.HELP and measured:
                continue
            if wanted in found:
                self._fill(found[wanted], "wanted", wanted.value)
                return wanted, True
        return Wanted.FIGURE, how_many

    def pick(self, wanted: Wanted, numbers: tuple[Number, ...]) -> Pick | None:
        """Find whether one of somebody's figures is asked for, by its size or its turn."""
        if wanted is Wanted.HISTORY:
            return None
        if any(number.hedge == "before" for number in numbers):
            return Pick.PREVIOUS
        for index, mention in enumerate(self._mentions):
            for pick in Pick:
                if mention.has(Kind.CUE, pick.value) and not self._is_of_another_event(index):
                    self._fill(index, "pick", pick.value)
                    return pick
        return None

    def about_the_event(
        self, wanted: Wanted, claimants: tuple[Ref, ...], numbers: tuple[Number, ...]
    ) -> str | None:
        """Refuse "who was killed" and "is X losing": they ask about the event, not a claim."""
        if self._asks_after_a_person():
            return BREAKDOWN
        measured = [m for m in self._mentions if m.means(*MEASURED)]
        if not measured or claimants or numbers:
            return None
        says = any(m.has(Kind.CUE, "say") or m.has(Kind.CUE, "figure") for m in self._mentions)
        counts = any(m.has(Kind.CUE, "how_many") for m in self._mentions)
        asks = [
            i
            for i, m in enumerate(self._mentions)
            if m.has(Kind.CUE, "wh") and not self._relates(i)
        ]
        if wanted in _NOT_OF_A_FIGURE and asks and not (says or counts):
            self._fill(asks[0], "refused", BREAKDOWN)
            return BREAKDOWN
        loses = all(m.has(Kind.CUE, "lose") for m in measured)
        people = any(m.values(Kind.CATEGORY) for m in self._mentions)
        if loses and not (says or counts or people) and self._asks_yes_or_no():
            return "opinion"
        return None

    # --- private ---

    def _relates(self, index: int) -> bool:
        """Tell "health workers who died": the word goes on about the people before it."""
        before = self._mentions[index - 1 : index] if index else ()
        counted = (Kind.CATEGORY, Name.POPULATION)
        people = any(m.values(kind) for m in before for kind in counted)
        return people and self._mentions[index].has(Kind.CUE, "relative")

    def _leaves_out(self, index: int) -> bool:
        """Tell "leave out the soldiers" from an order about the answer."""
        words = self._mentions[index + 1 :]
        following = next((m for m in words if not m.has(Kind.FILLER, "words")), None)
        counted = following is not None and following.means(*COUNTED)
        return counted and self._mentions[index].has(Kind.CUE, "exclude")

    def _is_of_another_event(self, index: int) -> bool:
        """Tell "the first (event)": the word tells events apart, not figures."""
        if not self._mentions[index].has(Kind.CUE, "next_one"):
            return False
        following = self._mentions[index + 1 : index + 2]
        event = any(m.values(Name.EVENT) or m.has(Kind.CUE, "event") for m in following)
        beyond = self._mentions[index + 2 : index + 3]
        figure = any(m.means(*MEASURED) or m.has(Kind.CUE, "figure") for m in beyond)
        plain = all(
            m.text.islower() for m in following
        )  # "first quake toll"; not "First (name) War"
        return event and not (figure and plain)

    def _asks_after_a_person(self) -> bool:
        """Tell "was (person) killed?", which asks for no count."""
        opening = self._mentions[:3]
        if len(opening) < len(("was", "person", "killed")):
            return False
        asks, who, what = opening
        if not asks.has(Kind.CUE, "ask") or asks.has(Kind.CUE, "wh"):
            return False
        person = bool(who.senses) and all(sense.kind is Name.PERSON for sense in who.senses)
        return person and what.means(*MEASURED)

    def _asks_yes_or_no(self) -> bool:
        return bool(self._mentions) and (
            self._mentions[0].has(Kind.CUE, "asks_whole") or self._mentions[0].has(Kind.CUE, "do")
        )
