from typing import Any

import pytest
from pydantic import ValidationError

from bot.claim import Claim, Figure
from bot.edtf import PartialDate

LEAST: dict[str, Any] = {
    "id": "a",
    "event": "war",
    "population": "army",
    "measure": "killed",
    "claimant": "staff",
    "figure": {"low": 12, "high": 12, "point": 12, "wording": "12"},
    "verification": {"status": "unverified"},
    "sources": [{"publisher": "Courier"}],
}


def claim(**changes: Any) -> Claim:
    return Claim.model_validate(LEAST | changes)


def faulty_fields(raw: dict[str, Any]) -> set[str]:
    with pytest.raises(ValidationError) as error:
        Claim.model_validate(raw)
    return {".".join(map(str, fault["loc"])) for fault in error.value.errors()}


def test_the_least_claim_has_no_dates_and_nothing_known_besides() -> None:
    least = claim()
    assert (
        least.described_on,
        least.known_on,
        least.speaker,
        least.relation,
    ) == (None, None, None, None)


@pytest.mark.parametrize("field", LEAST)
def test_a_claim_without_a_required_field_is_refused(field: str) -> None:
    assert {field} == faulty_fields({key: LEAST[key] for key in LEAST if key != field})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"extra": 1}, "extra"),
        ({"id": "A b"}, "id"),
        ({"id": ""}, "id"),
        ({"sources": []}, "sources"),
        ({"sources": [{"publisher": "A"}, {"title": "x"}]}, "sources.1.publisher"),
        ({"as_of": "25 March"}, "as_of"),
        ({"as_of": 2022}, "as_of"),
        ({"figure": {"low": -1, "wording": "x"}}, "figure.low"),
        ({"figure": {"low": 1.5, "wording": "x"}}, "figure.low"),
        ({"figure": {"low": "many", "wording": "x"}}, "figure.low"),
        ({"figure": {"low": 1}}, "figure.wording"),
        ({"figure": {"low": 1, "wording": " "}}, "figure.wording"),
        ({"figure": 12}, "figure"),
        ({"relation": "friend"}, "relation"),
        ({"basis": "rumour"}, "basis"),
        ({"verification": {"status": "true"}}, "verification.status"),
        ({"scope": {"kind": "some"}}, "scope.kind"),
        ({"caveats": [{"said_by": ["staff"]}]}, "caveats.0.text"),
        ({"supersedes": {"claim": "b", "change": "mood"}}, "supersedes.change"),
        ({"other_wordings": [{"wording": "a dozen"}]}, "other_wordings.0.said_by"),
    ],
)
def test_a_field_that_breaks_the_schema_is_named(changes: dict[str, Any], field: str) -> None:
    assert {field} == faulty_fields(LEAST | changes)


def test_unknown_and_zero_are_two_things() -> None:
    zero = Figure(low=0, high=0, point=0, wording="none")
    unknown = Figure(wording="dozens")
    assert (frozenset({0}), frozenset()) == (zero.numbers, unknown.numbers)


def test_every_number_in_its_own_or_others_words_belongs_to_a_claim() -> None:
    ranged = claim(
        figure={"low": 7, "high": 15, "wording": "7 to 15"},
        other_wordings=[{"high": 16, "wording": "under 16", "said_by": "paper"}],
    )
    assert {7, 15, 16} == ranged.numbers


@pytest.mark.parametrize(
    ("dates", "described", "known"),
    [
        ({"as_of": "2022-03", "stated_on": "2022-04-02"}, "2022-03", "2022-04-02"),
        ({"stated_on": "2022-04-02"}, "2022-04-02", "2022-04-02"),
        ({"as_of": "2022-03"}, "2022-03", "2022-03"),
        (
            {
                "as_of": "2022-03",
                "sources": [
                    {"publisher": "A", "published_on": "2022-05"},
                    {"publisher": "B", "published_on": "2022-04-07"},
                    {"publisher": "C"},
                ],
            },
            "2022-03",
            "2022-04-07",
        ),
    ],
)
def test_what_a_figure_describes_and_since_when_it_is_known_are_two_dates(
    dates: dict[str, Any], described: str, known: str
) -> None:
    dated = claim(**dates)
    assert (PartialDate(described), PartialDate(known)) == (dated.described_on, dated.known_on)


def test_a_claim_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        claim().figure.low = 13  # type: ignore[misc]
