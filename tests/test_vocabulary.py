from pathlib import Path

import pytest

from bot import vocabulary
from bot.measures import Measures
from bot.vocabulary import Kind, LanguageError, Vocabulary, words_of


def test_every_measure_a_reply_names_has_a_name(english: Vocabulary, measures: Measures) -> None:
    named = {outcome for outcome in english.measure if measures.family(outcome)}
    assert named <= set(english.measure_name)


def test_every_measure_word_belongs_to_a_family(english: Vocabulary, measures: Measures) -> None:
    assert [measure for measure in english.measure if measures.family(measure) is None] == []


@pytest.mark.parametrize(
    ("measure", "outcomes"),
    [
        ("killed", {"killed"}),
        ("dead", {"killed"}),
        ("injured", {"wounded"}),
        ("killed_or_wounded", {"killed", "wounded"}),
        ("killed_and_injured", {"killed", "wounded"}),
        ("killed_wounded_captured_missing", {"killed", "wounded", "captured", "missing"}),
        ("troops_deployed", {"troops_deployed"}),
        ("seriously_wounded", {"seriously_wounded"}),
        ("displaced", {"displaced"}),
        ("killed_or_deported", {"killed_or_deported"}),
    ],
)
def test_a_measure_is_read_as_what_it_counts_together(
    measure: str, outcomes: set[str], measures: Measures
) -> None:
    assert outcomes == measures.outcomes(measure)


@pytest.mark.parametrize(
    ("measure", "family"),
    [
        ("killed", "death"),
        ("wounded", "harm"),
        ("killed_or_wounded", "harm"),
        ("volunteers", "context"),
        ("deported", None),
    ],
)
def test_a_measure_belongs_to_the_family_of_what_it_counts(
    measure: str, family: str | None, measures: Measures
) -> None:
    assert family == measures.family(measure)


def test_the_dead_are_always_among_the_harmed(measures: Measures) -> None:
    assert measures.umbrella("death") < measures.umbrella("harm")
    assert "troops_deployed" not in measures.umbrella("harm")


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("killed in action", ("killed", "in", "action")),
        ("KIA", ("kia",)),
        ("non-combatants", ("non", "combatants")),
        ("casualt*", ("casualt*",)),
        ("mass casualt*", ("mass", "casualt*")),
        ("&", ("&",)),
    ],
)
def test_a_phrase_is_folded_to_its_words(phrase: str, words: tuple[str, ...]) -> None:
    assert words == words_of(phrase)


def test_every_phrase_is_a_term_of_its_kind(english: Vocabulary) -> None:
    terms = set(english.terms())
    assert {kind for kind in Kind if getattr(english, kind.value)} == {term.kind for term in terms}
    assert all(term.words for term in terms)


def test_a_language_file_with_an_unknown_table_is_refused(tmp_path: Path) -> None:
    text = (vocabulary.LANGUAGES / "en.toml").read_text(encoding="utf-8")
    file = tmp_path / "xx.toml"
    file.write_text(text + '\n[mood]\ngrim = ["grim"]\n', encoding="utf-8")
    with pytest.raises(LanguageError, match="mood"):
        vocabulary.read(file)


def test_english_stands_first_among_the_languages() -> None:
    assert vocabulary.languages()[0].language == "en"
