"""Text as a person sent it comes in; plain text and folded words go out. The only normaliser."""

import re
import unicodedata
from collections.abc import Container, Sequence
from typing import NamedTuple

LIMIT = 8_000
"""Characters read of one message, counted from its end: the question follows what was pasted."""


ITEM = "•"
"""What stands in plain text before an item of a list, however the list was numbered."""
_MARKS = frozenset(',;:!?()[]{}"|\n\u2026\u2014')
"""Marks that part words from each other; a stop may also be that of a short form."""


class Word(NamedTuple):
    """One word or number of a message.

    ``text`` is what was typed, ``fold`` what is compared (lower case, no accents), ``start`` and
    ``end`` the place in the plain text, ``glue`` what stood between the word before and this one.
    """

    text: str
    fold: str
    start: int
    end: int
    glue: str

    @property
    def apart(self) -> bool:
        """Whether a mark stands between this word and the one before."""
        return not _MARKS.isdisjoint(self.glue)


_SLACK_LABELLED = re.compile(r"<(?:[#!@]|https?://|mailto:)[^<>|]*\|([^<>]*)>")
_SLACK_BARE = re.compile(r"<(?:[#!@]|https?://|mailto:)[^<>]*>")
_ADDRESS = re.compile(r"https?://\S+")
_EMOJI_NAME = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?::skin-tone-\d:)?", re.IGNORECASE)
_ITEM_MARK = re.compile(
    r"(?:^|(?<=\s))\(?(?:\d{1,2}|[a-e])\)(?=\s)|(?:^|(?<=[?!.:;]\s)|(?<=\n))\d{1,2}\.(?=\s)"
)
_WORD = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|(?<!\d)\d{1,2}([./])\d{1,2}\1\d{2,4}(?!\d)"  # dates in digits
    r"|"
    r"(?<!\d)\d{1,3}(?:[.,'\u2009\u202f\u00a0 ]\d{3})+(?![\d])"  # 15,000  15 000  15.000
    r"|\d+(?:[.,]\d+)?"  # 15  1.4
    r"|(?<!')[^\W\d_]+(?:\.[^\W\d_](?=\.))*"  # words; U.S. keeps its inner dots
    r"|(?<=')(?!s\b)[^\W\d_]+"  # what follows an apostrophe, a genitive's s aside
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"'})
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
"""Letters with a stroke or a tie, which Unicode takes for letters of their own; ß it does not."""
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def plain(text: str) -> str:
    """Take Slack's markup, invisible characters and typographic quotes out of a message.

    Slack escapes ``&``, ``<`` and ``>`` once, so they are unescaped once, and after its own
    angle brackets were read (https://docs.slack.dev/messaging/formatting-message-text).
    """
    text = _SLACK_BARE.sub(" ", _SLACK_LABELLED.sub(r" \1 ", text[-LIMIT:]))
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    text = _ITEM_MARK.sub(f"\n{ITEM}", text)
    text = _EMOJI_NAME.sub(" \u2014 ", _ADDRESS.sub(" ", text))
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if character in "*_~`" or category in {"Cf", "Cs", "Co", "Cn", "Mn", "So", "Sk"}:
        # formatting marks and joiners vanish inside a word; a pictogram parts two words
        return "" if category in {"Cf", "Mn"} else " "
    return " " if category in {"Cc", "Zl", "Zp"} else character


def fold(text: str) -> str:
    """Lower-case a word and strip its accents and dots, so that spellings compare equal."""
    if text.isascii():
        return text.lower().replace(".", "")
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace(".", "")


def split(text: str) -> tuple[Word, ...]:
    """Split plain text into words and numbers; punctuation stays as the glue between them."""
    words: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        glue = text[end : found.start()]
        end = found.end()
        word = found.group()
        words.append(Word(word, fold(word) or word, found.start(), end, glue))
    return tuple(words)


def phrase(text: str) -> tuple[str, ...]:
    """Fold a name or a vocabulary phrase to the words it is looked up by."""
    return tuple(word.fold for word in split(text.translate(_QUOTES)))


def stands_in(run: Sequence[str], folds: Sequence[str]) -> bool:
    """Tell whether some folded words stand side by side in others; no words stand nowhere."""
    length = len(run)
    starts = range(len(folds) - length + 1 if length else 0)
    return any(tuple(folds[start : start + length]) == tuple(run) for start in starts)


def sentences(words: tuple[Word, ...], months: Container[str] = ()) -> tuple[tuple[Word, ...], ...]:
    """Part a message's words where a sentence ends: at ``!?;``, a new line, or a full stop.

    A quotation ends with its quotation marks and a stop or a dash, whatever follows.
    A stop after a short title ("Gen. Ortiz"), between a number and one of some folded ``months``
    ("3. März") or before a small letter ends nothing.
    """
    parts: list[list[Word]] = [[]]
    for before, word in zip((None, *words), words, strict=False):
        of_a_month = before and before.text.isdecimal() and word.fold in months
        if before and not of_a_month and _ends(before, word):
            parts.append([])
        parts[-1].append(word)
    return tuple(tuple(part) for part in parts if part)


def _ends(before: Word, word: Word) -> bool:
    if any(mark in word.glue for mark in "!?;\n\u2026"):
        return True
    if any(quote in word.glue for quote in "\"'") and any(
        mark in word.glue for mark in _AFTER_QUOTE
    ):
        return True
    short_title = before.text.istitle() and len(before.text) <= _TITLE
    return "." in word.glue and not word.text[0].islower() and not short_title


_AFTER_QUOTE = (".", " -", "--", "—", "–")
_TITLE = 3
"""Letters of the longest title that is written with a stop."""
