"""Counts and their panels come in; all the words of the chart go out, its alternative text too."""

from collections.abc import Iterable, Iterator, Sequence

from bot.chart import points
from bot.chart.counts import Counts
from bot.chart.plot import Form, Panel, Plot, Series
from bot.claim import Change, Claim
from bot.compose import lead, lines, notes
from bot.match import Match
from bot.question import Wanted
from bot.wording import Wording

ALT_LIMIT = 2_000
"""Characters of an alternative text; Slack takes no more for a file."""
_MOST_PUBLISHERS = 8
_MOST_NAMED = 3
"""Counts that are named as not drawn."""
_TOLD = {Change.UPDATE, Change.NEW_DEATHS}
"""Changes that a later figure shows by itself."""


def title(counts: Counts, wording: Wording) -> str:
    """Name the people counted and the event, and the measure where there is but one."""
    peoples: dict[str, dict[str, None]] = {}
    for claim, *_ in counts.shown:
        people = wording.population(claim)
        if len(counts.shown) == 1:
            measure = points.counted(claim, wording)
            people = wording.say("chart_panel", population=people, measure=measure)
        peoples.setdefault(wording.event(claim), {})[people] = None
    titles = (
        wording.say("title", population=wording.listed(list(named)), event=event)
        for event, named in peoples.items()
    )
    title = "; ".join(titles)
    return title[:1].upper() + title[1:]


def key(panels: Sequence[Panel], wording: Wording) -> str:
    """Explain the marks that are drawn, and no others."""
    drawn = [point for panel in panels for series in panel.series for point in series.points]
    forms = {point.form for point in drawn}
    marks = [wording.say(f"chart_{form.value}") for form in Form if form in forms]
    if any(point.first != point.last for point in drawn):
        marks.append(wording.say("chart_extent"))
    return wording.say("chart_key", marks="; ".join(marks))


def remarks(matches: Sequence[Match], counts: Counts, wording: Wording) -> tuple[str, ...]:
    """Say what the question turns on, what was corrected, and all that is left out."""
    return tuple(dict.fromkeys(_remarks(matches, counts, wording)))


def sources(counts: Counts, wording: Wording) -> tuple[str, ...]:
    """Name who published the newest figures, and what licences ask to be said of any of them."""
    claims = [claim for count in counts.shown for claim in count]
    newest: dict[object, Claim] = {}
    for claim in claims:
        newest.setdefault((claim.claimant, claim.measure, claim.population), claim)
    named = _publishers(newest.values())[:_MOST_PUBLISHERS]
    more = len(set(_publishers(claims)) - set(named))
    listed = "; ".join(named)
    said = wording.say("chart_sources_more" if more else "chart_sources", names=listed, n=more)
    asked = dict.fromkeys(s.attribution for c in claims for s in c.sources if s.attribution)
    attributed = (wording.say("chart_attribution", words="; ".join(asked)),) if asked else ()
    return (said, *attributed, *lines.unchecked(claims, wording))


def alt_text(plot: Plot, counts: Counts, wording: Wording) -> str:
    """Tell the picture in sentences: each claimant's newest figure, and the first of several.

    It is no longer than ALT_LIMIT: the first figures go before a claimant does, and whoever is
    left out is counted.
    """
    dates = [claim.described_on for count in counts.shown for claim in count if claim.described_on]
    opening = wording.say(
        "alt_chart",
        title=plot.title,
        n=len(plot.points),
        claimants=len(counts.claimants),
        dates=wording.span(dates),
    )
    ends = _left_out(counts, wording)
    whole = [opening, plot.nature, *_told(plot.panels, wording, first=True), *ends]
    if len(" ".join(whole)) <= ALT_LIMIT:
        return " ".join(whole)
    told = list(_told(plot.panels, wording, first=False))
    for kept in range(len(told), 0, -1):
        more = [wording.say("alt_more", n=len(told) - kept)] if kept < len(told) else []
        fitting = " ".join([opening, plot.nature, *told[:kept], *more, *ends])
        if len(fitting) <= ALT_LIMIT:
            return fitting
    return opening[:ALT_LIMIT]


# --- private ---


def _remarks(matches: Sequence[Match], counts: Counts, wording: Wording) -> Iterator[str]:
    shown = [claim for count in counts.shown for claim in count]
    for match in matches:
        question = match.question.model_copy(update={"wanted": Wanted.FIGURE})
        told = match.model_copy(update={"question": question})
        yield from lead.sentences(told, shown, wording)
    for claim in shown:
        if claim.supersedes and claim.supersedes.change not in _TOLD:
            yield from notes.step(claim, wording)
    if len(counts.shown) > 1:
        yield wording.say("chart_scales")
    yield from _left_out(counts, wording)
    if any(date.approximate for claim in shown for date in [claim.described_on] if date):
        yield wording.say("chart_approximate")


def _left_out(counts: Counts, wording: Wording) -> list[str]:
    said = []
    if counts.voices > len(counts.claimants):
        drawn = len(counts.claimants)
        said.append(
            wording.say("chart_claimants", n=counts.voices, drawn=drawn, left=counts.voices - drawn)
        )
    if counts.unshown:
        names = [_count(claim, wording) for claim, *_ in counts.unshown[:_MOST_NAMED]]
        more = len(counts.unshown) - len(names)
        key = "chart_panels_more" if more else "chart_panels"
        said.append(wording.say(key, names="; ".join(names), n=more))
    if counts.parts:
        said.append(wording.say("chart_parts", n=counts.parts))
    if counts.unplaced:
        said.append(wording.say("chart_unplaced", n=counts.unplaced))
    return said


def _count(claim: Claim, wording: Wording) -> str:
    population, measure = wording.population(claim), wording.measure(claim.measure)
    return f"{population}{wording.say('comma')}{measure}"


def _told(panels: Sequence[Panel], wording: Wording, *, first: bool) -> Iterator[str]:
    for panel in panels:
        heading = f"{panel.title}: " if len(panels) > 1 else ""
        for series in panel.series:
            yield f"{heading}{_tell(series, wording, first=first)}"


def _tell(series: Series, wording: Wording, *, first: bool) -> str:
    words = {
        "name": series.name,
        "figure": series.newest.figure,
        "dates": series.newest.dates,
        "verification": _inside(series.newest.verification),
    }
    oldest = series.points[0]
    if first and len(series.points) > 1:
        return wording.say(
            "alt_series_first", **words, first=oldest.figure, first_dates=oldest.dates
        )
    return wording.say("alt_series", **words)


def _inside(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def _publishers(claims: Iterable[Claim]) -> list[str]:
    return list(dict.fromkeys(s.publisher for claim in claims for s in claim.sources))
