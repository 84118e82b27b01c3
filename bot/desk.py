"""A message comes in; the Reply goes out. Holds the store that is served, and reloads it.

One Desk is made where the process starts and is passed down; nothing else keeps state.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bot import chart, lexicon, match, reading, store, vocabulary
from bot.answer import Answer, Holdings, Reply
from bot.chart import Plot
from bot.claim import ReviewState
from bot.compose import catalogue, compose
from bot.following import carry, follow
from bot.lexicon import Lexicon
from bot.match import Abstention, Match, Reason
from bot.measures import Measures
from bot.question import Question, Wanted
from bot.store import Store, StoreError
from bot.vocabulary import Languages, Vocabulary
from bot.wording import Wording


class Health(NamedTuple):
    """What is served: the hash and size of the store, and why a newer file was refused, if any."""

    sound: bool
    sha256: str
    claims: int
    fault: str | None


_MOST_CHECKED = 5
"""Sentences of a message that are looked up at once."""


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
        self._measures = Measures.read()
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
        reader: str = "",
    ) -> Reply:
        """Answer a message as of a UTC day; ``previous`` is the question it may follow.

        ``known_on`` leaves out what had not been said by the end of that day. ``reader`` is the
        language of who asks, for a message that shows none itself. Any text gets a reply: an
        answer, or the reason why there is none.
        """
        self._reload()
        served = self._served
        words = self._words(served, text)
        before = previous.language if previous else ""
        language = self._languages.of(words, before)
        asked = reading.read(text, served.lexicon(language), today)
        shown = language.language if language.explains(words) else before or reader
        wording = self._wording(served, shown)
        stated = reading.premises(text, asked, served.lexicon(language), today)[:_MOST_CHECKED]
        checked = (match.find(one, served.store, self._measures, known_on) for one in stated)
        answers = [compose(one, wording, today) for one in checked if _is_false(one)]
        for one in chain.from_iterable(follow(previous, one) for one in asked):
            found = match.find(one, served.store, self._measures, known_on)
            answers.append(compose(found, wording, today))
        last = answers[-1].question
        thread = last if last.leads or not previous else previous
        return Reply(answers=tuple(answers), thread=thread, labels=wording.labels)

    def again(self, question: Question, today: dt.date) -> Reply:
        """Answer a question that was read before, from its slots, by what is on file now."""
        self._reload()
        served = self._served
        wording = self._wording(served, question.language)
        answer = compose(match.find(question, served.store, self._measures), wording, today)
        return Reply(answers=(answer,), thread=question, labels=wording.labels)

    def labels(self, reader: str = "") -> Mapping[str, str]:
        """Return the words around answers, for somebody who reads that language."""
        return self._wording(self._served, reader).labels

    @property
    def version(self) -> str:
        """Tell which claims file is served, as the log and /readyz do."""
        return self._served.store.sha256[:12]

    def speaks(self) -> frozenset[str]:
        """List the codes of the languages that replies can be in."""
        return self._languages.complete()

    def holdings(self, reader: str = "") -> Holdings:
        """Tell what is on file, for whoever wants to know before asking."""
        self._reload()
        served = self._served.store
        described = [claim.described_on.last for claim in served.claims if claim.described_on]
        opened = (c.review and c.review.state is ReviewState.ORIGINAL for c in served.claims)
        return Holdings(
            title=served.header.title or "",
            about=served.header.about or "",
            claims=len(served.claims),
            claimants=len({claim.claimant for claim in served.claims}),
            newest=self._wording(self._served, reader).date(max(described)) if described else "",
            unopened=sum(not one for one in opened),
            version=self.version,
            examples=self.examples(reader),
            labels=self.labels(reader),
        )

    def chart(self, text: str, today: dt.date, *, known_on: dt.date | None = None) -> Plot | Reply:
        """Lay out every figure on file that answers a message, of every date, for a picture.

        Figures for parts, places, incidents and single periods are left out unless they were asked
        for. Where nothing on file can be drawn the reply says why, without anybody's figure.
        """
        self._reload()
        served = self._served
        language = self._languages.of(self._words(served, text))
        wording = served.wording(self._languages.spoken(language))
        read = reading.read(text, served.lexicon(language), today)
        return self._plot([carry(None, one) for one in read], wording, today, known_on)

    def chart_again(self, question: Question, today: dt.date) -> Plot | Reply:
        """Lay out for a picture what answers a question that was read before."""
        self._reload()
        wording = self._wording(self._served, question.language)
        return self._plot([question], wording, today, None)

    def check(self, text: str, today: dt.date, reader: str = "") -> Reply | None:
        """Look up every sentence of a text that states a number of people; None if none does.

        Each answer begins with its sentence. At most so many are looked up as one message holds.
        ``reader`` is the language of who wants to know, whoever wrote the text.
        """
        self._reload()
        served = self._served
        lexicon = served.lexicon(self._languages.of(self._words(served, text)))
        wording = self._wording(served, reader)
        answers: list[Answer] = []
        for sentence in reading.stating(text, lexicon, today)[:_MOST_CHECKED]:
            question = carry(None, sentence)
            found = match.find(question, served.store, self._measures)
            answer = compose(found, wording, today)
            quoted = wording.say("quoted", text=question.text)
            answers.append(answer.model_copy(update={"lead": (quoted, *answer.lead)}))
        if not answers:
            return None
        return Reply(answers=tuple(answers), thread=answers[-1].question, labels=wording.labels)

    def _plot(
        self,
        questions: Sequence[Question],
        wording: Wording,
        today: dt.date,
        known_on: dt.date | None,
    ) -> Plot | Reply:
        found = []
        for question in questions:
            asked = question.model_copy(update={"everything": True, "pictured": True})
            matched = match.find(asked, self._served.store, self._measures, known_on)
            found.append(_chartable(matched))
        plot = chart.plot([one for one in found if isinstance(one, Match)], wording)
        if plot:
            return plot
        silences = tuple(
            compose(_silent(one, Reason.WHEN) if isinstance(one, Match) else one, wording, today)
            for one in found
        )
        return Reply(answers=silences, thread=silences[-1].question, labels=wording.labels)

    def examples(self, reader: str = "") -> tuple[str, ...]:
        """List questions that this store answers, the store's own ones first."""
        return catalogue.examples(self._wording(self._served, reader))

    def health(self) -> Health:
        """Tell which store is served and whether the file on disk is that store."""
        self._reload()
        served = self._served.store
        return Health(self._fault is None, served.sha256, len(served.claims), self._fault)

    def _words(self, served: _Served, text: str) -> Collection[str]:
        """List the words of a message that may show its language: all but those of names."""
        return reading.unnamed(text, served.lexicon(self._languages.english))

    def _wording(self, served: _Served, language: str) -> Wording:
        """Choose what replies are made of: the language given, or English if it has not all."""
        english = self._languages.english
        known = language in {"", english.language}
        named = english if known else self._languages.named(language)
        return served.wording(self._languages.spoken(named))

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


# --- private ---


def _is_false(found: Match | Abstention) -> bool:
    """Tell a premise of which somebody on file gave the number, for something else."""
    return isinstance(found, Match) and found.false_premise and bool(found.hits)


def _chartable(found: Match | Abstention) -> Match | Abstention:
    """Abstain where no figure was asked for, or where only a doubt in words is on file."""
    if isinstance(found, Match):
        if found.doubts_of:
            return _silent(found, Reason.CLAIMANT)
        if found.question.wanted in {Wanted.COVERAGE, Wanted.HELP} and not found.question.outcomes:
            return _silent(found, Reason.UNCLEAR)
    return found


def _silent(found: Match, reason: Reason) -> Abstention:
    return Abstention(
        question=found.question,
        reason=reason,
        offers=found.claims[:1],
        doubts_of=found.doubts_of,
        considered=found.considered,
    )
