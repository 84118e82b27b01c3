"""What a search hands on: the claims that answer, or the reason why none does."""

from enum import StrEnum

from bot.claim import Claim
from bot.names import Frozen
from bot.premise import Hit
from bot.question import Question, Ref, Unknown


class Reason(StrEnum):
    """Why nothing answers. Each has its own sentence in the language file."""

    USAGE = "usage"
    UNCLEAR = "unclear"
    NO_MEASURE = "no_measure"
    AMBIGUOUS = "ambiguous"
    NOT_CASUALTIES = "not_casualties"
    OPINION = "opinion"
    FORECAST = "forecast"
    EQUIPMENT = "equipment"
    ARITHMETIC = "arithmetic"
    INSTRUCTION = "instruction"
    BREAKDOWN = "breakdown"
    UNKNOWN = "unknown"
    UNKNOWN_SIDE = "unknown_side"
    UNKNOWN_CLAIMANT = "unknown_claimant"
    UNKNOWN_PLACE = "unknown_place"
    AGENT = "agent"
    SIDE = "side"
    CATEGORY = "category"
    PLACE = "place"
    CLAIMANT = "claimant"
    RELATION = "relation"
    MEASURE = "measure"
    WHEN = "when"
    BEFORE_FIRST = "before_first"
    COMBINATION = "combination"
    NUMBER = "number"


class Considered(Frozen):
    """One claim that was looked at: kept, or left because of the slots named."""

    claim: str
    left: tuple[str, ...] = ()


class Match(Frozen):
    """What answers a question.

    ``claims`` answer it. ``partial`` count only a place, a period or an incident of what was asked
    about, where figures for the whole are on file; with ``parts_only`` there are none, and
    ``claims`` are such parts. ``others`` are other claimants' current figures for the same counts.
    ``hits`` say what the asker's numbers are, ``false_premise`` whether the asker's statement has
    to be corrected. ``doubts_of`` names who is on file with a doubt in words only, ``missing`` what
    was asked for besides and is not on file.
    """

    question: Question
    claims: tuple[Claim, ...]
    partial: tuple[Claim, ...] = ()
    parts_only: bool = False
    others: tuple[Claim, ...] = ()
    hits: tuple[Hit, ...] = ()
    false_premise: bool = False
    doubts_of: tuple[Ref, ...] = ()
    missing: tuple[Ref, ...] = ()
    missing_numbers: tuple[int, ...] = ()
    missing_measures: tuple[str, ...] = ()
    missing_categories: tuple[str, ...] = ()
    missing_words: tuple[Unknown, ...] = ()
    considered: tuple[Considered, ...] = ()


class Abstention(Frozen):
    """Why no claim answers, and the nearest claims, which a reply names without their figures."""

    question: Question
    reason: Reason
    offers: tuple[Claim, ...] = ()
    doubts_of: tuple[Ref, ...] = ()
    considered: tuple[Considered, ...] = ()
