"""A match or an abstention comes in; an Answer goes out, each figure with its claimant and date."""

import datetime as dt

from bot.answer import Answer, Outcome
from bot.claim import Claim
from bot.compose import catalogue, lead, lines, notes, silence
from bot.dates import Clock
from bot.match import Abstention, Match
from bot.question import Wanted
from bot.wording import Wording

MOST_LINES = 12
"""Claims that one answer prints; how many it leaves out is said."""


def compose(found: Match | Abstention, wording: Wording, today: dt.date) -> Answer:
    """Put what was found into words, as of a UTC day."""
    if isinstance(found, Abstention):
        return silence.answer(found, wording)
    question = found.question
    if question.wanted is Wanted.COVERAGE and not (question.outcomes or question.numbers):
        return catalogue.answer(found, wording)
    claims = found.claims[:MOST_LINES]
    if question.wanted is Wanted.HISTORY and not found.hits:
        claims = lines.oldest_first(_ends(found.claims))
    since = any(period.clock is Clock.DURING for period in question.when)
    cited = (claim.id for claim in (*claims, *found.others[: notes.MOST_OTHERS]))
    first = lead.sentences(found, claims, wording)
    return Answer(
        outcome=Outcome.PREMISE_CORRECTED if found.false_premise else Outcome.ANSWERED,
        lead=first,
        sections=lines.sections(claims, wording, today, since=since),
        notes=_rest(notes.sentences(found, claims, wording), first),
        methods=_rest(notes.methods(claims, wording), first),
        sources=_rest(lines.sources(claims, wording), first),
        claims=tuple(dict.fromkeys(cited)),
        question=question,
        considered=found.considered,
    )


# --- private ---


def _ends(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Keep the newest claims and the oldest one where there are too many to print."""
    if len(claims) <= MOST_LINES:
        return claims
    return (*claims[: MOST_LINES - 1], claims[-1])


def _rest(sentences: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what was said first already."""
    return tuple(sentence for sentence in sentences if sentence not in said)
