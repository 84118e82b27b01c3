"""A match or an abstention comes in; an Answer goes out, each figure with its claimant and date."""

import datetime as dt

from bot.answer import Answer, Outcome
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
    if question.wanted is Wanted.COVERAGE and not question.outcomes:
        return catalogue.answer(found, wording)
    claims = found.claims[:MOST_LINES]
    if question.wanted is Wanted.HISTORY and not found.hits:
        claims = lines.by_measure(reversed(claims))
    since = any(period.clock is Clock.DURING for period in question.when)
    cited = (claim.id for claim in (*claims, *found.others))
    return Answer(
        outcome=Outcome.PREMISE_CORRECTED if found.false_premise else Outcome.ANSWERED,
        lead=lead.sentences(found, claims, wording),
        sections=lines.sections(claims, wording, today, since=since),
        notes=notes.sentences(found, claims, wording),
        methods=tuple(dict.fromkeys(notes.method(claim, wording) for claim in claims)),
        sources=lines.sources(claims, wording),
        claims=tuple(dict.fromkeys(cited)),
        question=question,
        considered=found.considered,
    )
