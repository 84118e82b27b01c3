"""A question without numbers comes in; the claims that answer it go out, and what is missing."""

from collections.abc import Sequence

from bot.agreement import Slot
from bot.claim import Caveat, Claim
from bot.match import extent, picks, silence
from bot.match.result import Abstention, Match, Reason
from bot.match.shelf import Shelf, count
from bot.phrases import Name
from bot.question import Question, Ref, Wanted
from bot.words import phrase, stands_in

_EVENTS = 3
"""The most events that one general question is answered for; past that it is asked back."""
_OF_ONE_EVENT = {Wanted.HISTORY, Wanted.COMPARISON}
"""What is told within an event; of several the newest is meant unless one is named."""


def answer(shelf: Shelf) -> Match | Abstention | None:
    """Find the claims that agree, or a doubt in words that answers; None if nothing does."""
    passing = shelf.agreeing()
    if passing:
        return _match(shelf, passing)
    doubted = _doubted(shelf)
    if doubted and _asks_for_words(shelf.question):
        return Match(
            question=shelf.question,
            claims=doubted,
            doubts_of=shelf.question.claimants,
            considered=shelf.considered(doubted),
        )
    return None


def doubters_asked(shelf: Shelf) -> tuple[Ref, ...]:
    """Name those asked about if they are on file with a doubt in words."""
    return shelf.question.claimants if _doubted(shelf) else ()


# --- private ---

_LONGEST_NAME = 6
"""Words at the beginning of a doubt among which its sayer is named."""
_THERE = (Slot.CLAIMANT, Slot.PLACE)
_WHERE_TOLD = (*_THERE, Slot.MEASURE, Slot.SIDE, Slot.CATEGORY)
"""What need not agree with a doubt that names the place asked about: its words tell the rest."""


def _doubted(shelf: Shelf) -> tuple[Claim, ...]:
    """Find the claims that those asked about have doubted in words, without a figure."""
    claimants, speaks = shelf.question.claimants, shelf.agreement.speaks
    found = shelf.current(
        claim
        for claim in shelf.agreeing(but=[Slot.CLAIMANT])
        if any(speaks(voice, ref) for voice in claim.doubters for ref in claimants)
    )
    return found or shelf.current(
        claim
        for claim in shelf.agreeing(but=_WHERE_TOLD if shelf.question.background else _THERE)
        if any(_speaks_of_there(caveat, shelf) for caveat in claim.caveats)
    )


def _speaks_of_there(caveat: Caveat, shelf: Shelf) -> bool:
    """Tell a doubt of those asked about that names every place asked about in its words."""
    question, said = shelf.question, phrase(caveat.text)
    speaks, places = shelf.agreement.speaks, shelf.store.places
    voiced = any(speaks(voice, ref) for voice in caveat.said_by for ref in question.claimants)
    if not (voiced or any(_begins_with(said, ref, shelf) for ref in question.claimants)):
        return False
    named = [phrase(places[ref.id].name) for ref in question.places if ref.id in places]
    told = all(stands_in(words, said) for words in named)
    return bool(named) and len(named) == len(question.places) and told


def _begins_with(said: Sequence[str], ref: Ref, shelf: Shelf) -> bool:
    """Tell a doubt that a table gives with its sayer in its words: "(person) said that ..."."""
    store = shelf.store
    entry = store.people.get(ref.id) or store.claimants.get(ref.id)
    return entry is not None and stands_in(phrase(entry.name), said[:_LONGEST_NAME])


def _match(shelf: Shelf, passing: Sequence[Claim]) -> Match | Abstention:
    question = shelf.question
    told = question.pick or question.wanted in _OF_ONE_EVENT
    newest = (extent.of_newest_event if told else extent.of_latest_wars)(shelf, passing)
    covered = extent.part(shelf, _comparable(question, _asked_for(shelf, newest)))
    shown = covered.whole
    earlier = shelf.current(claim for claim in passing if claim not in newest)
    partial = (*covered.parts, *earlier)
    if question.pick:
        shown = picks.of(question.pick, shown, shelf)
    if not shown:  # nothing came before: what is on file is all there is
        question = question.model_copy(update={"pick": None, "wanted": Wanted.HISTORY})
        shown = shelf.current(covered.whole)
    if _open_to_many(question, shown):
        shown = _foreground(shelf, shown)
        if _open_to_many(question, shown):
            return silence.abstain(shelf, Reason.AMBIGUOUS, offers=shown)
    asked_alone = question.claimants or question.relation
    one_voice = question.wanted is Wanted.FIGURE and asked_alone and not question.pick
    return Match(
        question=question,
        claims=shown,
        partial=partial,
        parts_only=covered.parts_only,
        others=extent.beside(shelf, shown, shelf.others(shown)) if one_voice else (),
        missing=_missing(shelf, shown),
        missing_measures=_missing_measures(shelf, shown),
        missing_categories=_missing_categories(shelf, shown),
        missing_words=question.unknown,
        considered=shelf.considered(shown),
    )


def _asked_for(shelf: Shelf, passing: Sequence[Claim]) -> tuple[Claim, ...]:
    """Choose between every step, every figure, and what each claimant says now."""
    question = shelf.question
    if question.wanted is Wanted.HISTORY:
        return (shelf.steps_within if question.when else shelf.steps)(passing)
    listed = question.wanted is Wanted.COVERAGE and not question.outcomes
    steps = question.everything and (question.claimants or question.pictured)
    if question.pick or listed or steps:
        return shelf.ordered(passing)
    return _current_by_period(shelf, passing)


def _comparable(question: Question, shown: Sequence[Claim]) -> tuple[Claim, ...]:
    """Keep the counts that several of those compared gave, where there are any."""
    voices: dict[object, set[str]] = {}
    for claim in shown:
        voices.setdefault(count(claim), set()).add(claim.claimant)
    shared = tuple(claim for claim in shown if len(voices[count(claim)]) > 1)
    compares = question.wanted is Wanted.COMPARISON and len(question.claimants) > 1
    return shared if compares and shared else tuple(shown)


def _open_to_many(question: Question, shown: Sequence[Claim]) -> bool:
    """Tell whether a question that names no event, side or claimant meets too many events."""
    named = question.sides or question.claimants or any(not p.others for p in question.places)
    if named or question.wanted is Wanted.COVERAGE:
        return False
    return len({claim.event for claim in shown}) > _EVENTS


def _foreground(shelf: Shelf, shown: Sequence[Claim]) -> tuple[Claim, ...]:
    """Let go of events kept for comparison, if there is any other."""
    events = shelf.store.events
    return tuple(claim for claim in shown if not events[claim.event].background) or tuple(shown)


def _current_by_period(shelf: Shelf, passing: Sequence[Claim]) -> tuple[Claim, ...]:
    """Keep each claimant's latest figure for each count, for each period asked about."""
    fits = shelf.agreement.timing.fits
    if not shelf.question.when:
        return shelf.current(passing)
    found = {
        claim.id: claim
        for period in shelf.question.when
        for claim in shelf.current(claim for claim in passing if fits(claim, period))
    }
    return shelf.ordered(found.values())


def _missing(shelf: Shelf, shown: Sequence[Claim]) -> tuple[Ref, ...]:
    question, agreement = shelf.question, shelf.agreement
    silent = [ref for ref in question.claimants if not any(agreement.voiced(c, ref) for c in shown)]
    uncounted = [ref for ref in question.sides if not any(agreement.counts(c, ref) for c in shown)]
    return (*silent, *uncounted, *(_unfiled(shelf) if question.every_side else ()))


def _unfiled(shelf: Shelf) -> list[Ref]:
    """List the people whom the file names and nobody on file counts."""
    populations = shelf.store.populations
    counted = {claim.population for claim in shelf.store.claims}
    counted |= {whole for one in counted if (whole := populations[one].part_of)}
    unfiled = [one for one in shelf.store.populations if one not in counted]
    return [Ref(kind=Name.POPULATION, id=one) for one in unfiled]


def _missing_measures(shelf: Shelf, shown: Sequence[Claim]) -> tuple[str, ...]:
    asked = shelf.question.measures
    counted = {o for claim in shown for o in shelf.measures.outcomes(claim.measure)}
    listed = shelf.question.measures_listed or len(asked) > 1
    return tuple(m for m in asked if m not in counted) if listed else ()


def _missing_categories(shelf: Shelf, shown: Sequence[Claim]) -> tuple[str, ...]:
    asked = shelf.question.categories
    counted = {shelf.store.populations[claim.population].category for claim in shown}
    return tuple(c.value for c in asked if c not in counted) if len(asked) > 1 else ()


def _asks_for_words(question: Question) -> bool:
    """Tell whether a doubt in words would answer, where its sayer gave no figure."""
    if question.when:
        return False
    if question.wanted in {Wanted.DISPUTE, Wanted.VERIFICATION}:
        return True
    return question.said_so and not (question.explicit and question.wanted is Wanted.FIGURE)
