"""Names that are filed in English are found in questions in the other languages."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot import lexicon, reading, store, vocabulary
from bot.claim import Relation
from bot.curate import ingest
from bot.lexicon import Lexicon
from bot.measures import Measures
from bot.phrases import Name
from bot.words import split
from tests.stories import RECORD, TODAY

BY_NAME = {language.language: language for language in vocabulary.languages()}


def in_language(language: str, rows: Sequence[dict[str, Any]], folder: Path) -> Lexicon:
    """A lexicon of a flat table, which has names in English and no aliases."""
    table, out = folder / "table.jsonl", folder / "claims.json"
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ingest.run(table, out, None, io.StringIO(), io.StringIO())
    return lexicon.build(store.load(out), BY_NAME[language], Measures.read())


def row(number: int, subject: str, claimant: str, event: str, speaker: str) -> dict[str, Any]:
    figure = {"low": number, "high": number, "point": number, "wording": str(number)}
    source = {"publisher": "The Post", "published_on": "2024-05-03"}
    when = {"as_of": "2024-05-02", "stated_on": "2024-05-03", "cumulative": True}
    told = {"subject": subject, "claimant": claimant, "event": event, "speaker": speaker}
    return (
        {"id": f"row-{number}", "measure": "killed", "figure": figure, "source": source}
        | when
        | told
    )


TABLE = (
    row(
        11,
        "Zhukarian military",
        "Zhukaria's Ministry of Defence",
        "Zhukaria war",
        "Olena Vershenko",
    ),
    row(12, "Zhukarian miners", "Lemstad Police", "Kherniv mine explosion", "Ada Lindt"),
    row(13, "foreign tourists in Lemstad", "Lemstad Police", "Lemstad heatwave", "Ada Lindt"),
    row(14, "Zhukarian children", "Zhukaria Red Cross", "Zhukaria war", "Col. Ivo Karpan"),
)


def named(text: str, language: str, folder: Path) -> set[str]:
    found = in_language(language, TABLE, folder).find(split(text))
    return {sense.value for m in found for sense in m.senses if isinstance(sense.kind, Name)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "шахтарів"),
        ("ru", "горняков"),
        ("es", "mineros"),
        ("fr", "mineurs"),
        ("de", "Bergleute"),
        ("pl", "górników"),
    ],
)
def test_people_are_found_by_what_they_are_in_each_language(
    language: str, text: str, tmp_path: Path
) -> None:
    assert named(text, language, tmp_path) == {"zhukarian-miners"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Міністерства оборони Жукарії"),
        ("ru", "жукарийского Министерства обороны"),
        ("es", "el Ministerio de Defensa de Zhukaria"),
        ("fr", "le ministère de la Défense de Zhukaria"),
        ("de", "Verteidigungsministerium von Zhukaria"),
        ("pl", "Ministerstwa Obrony Zhukarii"),
    ],
)
def test_a_body_is_found_by_the_words_of_its_name_in_each_language(
    language: str, text: str, tmp_path: Path
) -> None:
    assert "zhukaria-ministry-of-defence" in named(text, language, tmp_path)


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("uk", "Вершенка", "olena-vershenko"),
        ("ru", "Вершенко", "olena-vershenko"),
        ("pl", "Wershenki", "olena-vershenko"),
        ("de", "Werschenko", "olena-vershenko"),
        ("uk", "полковника Карпана", "col-ivo-karpan"),
        ("fr", "le colonel Karpan", "col-ivo-karpan"),
        ("ru", "Вершинина", None),
    ],
)
def test_a_person_is_found_in_another_script_and_case(
    language: str, text: str, person: str | None, tmp_path: Path
) -> None:
    assert named(text, language, tmp_path) == ({person} if person else set())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "спека в Лемстаді"),
        ("ru", "жара в Лемстаде"),
        ("es", "la ola de calor de Lemstad"),
        ("fr", "la canicule de Lemstad"),
        ("de", "Hitzewelle in Lemstad"),
        ("pl", "fala upałów w Lemstadzie"),
    ],
)
def test_an_event_is_found_by_its_kind_and_place(language: str, text: str, tmp_path: Path) -> None:
    assert "lemstad-heatwave" in named(text, language, tmp_path)


def test_the_adjective_of_a_country_does_not_stand_where_something_is(tmp_path: Path) -> None:
    children = named("діти Жукарії", "uk", tmp_path)
    assert children == {"zhukarian-children"}
    assert "zhukarian-children" not in named("в Жукарії", "uk", tmp_path)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "північнокорейських"),
        ("ru", "северокорейские"),
        ("es", "norcoreanos"),
        ("fr", "nord-coréens"),
        ("de", "nordkoreanische"),
        ("pl", "północnokoreańskich"),
    ],
)
def test_the_adjective_of_a_country_may_be_a_compound(language: str, text: str) -> None:
    built = lexicon.build(store.load(RECORD), BY_NAME[language], Measures.read())
    (mention, *_) = built.find(split(text))
    assert "north-korea" in mention.values(Name.PARTY)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Скільки загиблих росіян нарахувала Медіазона?"),
        ("ru", "Сколько погибших российских военных насчитала Медиазона?"),
    ],
)
def test_who_counted_may_stand_after_the_verb(language: str, text: str) -> None:
    built = lexicon.build(store.load(RECORD), BY_NAME[language], Measures.read())
    (asked,) = reading.read(text, built, TODAY)
    assert [ref.id for ref in asked.claimants] == ["mediazona"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Has Russia updated its figure for deaths?"),
        ("es", "¿Ha actualizado Rusia su cifra de muertos?"),
    ],
)
def test_whose_own_dead_are_meant_is_told_across_a_word_for_figure(
    language: str, text: str
) -> None:
    built = lexicon.build(store.load(RECORD), BY_NAME[language], Measures.read())
    (asked,) = reading.read(text, built, TODAY)
    assert asked.relation is Relation.OWN
