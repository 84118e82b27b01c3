"""A question comes in; the same question without the words of the message goes out, to be kept."""

from bot.question import Question


def kept(question: Question) -> Question:
    """Leave out the message and the words that filled slots or that nothing explained.

    That there were such words is kept, so that a thread stays silent about them.

    Two kinds of words stay, because replies to a follow-up repeat them: those that name a measure,
    which are words of the vocabulary, and those that the date grammar read as a date.
    """
    dates = tuple(evidence for evidence in question.evidence if evidence.slot == "when")
    unknown = tuple(one.model_copy(update={"words": ""}) for one in question.unknown)
    return question.model_copy(update={"text": "", "unknown": unknown, "evidence": dates})
