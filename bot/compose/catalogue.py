"""A match comes in; a list of what is on file goes out, by event, without anybody's figure."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.answer import Answer, Outcome
from bot.claim import Claim
from bot.match import Match
from bot.wording import Wording

MOST_ROWS = 12
"""Rows, and names in a row, that a list of what is on file has."""


def answer(match: Match, wording: Wording) -> Answer:
    """List what is on file: whose casualties, which measure, by whom, and for which dates."""
    questions = examples(wording)
    return Answer(
        outcome=Outcome.ANSWERED,
        lead=(*_rows(match, wording), *heading(questions, wording)),
        examples=questions,
        claims=tuple(claim.id for claim in match.claims),
        question=match.question,
        considered=match.considered,
    )


def examples(wording: Wording) -> tuple[str, ...]:
    """List a store's own example questions, or make some from its claims; none has a figure."""
    store = wording.store
    if store.header.questions or not store.claims:
        return store.header.questions
    claim = store.claims[0]
    words = {
        "population": wording.population(claim),
        "measure": wording.measure(claim.measure),
        "claimant": wording.claimant(claim),
    }
    keys = ("figure", "claimant", "verified", "history", "coverage")
    return tuple(wording.say(f"example_{key}", **words) for key in keys)


def heading(questions: Sequence[str], wording: Wording) -> tuple[str, ...]:
    """Say that examples follow, if they do."""
    return (wording.say("examples"),) if questions else ()


# --- private ---


def _rows(match: Match, wording: Wording) -> Iterator[str]:
    """List counts one by one; where these are too many for a screen, populations and events."""
    events: dict[str, list[Claim]] = {}
    for claim in sorted(match.claims, key=wording.is_background):
        events.setdefault(claim.event, []).append(claim)
    counts = len({(c.event, c.population, c.measure) for c in match.claims})
    if counts <= MOST_ROWS:
        for claims in events.values():
            yield wording.say("covered", event=wording.event(claims[0]))
            yield from _grouped(claims, lambda c: (c.population, c.measure), _row, wording)
        return
    for claims in _wholes(events, wording):
        yield wording.say("covered", event=wording.event(claims[0]))
        yield from _grouped(claims, lambda c: (c.population,), _people, wording)
    for key, some in (
        ("covered_parts", _parts(events, wording)),
        ("covered_background", _background(events, wording)),
    ):
        names = [wording.event(claims[0]) for claims in some]
        if names:
            yield wording.say(key, events=wording.listed(_few(names, wording)))


def _grouped(
    claims: Sequence[Claim],
    key: Callable[[Claim], tuple[str, ...]],
    say: Callable[[Sequence[Claim], Wording], str],
    wording: Wording,
) -> Iterator[str]:
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    shown = sorted(groups.values(), key=len, reverse=True) if len(groups) > MOST_ROWS else None
    for group in (shown or list(groups.values()))[:MOST_ROWS]:
        yield f"• {say(group, wording)}"
    if len(groups) > MOST_ROWS:
        yield wording.say("covered_more", n=len(groups) - MOST_ROWS)


def _wholes(events: Mapping[str, list[Claim]], wording: Wording) -> Iterator[list[Claim]]:
    """List the events that are part of none of the others, nor kept for comparison."""
    for event, claims in events.items():
        part = wording.store.events[event].part_of in events
        if not part and not wording.is_background(claims[0]):
            yield claims


def _parts(events: Mapping[str, list[Claim]], wording: Wording) -> Iterator[list[Claim]]:
    for event, claims in events.items():
        if wording.store.events[event].part_of in events:
            yield claims


def _background(events: Mapping[str, list[Claim]], wording: Wording) -> Iterator[list[Claim]]:
    yield from (claims for claims in events.values() if wording.is_background(claims[0]))


def _few(names: Sequence[str], wording: Wording) -> list[str]:
    if len(names) <= MOST_ROWS:
        return list(names)
    return [*names[:MOST_ROWS], wording.say("more_names", n=len(names) - MOST_ROWS)]


def _people(claims: Sequence[Claim], wording: Wording) -> str:
    measures = sorted({claim.measure for claim in claims}, key=wording.measure_rank)
    return wording.say(
        "cover_people",
        population=wording.population(claims[0]),
        measures=wording.listed(_few([wording.measure(m) for m in measures], wording)),
        n=len(claims),
        claimants=len({claim.claimant for claim in claims}),
        dates=_dates(claims, wording),
    )


def _row(claims: Sequence[Claim], wording: Wording) -> str:
    names = list(dict.fromkeys(wording.claimant(claim) for claim in claims))
    return wording.say(
        "cover_line",
        population=wording.population(claims[0]),
        measure=wording.measure(claims[0].measure),
        claimants=wording.listed(_few(names, wording)),
        dates=_dates(claims, wording),
    )


def _dates(claims: Sequence[Claim], wording: Wording) -> str:
    described = [claim.described_on for claim in claims if claim.described_on]
    return wording.span(described) if described else wording.say("no_date")
