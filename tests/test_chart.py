import datetime as dt
import os
import re
import struct
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import chart, cli, store
from bot.answer import Reply
from bot.chart import Media, Plot, draw, ticks
from bot.chart.caption import ALT_LIMIT
from bot.chart.counts import MOST_CLAIMANTS, MOST_COUNTS
from bot.chart.plot import Form
from bot.claim import Claim, Relation, ScopeKind
from bot.cli import FAULT, OK, USAGE
from bot.compose import screen
from bot.desk import Desk
from bot.match import Reason
from tests.stories import ANOTHER_WAR, FOUNDING, RECORD, ROOT, TODAY, document, with_claim, write

DESKS = {path: Desk(path) for path in (RECORD, ANOTHER_WAR, FOUNDING)}
CLAIMS = {path: {claim.id: claim for claim in store.load(path).claims} for path in DESKS}
QUESTIONS = [
    (RECORD, "Russian military killed"),
    (RECORD, "Russian losses"),
    (RECORD, "Ukrainian soldiers killed"),
    (RECORD, "civilians killed in Ukraine"),
    (RECORD, "North Korean troops killed"),
    (RECORD, "Russian and Ukrainian soldiers killed"),
    (ANOTHER_WAR, "Averian soldiers killed"),
    (ANOTHER_WAR, "Averian casualties"),
    (ANOTHER_WAR, "civilians killed at Tarn Bridge"),
    (ANOTHER_WAR, "Bostran soldiers killed in July 2019"),
    (FOUNDING, "how many Russian soldiers have died?"),
]
LANCERS = "av-brigade-killed"


def laid(path: Path, text: str, known_on: dt.date | None = None) -> Plot:
    found = DESKS[path].chart(text, TODAY, known_on=known_on)
    assert isinstance(found, Plot)
    return found


def drawn(plot: Plot) -> set[str]:
    return {point.claim for point in plot.points}


def numbers(text: str) -> set[int]:
    return {int(digits.replace(",", "")) for digits in re.findall(r"\d+(?:,\d{3})*", text)}


def draw_in(home: str, temporary: str, file: Path) -> subprocess.CompletedProcess[str]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "MPL"))}
    return subprocess.run(
        [sys.executable, "-m", "bot", "chart", "Averian dead", "--store", ANOTHER_WAR,
         "--out", file],
        env={**environ, "PYTHONPATH": str(ROOT), "HOME": home, "TMPDIR": temporary},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip


# --- what is drawn ---


def test_every_figure_of_every_date_is_drawn_and_parts_are_left_out() -> None:
    plot = laid(ANOTHER_WAR, "Averian soldiers killed")
    assert drawn(plot) == {
        "mon-killed-averian", "mon-killed-averian-july", "bo-killed-averian",
        "av-killed-august", "av-killed-june",
    }  # fmt: skip
    assert "Figures for parts, places, incidents and single periods are left out (1)." in plot.notes


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("how many lancers died", {LANCERS}),
        ("Averian soldiers and lancers killed in the Lake War according to the AGS", {LANCERS}),
        ("Bostran soldiers killed in July 2019", {"bo-killed-july"}),
        ("civilians killed at Tarn Bridge", {"mon-civilians-tarn"}),
    ],
)
def test_a_part_that_is_asked_for_is_drawn(text: str, claims: set[str]) -> None:
    assert claims <= drawn(laid(ANOTHER_WAR, text))


@pytest.mark.parametrize(("path", "text"), QUESTIONS)
def test_a_point_keeps_the_bounds_days_and_words_of_its_claim(path: Path, text: str) -> None:
    for point in laid(path, text).points:
        claim = CLAIMS[path][point.claim]
        figure, date = claim.figure, claim.described_on
        assert date
        assert (point.low, point.high, point.point) == (figure.low, figure.high, figure.point)
        assert (point.first, point.last) == (date.first, date.last)
        assert point.figure == figure.wording
        assert set(point.numbers) == figure.numbers


@pytest.mark.parametrize(
    ("wording", "form"),
    [
        ("374,000 to 643,000", Form.RANGE),
        ("nearly half a million", Form.UP_TO),
        ("at least 109,625", Form.AT_LEAST),
        ("about 45,000", Form.ABOUT),
        ("200,186", Form.EXACT),
    ],
)
def test_the_hedge_decides_the_form(wording: str, form: Form) -> None:
    points = laid(RECORD, "Russian military killed").points
    assert [point.form for point in points if point.figure == wording] == [form]


@pytest.mark.parametrize(("path", "text"), QUESTIONS)
def test_a_panel_counts_one_thing_and_a_claimant_has_one_colour(path: Path, text: str) -> None:
    plot = laid(path, text)
    places: dict[str, set[int]] = {}
    for panel in plot.panels:
        claims = [CLAIMS[path][p.claim] for series in panel.series for p in series.points]
        assert len({(c.event, c.population, c.measure) for c in claims}) == 1
        for series in panel.series:
            (claimant,) = {CLAIMS[path][point.claim].claimant for point in series.points}
            places.setdefault(claimant, set()).add(series.place)
    assert len(plot.panels) <= MOST_COUNTS
    assert len(places) <= MOST_CLAIMANTS
    assert all(len(one) == 1 for one in places.values())
    assert len(set().union(*places.values())) == len(places)


def test_the_own_side_is_drawn_though_others_are_newer_and_the_rest_is_counted() -> None:
    plot = laid(RECORD, "Russian military killed")
    whole = [
        claim for claim in CLAIMS[RECORD].values()
        if (claim.measure, claim.population) == ("killed", "russian-military")
        and claim.scope.kind is ScopeKind.CUMULATIVE and claim.scope.place is None
    ]  # fmt: skip
    claimants = {CLAIMS[RECORD][point.claim].claimant for point in plot.points}
    own = {claim.claimant for claim in whole if claim.relation is Relation.OWN}
    assert own <= claimants
    left = [claim for claim in whole if claim.claimant not in claimants | own]
    newest = min(
        max(screen.described(c) for c in whole if c.claimant == one) for one in claimants - own
    )
    assert all(screen.described(claim) <= newest for claim in left)
    assert any(note.startswith("8 of 27 claimants are drawn") for note in plot.notes)


def test_what_was_said_later_is_not_drawn() -> None:
    plot = laid(RECORD, "Russian military killed", known_on=dt.date(2022, 3, 25))
    assert drawn(plot)
    assert max(point.last for point in plot.points) <= dt.date(2022, 3, 25)
    assert "2026" not in plot.alt_text + plot.caption.split("Sources")[0]


def test_counts_past_the_fourth_are_named() -> None:
    (note,) = (n for n in laid(RECORD, "Russian losses").notes if "not drawn" in n)
    assert "captured" in note


def test_several_panels_say_that_their_scales_differ() -> None:
    said = "Each panel has a scale of its own."
    assert said in laid(ANOTHER_WAR, "Averian casualties").notes
    assert said not in laid(ANOTHER_WAR, "Averian soldiers killed").notes


def test_a_correction_is_said() -> None:
    notes = laid(ANOTHER_WAR, "Averian soldiers killed").notes
    assert "Lake Monitors: 506 killed replaced 640 killed: a correction." in notes


def test_what_is_asked_for_besides_and_not_on_file_is_said() -> None:
    plot = laid(RECORD, "Russian soldiers killed according to NATO and Mongolia")
    assert any(note.startswith("Not on file") for note in plot.notes)


def test_a_claim_without_a_date_or_a_number_is_counted_as_left_out(tmp_path: Path) -> None:
    content = with_claim(document(), "av-killed-june", as_of=None, stated_on=None)
    content = with_claim(content, "bo-killed-averian", figure={"wording": "dozens"})
    found = Desk(write(tmp_path / "claims.json", content)).chart("Averian soldiers killed", TODAY)
    assert isinstance(found, Plot)
    assert "Figures without a date or a number on file are left out (2)." in found.notes
    assert drawn(found).isdisjoint({"av-killed-june", "bo-killed-averian"})


# --- words ---


@pytest.mark.parametrize(("path", "text"), QUESTIONS)
def test_every_claimant_stands_with_its_newest_wording_date_and_verification(
    path: Path, text: str
) -> None:
    plot = laid(path, text)
    for panel in plot.panels:
        for series in panel.series:
            newest = max(series.points, key=lambda point: point.last)
            for words in (series.newest.figure, newest.dates, newest.verification):
                assert words in series.told
            assert f"{series.name}: {series.told}" in plot.caption
    assert "Claims, not verified counts." in plot.caption
    assert all(words in plot.caption for words in (plot.key, *plot.sources))


@pytest.mark.parametrize(("path", "text"), QUESTIONS)
def test_the_alternative_text_is_sentences_that_fit(path: Path, text: str) -> None:
    plot = laid(path, text)
    assert len(plot.alt_text) <= ALT_LIMIT
    assert plot.alt_text.endswith(".")
    every = [series for panel in plot.panels for series in panel.series]
    told = sum(
        f"{series.newest.figure}, {series.newest.dates}" in plot.alt_text for series in every
    )
    untold = re.search(r"(\d+) more series are in the picture", plot.alt_text)
    assert told + (int(untold[1]) if untold else 0) == len(every)


def test_the_first_of_several_figures_is_told_too() -> None:
    alt = laid(ANOTHER_WAR, "Averian soldiers killed").alt_text
    assert "newest 412, as of 15 August 2019, said on 16 August 2019" in alt
    assert "first at least 210, as of 1 June 2019." in alt


def test_attribution_is_given_where_a_source_asks_for_it() -> None:
    sources = laid(RECORD, "Russian military killed").sources
    assert any("CC BY 4.0" in words for words in sources)


def _stated(claim: Claim) -> set[int]:
    dates = [claim.as_of, claim.stated_on, claim.scope.start, claim.scope.end]
    texts = [claim.figure.wording, claim.verification.note or "", *(str(d) for d in dates if d)]
    return set(claim.numbers).union(*(numbers(text.replace("-", " ")) for text in texts))


WORDS = st.tuples(
    st.sampled_from(["Averian", "Bostran", "Averian and Bostran"]),
    st.sampled_from(["soldiers", "army", "civilians", "lancers", ""]),
    st.sampled_from(["killed", "wounded", "captured", "missing", "casualties", "losses", "count"]),
    st.sampled_from(["", "according to the monitors", "according to Bostra", "in July 2019"]),
)


@given(words=WORDS)
def test_no_number_is_invented(words: tuple[str, ...]) -> None:
    plot = DESKS[ANOTHER_WAR].chart(" ".join(filter(None, words)), TODAY)
    if isinstance(plot, Reply):
        assert plot.claims == ()
        return
    claims = [CLAIMS[ANOTHER_WAR][id_] for id_ in drawn(plot)]
    stated = set[int]().union(*map(_stated, claims))
    series = [series for panel in plot.panels for series in panel.series]
    assert set().union(*(numbers(one.told) for one in series)) <= stated
    counted = {len(plot.points), len({one.place for one in series})}
    for left in re.findall(r"\((\d+)\)\.", plot.alt_text):
        counted.add(int(left))
    assert numbers(plot.alt_text) <= stated | counted


# --- the time axis ---


@given(
    first=st.dates(dt.date(1, 1, 1), dt.date(9990, 1, 1)),
    days=st.integers(0, 400_000),
)
def test_a_few_days_within_the_axis_are_labelled(first: dt.date, days: int) -> None:
    last = min(first.toordinal() + days, dt.date.max.toordinal())
    labelled = ticks.between(first, dt.date.fromordinal(last))
    assert 1 <= len(labelled) <= 6
    assert all(first <= tick.first <= dt.date.fromordinal(last) for tick in labelled)


# --- the picture ---


@pytest.mark.parametrize(("path", "text"), QUESTIONS)
def test_no_words_overlap_or_leave_the_picture(path: Path, text: str) -> None:
    figure = draw.figure(laid(path, text))
    figure.canvas.draw()
    texts = [one for one in figure.findobj(lambda a: hasattr(a, "get_text")) if one.get_text()]  # type: ignore[attr-defined]
    boxes = [(one.get_text(), one.get_window_extent()) for one in texts]  # type: ignore[attr-defined]
    for words, box in boxes:
        assert min(box.x0, box.y0) >= 0, words
        assert box.x1 <= figure.bbox.x1, words
        assert box.y1 <= figure.bbox.y1, words
    for (one, box), (other, second) in combinations(boxes, 2):
        across = min(box.x1, second.x1) - max(box.x0, second.x0)
        up = min(box.y1, second.y1) - max(box.y0, second.y0)
        assert across <= 0 or up <= 1, (one, other)


@pytest.mark.parametrize("width", [320, 700, 1080])
def test_a_png_is_as_wide_as_asked_and_carries_its_words(width: int) -> None:
    plot = laid(ANOTHER_WAR, "Averian casualties")
    content = chart.make(plot, Media.PNG, width).content
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", content[16:20]) == (width,)
    assert b"Description" in content
    assert plot.alt_text.encode() in content


def test_an_svg_is_named_and_described() -> None:
    picture = chart.make(laid(ANOTHER_WAR, "Averian soldiers killed"), Media.SVG, 700)
    root = ElementTree.fromstring(picture.content)
    space = {"svg": "http://www.w3.org/2000/svg"}
    assert (root.get("width"), root.get("role")) == ("700", "img")
    assert [one.text for one in root.findall("svg:title", space)] == [picture.title]
    assert [one.text for one in root.findall("svg:desc", space)] == [picture.alt_text]


@pytest.mark.parametrize("media", Media)
def test_the_same_claims_give_the_same_bytes_in_another_process(
    media: Media, tmp_path: Path
) -> None:
    file = tmp_path / f"chart.{'png' if media is Media.PNG else 'svg'}"
    assert draw_in(str(tmp_path), str(tmp_path), file).returncode == OK
    content = chart.make(laid(ANOTHER_WAR, "Averian dead"), media).content
    assert content == chart.make(laid(ANOTHER_WAR, "Averian dead"), media).content
    assert content == file.read_bytes()


def test_marks_in_names_are_no_formulas(tmp_path: Path) -> None:
    content = document()
    content["names"]["claimants"][0]["name"] = r"$\frac{1} & <b>_^"
    desk = Desk(write(tmp_path / "claims.json", content))
    plot = desk.chart("Averian soldiers killed", TODAY)
    assert isinstance(plot, Plot)
    ElementTree.fromstring(chart.make(plot, Media.SVG).content)


# --- silence ---


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("how many Corvian soldiers died?", Reason.SIDE),
        ("Averian deserters?", Reason.MEASURE),
        ("how many Averian tanks were lost?", Reason.EQUIPMENT),
        ("Averian dead according to Corvia", Reason.CLAIMANT),
        ("what is on file?", Reason.UNCLEAR),
        ("hello", Reason.USAGE),
    ],
)
def test_what_cannot_be_drawn_has_its_own_sentence(text: str, reason: Reason) -> None:
    found = DESKS[ANOTHER_WAR].chart(text, TODAY)
    assert isinstance(found, Reply)
    assert (found.answers[-1].reason, found.claims) == (reason, ())


def test_claims_without_any_date_are_not_drawn(tmp_path: Path) -> None:
    content = with_claim(document(), LANCERS, as_of=None, stated_on=None)
    found = Desk(write(tmp_path / "claims.json", content)).chart("how many lancers died", TODAY)
    assert isinstance(found, Reply)
    assert found.answers[-1].reason is Reason.WHEN


# --- the command ---


def run(*arguments: str | Path) -> int:
    try:
        return cli.main(["chart", "--store", str(ANOTHER_WAR), *map(str, arguments)])
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize("ending", ["png", "svg", "PNG"])
def test_the_command_draws_and_tells(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"chart.{ending}"
    assert run("Averian soldiers killed", "--out", file, "--width", "500") == OK
    shown = capsys.readouterr()
    assert "Lake Monitors (independent count): newest 506, as of September 2019" in shown.out
    assert str(file) in shown.out
    assert shown.err == ""
    assert file.stat().st_size > 1_000


def test_a_silence_is_printed_and_no_file_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("Averian deserters?", "--out", tmp_path / "chart.png") == FAULT
    assert "Nothing on file for that measure alone" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("Averian dead", "--out", "chart.gif"),
        ("Averian dead", "--out", "chart"),
        ("Averian dead",),
        ("--out", "chart.png"),
        ("Averian dead", "--out", "chart.png", "--width", "10"),
        ("Averian dead", "--out", "chart.png", "--width", "wide"),
    ],
)
def test_wrong_usage_draws_nothing(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == USAGE
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "no" / "such" / "chart.svg"
    assert run("Averian soldiers killed", "--out", file) == FAULT
    assert capsys.readouterr().err == (
        f"casualty-bot: {file}: cannot be written: No such file or directory\n"
    )


def started(program: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_plotting_library_is_loaded_for_pictures_only() -> None:
    asked = started(
        "import sys; from bot import cli; cli.main(['ask', 'Averian dead']);"
        "from bot.desk import Desk; import datetime as dt;"
        "Desk().chart('soldiers killed', dt.date(2026, 11, 24));"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert (asked.returncode, asked.stderr) == (0, "")


def test_a_home_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    done = draw_in("/dev/null", str(tmp_path), tmp_path / "chart.png")
    assert (done.returncode, done.stderr) == (OK, "")
    assert [path.name for path in tmp_path.iterdir()] == ["chart.png"]
