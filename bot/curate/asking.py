"""Questions come in; what a person answers at a terminal goes out, each asked until it fits.

Enter alone takes what is proposed in brackets, or leaves out what need not be said.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO, TypeVar

from bot.curate import find
from bot.errors import BotError
from bot.names import Named

N = TypeVar("N", bound=Named)

_LISTED = 9
"""Names that are listed unasked."""
ALL, NEW = "?", "new"
"""Answers that list every name, and that take the name typed before as a new one."""


class EndedError(BotError):
    """The input ended before the last question; nothing was written."""

    def __init__(self) -> None:
        super().__init__("the input ended before the last question; nothing was written")


class UnfitError(BotError):
    """An answer that does not fit its question; the message says what would."""


class Asking:
    """Asks one question after the other. Raises EndedError where the input ends."""

    def __init__(self, typed: TextIO, out: TextIO) -> None:
        self._typed = typed
        self._out = out

    def say(self, text: str = "") -> None:
        """Print a line."""
        print(text, file=self._out)

    def text(
        self,
        question: str,
        proposed: str | None = None,
        *,
        needed: bool = False,
        read: Callable[[str], object] = str,
    ) -> str | None:
        """Ask for words; ``read`` raises UnfitError for an answer that does not fit."""
        while True:
            answer = self._answer(question, proposed) or proposed
            if answer is None and needed:
                self.say("  This one is needed.")
                continue
            try:
                return answer and str(read(answer))
            except UnfitError as error:
                self.say(f"  {error}")

    def needed(
        self, question: str, proposed: str | None = None, read: Callable[[str], object] = str
    ) -> str:
        """Ask for words that cannot be left out."""
        return self.text(question, proposed, needed=True, read=read) or ""

    def yes(self, question: str, *, proposed: bool) -> bool:
        """Ask for yes or no."""
        answers = {"y": True, "yes": True, "n": False, "no": False}
        while True:
            answer = self._answer(question, "Y/n" if proposed else "y/N")
            if answer is None:
                return proposed
            if answer.lower() in answers:
                return answers[answer.lower()]
            self.say("  Answer y or n.")

    def choice(
        self, question: str, choices: Mapping[str, str], *, needed: bool = False, free: bool = False
    ) -> str | None:
        """Ask for one of some values, by number or by value; ``free`` takes other words too."""
        values = list(choices)
        self._list(f"{value}: {label}" if label else value for value, label in choices.items())

        def read(answer: str) -> str:
            if answer in choices or (free and not answer.isdecimal()):
                return answer
            return values[_number(answer, len(values)) - 1]

        return self.text(question, needed=needed, read=read)

    def name(self, question: str, entries: Sequence[N], *, needed: bool = True) -> str | None:
        """Ask for a name: one on file, by number, id, name or alias, or a new one.

        ``entries`` are in the order in which they are listed. The answer is the name on file.
        """
        self._list(f"{entry.name} ({entry.id})" for entry in entries[:_LISTED])
        if len(entries) > _LISTED:
            self.say(f"   {ALL}  lists all {len(entries)}")
        listed, unknown = entries, None
        while True:
            answer = self.text(question, needed=needed)
            if answer is None or (answer == NEW and unknown):
                return answer and unknown
            if answer.isdecimal() and 0 < int(answer) <= len(listed):
                return listed[int(answer) - 1].name
            found = () if answer == ALL else find.called(answer, entries)
            if len(found) == 1:
                self.say(f"  = {found[0].name} ({found[0].id})")
                return found[0].name
            listed = entries if answer == ALL else found or find.near(answer, entries)
            self._list(f"{entry.name} ({entry.id})" for entry in listed)
            if found:
                self.say("  Several are called so: answer with a number.")
            elif answer != ALL:
                unknown = answer
                self.say(f"  Not on file: {NEW} takes “{answer}” as a new name.")

    # private

    def _answer(self, question: str, proposed: str | None) -> str | None:
        hint = f" [{proposed}]" if proposed else ""
        self._out.write(f"{question}{hint}: ")
        self._out.flush()
        line = self._typed.readline()
        if not line:
            self.say()
            raise EndedError
        return line.strip() or None

    def _list(self, lines: Iterable[str]) -> None:
        for number, line in enumerate(lines, start=1):
            self.say(f"  {number:>2}  {line}")


def _number(answer: str, most: int) -> int:
    if answer.isdecimal() and 0 < int(answer) <= most:
        return int(answer)
    raise UnfitError(f"Answer with a number from 1 to {most}.")
