"""A question and a store come in; the claims that answer go out, or the reason why none does.

A claim answers only if every slot that the question filled agrees with it. Nothing is ranked by
likeness: a slot agrees or it does not, and what disagreed is kept for whoever asks why.
"""

import datetime as dt

from bot.match import figures, numbers, silence, told
from bot.match.result import Abstention, Considered, Match, Reason
from bot.match.shelf import Shelf
from bot.measures import Measures
from bot.question import Question
from bot.store import Store

__all__ = ["Abstention", "Considered", "Match", "Reason", "find"]


def find(
    question: Question, store: Store, measures: Measures, known_on: dt.date | None = None
) -> Match | Abstention:
    """Find the claims that answer a question, by its slots.

    ``known_on`` leaves out whatever had not been said by the end of that UTC day.
    """
    shelf = Shelf(question, store, measures, known_on)
    if only := told.claims(shelf):
        explained = question.model_copy(update={"unknown": ()})
        shelf = Shelf(explained, store, measures, known_on, only=only)
    hits = numbers.hits(shelf)
    silent = silence.refusal(shelf) or silence.unexplained(shelf, hits)
    if silent:
        return silent
    if shelf.question.numbers:
        return numbers.answer(shelf, hits)
    return figures.answer(shelf) or silence.diagnosis(shelf, figures.doubters_asked(shelf))
