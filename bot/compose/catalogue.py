"""A match comes in; a list of what is on file goes out, by event, without anybody's figure."""

from collections.abc import Iterator, Sequence

from bot.answer import Answer, Outcome
from bot.claim import Claim
from bot.match import Match
from bot.wording import Wording


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
    rows: dict[str, dict[tuple[str, str], list[Claim]]] = {}
    for claim in sorted(match.claims, key=wording.is_background):
        counts = rows.setdefault(claim.event, {})
        counts.setdefault((claim.population, claim.measure), []).append(claim)
    for counts in rows.values():
        first = next(iter(counts.values()))[0]
        yield wording.say("covered", event=wording.event(first))
        for claims in counts.values():
            yield f"• {_row(claims, wording)}"


def _row(claims: Sequence[Claim], wording: Wording) -> str:
    described = [claim.described_on for claim in claims if claim.described_on]
    return wording.say(
        "cover_line",
        population=wording.population(claims[0]),
        measure=wording.measure(claims[0].measure),
        claimants=wording.listed(list(dict.fromkeys(wording.claimant(c) for c in claims))),
        dates=wording.span(described) if described else wording.say("no_date"),
    )
