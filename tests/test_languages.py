"""Questions in the languages that come with the bot, and in one more that is only a file."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import dates, lexicon, quantity, vocabulary
from bot.answer import Outcome, Reply
from bot.desk import Desk
from bot.match import Reason
from bot.measures import Measures
from bot.question import Question
from bot.render.text import plain
from bot.store import Store
from bot.vocabulary import Languages, Vocabulary, words_of
from bot.words import fold, sentences, split
from tests.stories import FOUNDING, ROOT, TODAY

LANGUAGES = Languages()
ENGLISH, *OTHERS = vocabulary.languages()
BY_NAME = {language.language: language for language in (ENGLISH, *OTHERS)}
CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (ROOT / "tests" / "questions" / "languages.jsonl").read_text("utf-8").splitlines()
]

ITALIAN = """
language = "it"
name = "Italian"
[measure]
wounded = ["ferit*"]
[umbrella]
death = ["mort*"]
[category]
military = ["soldat*"]
[relation]
[wanted]
[cue]
how_many = ["quanti"]
according_to = ["secondo"]
[refusal]
[hedge]
[filler]
words = ["sono", "la", "i", "e"]
[date]
months = [
    ["gennaio"], ["febbraio"], ["marzo"], ["aprile"], ["maggio"], ["giugno"],
    ["luglio"], ["agosto"], ["settembre"], ["ottobre"], ["novembre"], ["dicembre"],
]
weekdays = []
seasons = []
ordinal_endings = []
of = []
today = ["oggi"]
yesterday = ["ieri"]
ago = ["fa"]
last = []
this = []
first = []
early = []
middle = []
late = []
day = ["giorni"]
week = []
month = []
year = []
as_of = ["al"]
during = []
before = []
after = []
since = []
between = []
to = []
known = []
[number]
units = []
tens = []
hundred = []
thousand = ["mila"]
million = []
joint = []
"""


def ask(desk: Desk, *turns: str) -> Reply:
    """Hold a thread and keep its last reply."""
    previous: Question | None = None
    for turn in turns:
        reply = desk.ask(turn, TODAY, previous=previous)
        previous = reply.thread
    return reply


def with_italian(folder: Path, reply: str = "") -> Path:
    """Put an eighth language beside the others."""
    shutil.copytree(vocabulary.LANGUAGES, folder, dirs_exist_ok=True)
    (folder / "it.toml").write_text(ITALIAN + reply, encoding="utf-8")
    return folder


def with_spoken_italian(folder: Path, said: Mapping[str, str]) -> Path:
    """Put a language beside the others that has every reply wording; some of it as given."""
    wordings = {key: said.get(key, words) for key, words in ENGLISH.reply.items()}
    lines = [f"{key} = {json.dumps(words)}" for key, words in wordings.items()]
    lines += ["[measure_name]"]
    lines += [f"{key} = {json.dumps(name)}" for key, name in ENGLISH.measure_name.items()]
    return with_italian(folder, "\n".join(["[reply]", *lines]))


# --- the files ---


@pytest.mark.parametrize(
    "language", [ENGLISH, *OTHERS], ids=lambda language: str(language.language)
)
def test_no_word_both_counts_and_is_refused(language: Vocabulary) -> None:
    tables = (language.measure, language.umbrella, language.category)
    counting = {words_of(text) for table in tables for texts in table.values() for text in texts}
    refused = {words_of(text) for texts in language.refusal.values() for text in texts}
    assert counting & refused == set()


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: str(language.language))
def test_a_language_names_nothing_that_english_does_not(language: Vocabulary) -> None:
    for table in ("measure", "umbrella", "category", "relation", "wanted", "hedge"):
        assert set(getattr(language, table)) <= set(getattr(ENGLISH, table)), table
    assert set(language.refusal) <= {reason.value for reason in Reason}
    only_theirs = {"stated_by", "clause"}
    assert set(language.cue) <= set(ENGLISH.cue) | only_theirs
    assert {len(language.date.months), len(language.date.weekdays)} == {12, 7}


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: str(language.language))
def test_a_language_can_say_every_measure_and_refuse_what_english_does(
    language: Vocabulary,
) -> None:
    for table in ("measure", "umbrella", "category", "wanted"):
        assert set(getattr(ENGLISH, table)) <= set(getattr(language, table)), table
    assert set(ENGLISH.refusal) <= set(language.refusal)


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: str(language.language))
def test_reply_wording_is_whole_or_missing(language: Vocabulary) -> None:
    assert set(language.reply) in (set(), set(ENGLISH.reply))
    assert set(language.measure_name) in (set(), set(ENGLISH.measure_name))


@pytest.mark.parametrize("language", OTHERS, ids=lambda language: str(language.language))
def test_no_name_of_the_store_stands_in_a_language_file(
    language: Vocabulary, founding: Store
) -> None:
    names = {fold(alias) for party in founding.names.parties for alias in party.aliases}
    names |= {fold(alias) for body in founding.names.claimants for alias in body.aliases}
    assert set() == {word for term in language.terms() for word in term.words} & names


# --- questions ---


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_a_question_in_its_own_language_is_answered(case: dict[str, Any], desk: Desk) -> None:
    reply = ask(desk, *case["turns"])
    outcomes = case["outcome"] if isinstance(case["outcome"], list) else [case["outcome"]]
    assert reply.outcome in outcomes
    if reply.outcome in {Outcome.ANSWERED, Outcome.PREMISE_CORRECTED}:
        assert set(case["claims"]) <= set(reply.claims) <= {*case["claims"], *case["also_ok"]}
    said = plain(reply)
    assert [text for text in case["must_say"] if text not in said] == []
    assert [text for text in case["must_not_say"] if text in said] == []


# --- which language it is ---


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how many died", "en"),
        ("скільки загинуло", "uk"),
        ("сколько погибло", "ru"),
        ("cuántos murieron", "es"),
        ("combien sont morts", "fr"),
        ("wie viele sind gefallen", "de"),
        ("ilu zginęło", "pl"),
        ("xyzzy", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_one_that_explains_most_words(text: str, language: str) -> None:
    assert language == LANGUAGES.of([word.fold for word in split(text)]).language


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_words_of_two_languages_are_read_in_that_of_the_thread(language: str) -> None:
    assert language == LANGUAGES.of(["про"], language).language


def test_words_that_english_has_too_are_read_as_english() -> None:
    assert LANGUAGES.of(["source"], "fr").language == "en"


# --- one more language is one more file ---


def test_an_eighth_language_is_a_file(tmp_path: Path) -> None:
    desk = Desk(FOUNDING, languages=with_italian(tmp_path))
    question = "Quanti soldati sono morti secondo la NATO al 23 marzo 2022?"
    reply = ask(desk, question)
    assert reply.claims[:1] == ("nato-killed-2022-03-23",)
    assert "An estimate, not verified." in plain(reply)
    assert ask(desk, question, "e i feriti?").outcome == Outcome.NOTHING_ON_FILE


def test_a_complete_reply_wording_is_used_and_a_partial_one_is_not(tmp_path: Path) -> None:
    question = "Quanti soldati sono morti secondo la NATO?"
    spoken = with_spoken_italian(tmp_path / "whole", {"estimate": "Una stima."})
    assert "Una stima." in plain(ask(Desk(FOUNDING, languages=spoken), question))
    partial = with_italian(tmp_path / "partial", '[reply]\nestimate = "Una stima."\n')
    assert "Una stima." not in plain(ask(Desk(FOUNDING, languages=partial), question))


# --- words, dates and numbers ---


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("es", "hace 2 semanas", "2026-11-10", "2026-11-10"),
        ("es", "hace un año", "2025-11-24", "2025-11-24"),
        ("es", "la semana pasada", "2026-11-16", "2026-11-22"),
        ("fr", "il y a 3 jours", "2026-11-21", "2026-11-21"),
        ("fr", "le mois dernier", "2026-10-01", "2026-10-31"),
        ("de", "vor drei Tagen", "2026-11-21", "2026-11-21"),
        ("de", "am 10. März 2022", "2022-03-10", "2022-03-10"),
        ("de", "letzte Woche", "2026-11-16", "2026-11-22"),
        ("uk", "станом на 10 березня 2022 року", "2022-03-10", "2022-03-10"),
        ("uk", "минулого тижня", "2026-11-16", "2026-11-22"),
        ("ru", "в марте 2022 года", "2022-03-01", "2022-03-31"),
        ("ru", "3 дня назад", "2026-11-21", "2026-11-21"),
        ("pl", "w zeszłym tygodniu", "2026-11-16", "2026-11-22"),
        ("pl", "do 10 marca 2022", "2022-03-10", "2022-03-10"),
    ],
)
def test_dates_are_read_in_every_order(language: str, text: str, first: str, last: str) -> None:
    (when,) = dates.find(split(text), BY_NAME[language], TODAY, 2022)
    assert (first, last) == (str(when.first), str(when.last))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("uk", "сорок тисяч", 40_000),
        ("uk", "п'ятнадцять тисяч", 15_000),
        ("ru", "пятьсот", 500),
        ("es", "quince mil", 15_000),
        ("fr", "quarante mille", 40_000),
        ("de", "vierzigtausend", 40_000),
        ("pl", "15 tys.", 15_000),
    ],
)
def test_numbers_are_read_as_each_language_writes_them(
    language: str, text: str, value: int, founding: Store, measures: Measures
) -> None:
    spoken = BY_NAME[language]
    words = lexicon.build(founding, spoken, measures).part(split(text))
    assert [value] == [number.value for number in quantity.find(words, spoken.number)]


def test_a_stop_between_a_day_and_its_month_ends_no_sentence() -> None:
    words = split("Stand 10. März 2022. Quelle?")
    assert [len(part) for part in sentences(words, BY_NAME["de"].date.month_names)] == [4, 1]
    assert [len(part) for part in sentences(words)] == [2, 2, 1]


def test_a_repair_takes_what_all_near_words_mean(desk: Desk) -> None:
    """A slip as near to a word in another language as to an English one stays readable."""
    evidence = ask(desk, "how many rusian soldiers died?").question.evidence
    assert [
        (note.slot, note.value, (note.repaired or "").title())
        for note in evidence
        if note.slot == "side"
    ] == [("side", "russia", "Russian")]


# --- the language of who reads ---


def test_a_message_that_shows_no_language_is_answered_in_the_one_its_asker_reads(
    tmp_path: Path,
) -> None:
    desk = Desk(FOUNDING, languages=with_spoken_italian(tmp_path, {"estimate": "Una stima."}))
    asked = {
        ("NATO?", "it"): True,
        ("NATO?", "de"): False,
        ("NATO?", "xx"): False,
        ("NATO?", ""): False,
        ("what does NATO say?", "it"): False,
        ("Quanti soldati sono morti secondo la NATO?", "de"): True,
    }
    said = {
        (text, reader): "Una stima." in plain(desk.ask(text, TODAY, reader=reader))
        for text, reader in asked
    }
    assert said == asked


def test_an_answer_is_given_again_in_the_language_of_its_question(tmp_path: Path) -> None:
    desk = Desk(FOUNDING, languages=with_spoken_italian(tmp_path, {"estimate": "Una stima."}))
    question = ask(desk, "Quanti soldati sono morti secondo la NATO?").thread
    assert "Una stima." in plain(desk.again(question, TODAY))


def test_what_is_on_file_is_told_in_the_language_of_who_reads(tmp_path: Path) -> None:
    desk = Desk(FOUNDING, languages=with_spoken_italian(tmp_path, {"label_gone": "Scaduto."}))
    assert desk.speaks() == {"en", "it"}
    assert desk.labels("it")["gone"] == desk.holdings("it").labels["gone"] == "Scaduto."
    assert desk.holdings("it").newest == "25 marzo 2022"
    assert desk.labels("de") == desk.labels()
