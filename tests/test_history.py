"""A claimant's figures, step by step."""

import io
from pathlib import Path

import pytest

from bot import store
from bot.cli import main
from bot.curate import history
from bot.curate.find import UnclearNameError
from bot.curate.history import Asked, NoFiguresError
from bot.match.shelf import count
from tests.stories import ANOTHER_WAR, RECORD, document, with_claim, write

STAFF = "Averian General Staff"


def told(asked: Asked, path: Path = ANOTHER_WAR) -> list[str]:
    out = io.StringIO()
    history.run(asked, path, out)
    return out.getvalue().splitlines()


def test_a_series_goes_from_the_oldest_step_to_the_newest() -> None:
    assert told(Asked(STAFF, "killed", "Averian army")) == [
        "Averian General Staff (averian-staff): 2 figures, 1 series",
        "",
        "Averian army, killed – the Lake War",
        "  at least 210 killed, as of 1 June 2019. Could not be verified by Lake",
        "    Monitors.",
        "    av-killed-june",
        "  412 killed, as of 15 August 2019, said on 16 August 2019. Could not be",
        "    verified by Lake Monitors.",
        "    av-killed-august – new deaths, of av-killed-june, 75 days later",
    ]


@pytest.mark.parametrize("name", ["averian-staff", STAFF, "averian general staff", "AGS"])
def test_a_claimant_is_found_by_id_name_or_alias(name: str) -> None:
    assert told(Asked(name)) == told(Asked(STAFF))


def test_every_figure_of_a_claimant_stands_in_one_series() -> None:
    read = store.load(RECORD)
    for claimant in read.claimants:
        claims = [claim for claim in read.claims if claim.claimant == claimant]
        listed = history.series(claims)
        assert sorted(c.id for group in listed for c in group) == sorted(c.id for c in claims)
        assert len({count(group[0]) for group in listed}) == len(listed)
        for group in listed:
            days = [claim.described_on.last for claim in group if claim.described_on]
            assert days == sorted(days)
            assert {count(claim) for claim in group} == {count(group[0])}


def test_a_running_total_that_is_not_linked_is_a_gap(tmp_path: Path) -> None:
    content = document()
    august = next(claim for claim in content["claims"] if claim["id"] == "av-killed-august")
    del august["supersedes"]
    path = write(tmp_path / "s.json", content)
    last = told(Asked(STAFF, "killed", "Averian army"), path)[-1]
    assert last == "    av-killed-august – gap: not linked to av-killed-june, 75 days later"
    assert "gap" not in " ".join(told(Asked(STAFF)))


def test_a_figure_of_one_period_is_no_gap(tmp_path: Path) -> None:
    scope = {"kind": "period", "start": "2019-08-01", "end": "2019-08-15"}
    content = with_claim(document(), "av-killed-august", scope=scope)
    del next(c for c in content["claims"] if c["id"] == "av-killed-august")["supersedes"]
    path = write(tmp_path / "s.json", content)
    said = " ".join(told(Asked(STAFF, "killed", "Averian army"), path))
    assert "from 1 August 2019 to 15 August 2019" in said
    assert "gap" not in said


def test_a_name_that_several_bear_is_asked_back() -> None:
    with pytest.raises(UnclearNameError, match="several claimants are called 'MoD'") as error:
        told(Asked("MoD"), RECORD)
    assert "\n  uk-mod: " in str(error.value)


def test_an_unknown_name_lists_candidates_and_those_who_speak_for_a_party() -> None:
    with pytest.raises(UnclearNameError, match="no claimants on file are called") as error:
        told(Asked("Averian Generel Staff"))
    assert "\n  averian-staff: Averian General Staff" in str(error.value)
    with pytest.raises(UnclearNameError) as error:
        told(Asked("Bostra"))
    assert str(error.value).splitlines()[1] == "  bostran-command: Bostran Army Command"


def test_a_kind_of_figure_that_a_claimant_has_not_given_lists_those_on_file() -> None:
    with pytest.raises(NoFiguresError) as error:
        told(Asked(STAFF, "captured"))
    assert "\n  killed of averian-army" in str(error.value)
    with pytest.raises(NoFiguresError, match="no such figure by Lake Courier is on file"):
        told(Asked("Lake Courier"))


def test_the_command_takes_its_options(capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--measure", "killed", "--population", "averian-army", "--store", str(ANOTHER_WAR)]
    assert main(["claims", "history", "AGS", *options]) == 0
    assert "new deaths" in capsys.readouterr().out
    assert main(["claims", "history", "nobody", "--store", str(ANOTHER_WAR)]) == 1
