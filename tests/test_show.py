"""All that is on file about a claim."""

import io
import json
from pathlib import Path

import pytest

from bot import store
from bot.claim import Claim
from bot.cli import main
from bot.curate import show, summary
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD, document, with_claim, write


def shown(claim_id: str, path: Path = ANOTHER_WAR) -> dict[str, list[str]]:
    """Print a claim, and read the fields back by their labels."""
    out = io.StringIO()
    show.run([claim_id], path, out)
    fields: dict[str, list[str]] = {}
    for line in out.getvalue().splitlines()[1:]:
        label, text = line[2:16].strip(), line[16:].strip()
        if label:
            fields.setdefault(label, []).append(text)
        else:
            fields[list(fields)[-1]][-1] += f" {text}"
    return fields


def test_a_figure_stands_in_its_words_with_all_that_belongs_to_it() -> None:
    fields = shown("av-killed-august")
    assert fields["figure"] == ["412 killed [low 412, high 412, point 412]"]
    assert fields["claimant"] == ["Averian General Staff (averian-staff), on its own side"]
    assert fields["population"] == ["Averian army (averian-army)"]
    assert fields["event"] == ["the Lake War (lake-war)"]
    assert fields["as of"] == ["15 August 2019"]
    assert fields["stated on"] == ["16 August 2019"]
    assert fields["verification"] == ["unverified: Could not be verified by Lake Monitors."]


def test_what_a_claim_replaces_and_what_replaced_it_stand_with_claimant_and_date() -> None:
    (former,) = shown("av-killed-august")["replaces"]
    assert former.startswith("av-killed-june – Averian General Staff, Averian army: ")
    assert "as of 1 June 2019" in former
    (later,) = shown("av-killed-june")["replaced by"]
    assert later.startswith("av-killed-august – Averian General Staff, Averian army: 412 killed")


def test_every_text_of_every_claim_is_shown() -> None:
    for path in (FOUNDING, ANOTHER_WAR, RECORD):
        read = store.load(path)
        wording = summary.wording(read)
        for claim in read.claims:
            said = " ".join(" ".join(show.lines(claim, wording)).split())
            for text in texts(claim):
                assert " ".join(text.split()).removesuffix(".").lower() in said.lower()


def texts(claim: Claim) -> list[str]:
    """List the free texts of a claim."""
    found = [claim.figure.wording, claim.occasion, claim.method, claim.verification.note]
    found += [other.wording for other in claim.other_wordings]
    found += [caveat.text for caveat in claim.caveats]
    found += [text for dispute in claim.disputed_by for text in (dispute.who, dispute.why)]
    for source in claim.sources:
        found += [source.publisher, source.title, source.url, source.via, source.via_url]
        found += [source.attribution]
    found += claim.coverage.includes + claim.coverage.excludes + claim.coverage.unclear
    return [text for text in found if text]


def test_lines_fit_a_terminal_addresses_aside() -> None:
    read = store.load(RECORD)
    wording = summary.wording(read)
    lines = [line for claim in read.claims for line in show.lines(claim, wording)]
    assert [line for line in lines if len(line) > 80 and len(max(line.split(), key=len)) < 60] == []


def test_a_derived_claim_names_its_origins(tmp_path: Path) -> None:
    derived = with_claim(document(), "av-killed-june", derived_from=["av-brigade-killed"])
    path = write(tmp_path / "s.json", derived)
    (origin,) = shown("av-killed-june", path)["derived from"]
    assert origin.startswith("av-brigade-killed – Averian General Staff, Averian Lancers: ")


def test_several_claims_are_shown_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    ids = ["av-killed-june", "av-killed-august", "av-killed-june"]
    assert main(["claims", "show", *ids, "--store", str(ANOTHER_WAR)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == ids[:2]


def test_json_has_the_claim_as_filed_and_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "show", "av-killed-june", "--store", str(ANOTHER_WAR), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["claims"]
    filed = next(claim for claim in document()["claims"] if claim["id"] == "av-killed-june")
    assert one["claim"] == filed
    assert one["names"]["averian-staff"] == "Averian General Staff"
    assert one["replaced_by"] == "av-killed-august"


def test_an_unknown_id_is_an_error_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    ids = ["av-killed-jun", "zzzzzz", "av-killed-june"]
    assert main(["claims", "show", *ids, "--store", str(ANOTHER_WAR)]) == 1
    printed = capsys.readouterr()
    assert "there is no claim 'av-killed-jun'; nearest: av-killed-june" in printed.err
    assert "there is no claim 'zzzzzz'\n" in printed.err
    assert printed.out == ""
