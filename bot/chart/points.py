"""Counts come in; panels go out: each claim a point with its bounds, days and words as on file."""

from collections.abc import Iterator, Sequence

from bot.chart.counts import Count, Counts
from bot.chart.plot import Form, Panel, Point, Series
from bot.claim import Claim, Figure
from bot.edtf import PartialDate
from bot.wording import Wording


def panels(counts: Counts, wording: Wording) -> tuple[Panel, ...]:
    """Make a panel of each count, with a series for each of its claimants."""
    claims = [count[0] for count in counts.shown]
    return tuple(
        Panel(
            title=_title(count[0], claims, wording),
            series=tuple(_series(count, counts.claimants, wording)),
        )
        for count in counts.shown
    )


def counted(claim: Claim, wording: Wording) -> str:
    """Name what a claim counts, and the place, period or incident if it is about one."""
    scope, measure = wording.scope(claim), wording.measure(claim.measure)
    return wording.say("scoped", figure=measure, scope=scope) if scope else measure


# --- private ---


def _title(claim: Claim, claims: Sequence[Claim], wording: Wording) -> str:
    """Name what a panel counts; people and event only where panels differ in them."""
    title = counted(claim, wording)
    if len({(one.event, one.population) for one in claims}) > 1:
        title = wording.say("chart_panel", population=wording.population(claim), measure=title)
    if len({one.event for one in claims}) > 1:
        title = wording.say("title", population=title, event=wording.event(claim))
    return title[:1].upper() + title[1:]


def _series(count: Count, claimants: tuple[str, ...], wording: Wording) -> Iterator[Series]:
    for place, claimant in enumerate(claimants):
        claims = [claim for claim in reversed(count) if claim.claimant == claimant]
        if claims:
            newest = claims[-1]
            points = (
                _point(claim, date, wording) for claim in claims if (date := claim.described_on)
            )
            yield Series(
                name=_name(newest, wording),
                told=wording.say(
                    "chart_newest" if len(claims) > 1 else "chart_only",
                    figure=newest.figure.wording,
                    dates=wording.dates(newest),
                    verification=wording.verification(newest),
                ),
                place=place,
                points=tuple(points),
            )


def _name(claim: Claim, wording: Wording) -> str:
    name, relation = wording.claimant(claim), claim.relation
    if relation:
        name = wording.say("chart_named", name=name, relation=wording.say(relation.value))
    return name[:1].upper() + name[1:]


def _point(claim: Claim, date: PartialDate, wording: Wording) -> Point:
    figure = claim.figure
    return Point(
        claim=claim.id,
        form=_form(figure),
        low=figure.low,
        high=figure.high,
        point=figure.point,
        first=date.first,
        last=date.last,
        approximate=date.approximate,
        figure=figure.wording,
        dates=wording.dates(claim),
        verification=wording.verification(claim),
    )


def _form(figure: Figure) -> Form:
    """Tell how a figure is hedged by the bounds that it gives."""
    if figure.low is None and figure.high is None:
        return Form.EXACT
    if figure.high is None:
        return Form.AT_LEAST
    if figure.low is None:
        return Form.UP_TO
    if figure.low != figure.high:
        return Form.RANGE
    return Form.EXACT if figure.point is not None else Form.ABOUT
