"""A question and the one before it come in; the question that was meant goes out, in whole slots.

A follow-up inherits what it does not name, changes what it does, and drops what that replaces.
"""

from bot.names import Category
from bot.phrases import Name
from bot.question import BREAKDOWN, Question, Ref, Unknown, Wanted
from bot.roles import Role


def carry(previous: Question | None, question: Question) -> Question:
    """Fill the empty slots of a follow-up from the question it follows, if any.

    A question that stands on its own takes nothing. A slot that the follow-up names replaces the
    former one and what belonged to it: a new side keeps the kind of people, a new kind of people
    lets the side go, a new claimant lets the relation and the number go.
    """
    if previous is None or question.empty:
        return _settled(question)
    previous = _settled(previous)
    question = _then(previous, question)
    if question.complete:
        return _settled(question)
    open_claimant = question.open_party if previous.claimants else None
    another_side = question.open_people and open_claimant not in previous.sides
    if open_claimant and not (previous.sides and another_side):
        question = question.model_copy(update={"claimants": (open_claimant,), "open_party": None})
    question = _settled(_elsewhere(previous, question))
    slots = [
        slot for filled, slots in _inherited(previous, question) if not filled for slot in slots
    ]
    if not question.slots_filled:
        on_file = question.wanted is Wanted.COVERAGE and not question.everything
        slots += ["numbers", "wanted"] if on_file or not question.explicit else ["numbers"]
    if question.adds and question.outcomes:
        question = _together(previous, question)
    elif previous.own_people and question.outcomes and not question.sides:
        # "how many volunteers?", "killed?": what became of those counted before
        both = Unknown(words=f"{previous.measure_words} {question.measure_words}", role=Role.OPEN)
        question = question.model_copy(update={"unknown": (*question.unknown, both)})
    if question.background and not previous.background and not question.claimants:
        question = _of_those_spoken_of(previous, question)
        slots = [slot for slot in slots if slot not in {"claimants", "relation", "when"}]
        slots = [slot for slot in slots if slot not in _SIDES or not question.sides]
    if question.sides and not question.categories:
        question = _of_the_same_kind(previous, question)
        slots = [slot for slot in slots if slot != "categories" or not question.categories]
    named = {evidence.slot for evidence in question.evidence}
    carried = (evidence for evidence in previous.evidence if evidence.slot not in named)
    changes = {slot: getattr(previous, slot) for slot in slots}
    return question.model_copy(update={**changes, "evidence": (*question.evidence, *carried)})


def within(label: Question, question: Question) -> Question:
    """Give a question what a label before it names: by whom, where, when, and of which people.

    "(Country). How many soldiers died?" asks for those who died there.
    """
    refused = question.refused or (label.refused if label.refused == BREAKDOWN else None)
    return _with_shared(question, label).model_copy(update={"refused": refused})


def lend(last: Question, first: Question) -> Question:
    """Give the first of two joined questions what only the last names: by whom, where and when.

    "How many died and how many were hurt in X, by Y's count?" asks for both in X, by Y's count.
    """
    if (first.wanted, last.wanted) != (Wanted.FIGURE, Wanted.FIGURE) or first.numbers:
        return first
    return _with_shared(first, last)


def follow(previous: Question | None, question: Question) -> tuple[Question, ...]:
    """Read a message after the question before it: one to answer, or two that it compares.

    "How does that compare to Y?" asks for what was asked before and for the same of Y.
    """
    whole = carry(previous, question)
    if previous and not (question.complete or question.empty):
        whole = _as_narrow(previous, question, whole)
    others = question.sides or question.open_party or question.claimants
    leans = question.leans or not question.outcomes
    compares = leans and question.wanted is Wanted.COMPARISON and others
    if previous and compares and _named(whole) != _named(previous):
        return previous.model_copy(update={"wanted": Wanted.COMPARISON}), whole
    return (whole,)


# --- private ---

_SHARED = (("claimants", "relation"), ("when",), ("places", "places_joined"))
"""Slots that are named once for what stands side by side, each with what belongs to it."""


def _with_shared(question: Question, other: Question) -> Question:
    """Fill by whom, where and when, as far as they are empty, from what stands beside."""
    given = {
        slot: getattr(other, slot)
        for slots in _SHARED
        if not any(getattr(question, slot) for slot in slots)
        for slot in slots
    }
    return question.model_copy(update=given)


def _named(question: Question) -> tuple[tuple[Ref, ...], ...]:
    """List whom and what a question names, by slots."""
    return question.sides, question.claimants, question.places


_SOLDIERS = (Category.MILITARY,)
_SIDES = {"sides", "sides_joined", "every_side", "kinds"}
_MEASURE = (
    "outcomes",
    "measures",
    "measures_listed",
    "measure_words",
    "own_people",
    "background",
)


def _of_others(previous: Question, question: Question) -> bool:
    """Tell whether a kind of people is named that lets the side go: soldiers are a side's own."""
    parties = all(ref.kind is Name.PARTY for ref in previous.sides)
    return bool(question.categories) and not (question.categories == _SOLDIERS and parties)


def _inherited(
    previous: Question, question: Question
) -> tuple[tuple[object, tuple[str, ...]], ...]:
    """List what a follow-up inherits, each with what would have filled it in its own words."""
    return (
        (question.sides or _of_others(previous, question), tuple(sorted(_SIDES))),
        (question.categories, ("categories",)),
        (question.categories or question.sides, ("passed_over",)),
        (question.outcomes, _MEASURE),
        (question.claimants or question.relation, ("claimants", "relation")),
        (question.when or question.wanted is Wanted.HISTORY, ("when",)),
        (question.places, ("places", "places_joined")),
    )


def _then(previous: Question, question: Question) -> Question:
    """Take the time told before: "it is 1 June. What had been said by then?"."""
    if question.then is None or question.when:
        return question
    when = tuple(p.model_copy(update={"clock": question.then}) for p in previous.when if p.last)
    return question.model_copy(update={"when": when})


def _elsewhere(previous: Question, question: Question) -> Question:
    """Take "and (country)?" after "how many died in (country)?" for where it happened, too."""
    there = [ref for ref in previous.places if ref.kind is Name.PARTY]
    if question.open_party is None or previous.sides or question.places or not there:
        return question
    places = (question.open_party, *(ref for ref in previous.places if ref not in there))
    changes = {"places": places, "places_joined": previous.places_joined, "open_party": None}
    return question.model_copy(update=changes)


def _of_the_same_kind(previous: Question, question: Question) -> Question:
    """Ask for the same kind of people of another side: "and (side)?" after (side's) civilians."""
    if not previous.kinds or any(ref.kind is not Name.PARTY for ref in question.sides):
        return question
    known = tuple(kind for kind in previous.kinds if kind is not Category.UNKNOWN)
    if known:
        return question.model_copy(update={"categories": known})
    unknown = (*question.unknown, Unknown(words="", role=Role.SIDE))
    return question.model_copy(update={"unknown": unknown})


def _together(previous: Question, question: Question) -> Question:
    """Ask for what was asked before and more in one: "and including the wounded?"."""
    changes = {
        "outcomes": previous.outcomes | question.outcomes,
        "measures": tuple(dict.fromkeys((*previous.measures, *question.measures))),
        "measures_listed": False,
    }
    return question.model_copy(update=changes)


def _of_those_spoken_of(previous: Question, question: Question) -> Question:
    """Ask "how many did it send in?" after what X says of its dead about the people of X.

    Who gave a figure of the dead need not be who gave one of those sent.
    """
    parties = tuple(ref for ref in previous.claimants if ref.kind is Name.PARTY)
    if question.sides or previous.sides or not parties:
        return question
    return question.model_copy(update={"sides": parties})


def _as_narrow(previous: Question, question: Question, whole: Question) -> Question:
    """Keep what a thread was silent about: "and wounded?" after people that nobody counted.

    A follow-up lets go of it by naming something in its place.
    """
    people = question.sides or question.categories
    named = {
        Role.CLAIMANT: question.claimants or question.relation,
        Role.PLACE: question.places,
        Role.EVENT: question.places,
        Role.SIDE: people,
    }
    anything = people or question.claimants or question.places
    roles = [one.role for one in previous.unknown if not named.get(one.role, anything)]
    if previous.refused == BREAKDOWN and not people:
        roles.append(Role.SIDE)
    kept = tuple(Unknown(words="", role=role) for role in dict.fromkeys(roles))
    return whole.model_copy(update={"unknown": (*whole.unknown, *kept)})


def _settled(question: Question) -> Question:
    """Take a name that nothing decides for a side."""
    if question.open_party is None:
        return question
    sides = (*question.sides, question.open_party)
    return question.model_copy(update={"sides": sides, "open_party": None})
