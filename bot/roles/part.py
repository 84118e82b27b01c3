"""The parts that a named or unknown thing can play in a question."""

from enum import StrEnum


class Role(StrEnum):
    """The part that a name plays.

    An agent did something to those counted, an anchor dates or measures something ("since X's
    report"), and what is excluded was named to be left out. None of them is asked about. A detail
    is what a figure tells besides people: from how many countries they are.
    """

    SIDE = "side"
    CLAIMANT = "claimant"
    PLACE = "place"
    EVENT = "event"
    AGENT = "agent"
    ANCHOR = "anchor"
    EXCLUDED = "excluded"
    DETAIL = "detail"
    OPEN = "open"
