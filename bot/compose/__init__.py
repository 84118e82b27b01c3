"""A match or an abstention comes in; an Answer goes out, each figure with its claimant and date."""

import datetime as dt

from bot.answer import Answer, Outcome
from bot.compose import catalogue, lead, lines, notes, screen, silence
from bot.dates import Clock
from bot.match import Abstention, Match
from bot.question import Wanted
from bot.wording import Wording


def compose(found: Match | Abstention, wording: Wording, today: dt.date) -> Answer:
    """Put what was found into words, as of a UTC day."""
    if isinstance(found, Abstention):
        return silence.answer(found, wording)
    question = found.question
    few = len(found.claims) <= screen.FULL
    listed = question.slots_filled and (question.everything or few)
    if question.wanted is Wanted.COVERAGE and not (question.outcomes or question.numbers or listed):
        return catalogue.answer(found, wording)
    told = question.wanted is Wanted.HISTORY and not found.hits
    claims = screen.fitting(found, wording)
    if told:
        claims = lines.oldest_first(claims)
    elif not question.pick:
        claims = screen.arranged(claims, wording)
    dated = any(period.clock is Clock.DURING for period in question.when)
    since = not told and (dated or question.wanted is Wanted.STATED)
    full = len(claims) <= screen.FULL or question.wanted in {Wanted.SOURCE, Wanted.BASIS}
    others = found.others[: notes.MOST_OTHERS]
    headline = lead.headline(found, claims, wording)
    first = lead.sentences(found, claims, wording)
    cited = (claim.id for claim in (*claims, *others))
    return Answer(
        outcome=Outcome.PREMISE_CORRECTED if found.false_premise else Outcome.ANSWERED,
        lead=(*headline, *first),
        sections=lines.sections(claims, wording, today, since=since),
        notes=_rest(notes.sentences(found, claims, wording), first),
        methods=_rest((notes.methods if full else notes.brief_methods)(claims, wording), first),
        sources=_rest((lines.sources if full else lines.brief_sources)(claims, wording), first),
        claims=tuple(dict.fromkeys(cited)),
        question=question,
        considered=found.considered,
    )


# --- private ---


def _rest(sentences: tuple[str, ...], said: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what was said first already."""
    return tuple(sentence for sentence in sentences if sentence not in said)
