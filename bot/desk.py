"""A message comes in; the Reply goes out. Holds the store that is served, and reloads it.

One Desk is made where the process starts and is passed down; nothing else keeps state.
"""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from bot import lexicon, match, reading, store, vocabulary
from bot.answer import Answer, Reply
from bot.compose import catalogue, compose
from bot.lexicon import Lexicon
from bot.question import Question, carry
from bot.store import Store, StoreError
from bot.vocabulary import Languages, Measures, Vocabulary
from bot.wording import Wording


class Health(NamedTuple):
    """What is served: the hash and size of the store, and why a newer file was refused, if any."""

    sound: bool
    sha256: str
    claims: int
    fault: str | None


class _Served:
    """A store with what is built from it, once for each language asked in; swapped whole."""

    def __init__(self, store: Store, measures: Measures) -> None:
        self.store = store
        self._measures = measures
        self._lexicons: dict[str, Lexicon] = {}
        self._wordings: dict[str, Wording] = {}

    def lexicon(self, vocabulary: Vocabulary) -> Lexicon:
        language = vocabulary.language
        if language not in self._lexicons:
            self._lexicons[language] = lexicon.build(self.store, vocabulary, self._measures)
        return self._lexicons[language]

    def wording(self, vocabulary: Vocabulary) -> Wording:
        language = vocabulary.language
        if language not in self._wordings:
            self._wordings[language] = Wording(vocabulary, self.store, self._measures)
        return self._wordings[language]


class Desk:
    """Answers questions from one claims file.

    The file is read again when it changes. A file that became unsound changes nothing: the last
    sound store stays, and ``health`` says what is wrong with the new one.
    """

    def __init__(self, path: Path | None = None, languages: Path = vocabulary.LANGUAGES) -> None:
        """Read the store. ``path`` None is the shipped one. Raises StoreError if it is unsound.

        ``languages`` is the folder of the language files that questions are read by.
        """
        self._path = path or store.shipped()
        self._languages = Languages(languages)
        self._measures = vocabulary.measures()
        self._stamp = self._file_stamp()
        self._served = self._build()
        self._fault: str | None = None

    def ask(
        self,
        text: str,
        today: dt.date,
        *,
        previous: Question | None = None,
        known_on: dt.date | None = None,
    ) -> Reply:
        """Answer a message as of a UTC day; ``previous`` is the question it may follow.

        ``known_on`` leaves out what had not been said by the end of that day. Any text gets a
        reply: an answer, or the reason why there is none.
        """
        self._reload()
        served = self._served
        language = self._language(served, text, previous)
        asked = reading.read(text, served.lexicon(language), today)
        wording = served.wording(self._languages.spoken(language))
        answers: list[Answer] = []
        for one in asked:
            found = match.find(carry(previous, one), served.store, self._measures, known_on)
            answers.append(compose(found, wording, today))
        last = answers[-1].question
        thread = last if last.leads or not previous else previous
        return Reply(answers=tuple(answers), thread=thread, cut=wording.say("cut"))

    def examples(self) -> tuple[str, ...]:
        """List questions that this store answers, the store's own ones first."""
        return catalogue.examples(self._served.wording(self._languages.english))

    def health(self) -> Health:
        """Tell which store is served and whether the file on disk is that store."""
        self._reload()
        served = self._served.store
        return Health(self._fault is None, served.sha256, len(served.claims), self._fault)

    def _language(self, served: _Served, text: str, previous: Question | None) -> Vocabulary:
        """Choose the language of a message by its words, those of names aside."""
        names = served.lexicon(self._languages.english)
        before = previous.language if previous else ""
        return self._languages.of(reading.unnamed(text, names), before)

    def _reload(self) -> None:
        stamp = self._file_stamp()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._served = self._build()
            self._fault = None
        except StoreError as error:
            self._fault = str(error)

    def _build(self) -> _Served:
        return _Served(store.load(self._path), self._measures)

    def _file_stamp(self) -> tuple[int, int, int] | None:
        """Tell versions of the file apart; None while there is none."""
        try:
            status = self._path.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino
