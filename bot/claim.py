"""The claim: one figure as one claimant gave it, with whom it counts, when, how, and who doubts it.

Field by field, with examples: docs/data.md.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.edtf import PartialDate
from bot.names import Frozen, Id, Text

Measured = Annotated[str, StringConstraints(pattern=r"^\w[\w.-]*$")]
"""What was counted: a word of the vocabulary, or a table's own, in any script."""


class Relation(StrEnum):
    """How the claimant stands to the people it counts."""

    OWN = "own"
    OPPONENT = "opponent"
    THIRD_PARTY = "third_party"
    INDEPENDENT = "independent"


class Status(StrEnum):
    """What is known about a figure's truth. Unverified, disputed and confirmed differ."""

    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    CONFIRMED_BY_NAME = "confirmed_by_name"
    OFFICIAL_RECORD = "official_record"
    ESTIMATE = "estimate"
    NOT_STATED = "not_stated"


class Basis(StrEnum):
    """How a figure was arrived at: a ladder from names to arithmetic."""

    NAMED = "named"
    PER_INCIDENT = "per_incident"
    OWN_COUNT = "own_count"
    ENEMY_COUNT = "enemy_count"
    INTELLIGENCE = "intelligence"
    STATISTICAL = "statistical"
    MEDIA = "media"
    BACKGROUND = "background"
    DERIVED = "derived"
    NOT_STATED = "not_stated"


class ScopeKind(StrEnum):
    """What stretch of an event a figure covers."""

    CUMULATIVE = "cumulative"
    PERIOD = "period"
    INCIDENT = "incident"
    NOT_STATED = "not_stated"


class Change(StrEnum):
    """Why a claimant's later figure took an earlier one's place."""

    UPDATE = "update"
    NEW_DEATHS = "new_deaths"
    BACKLOG = "backlog"
    METHOD = "method"
    SCOPE = "scope"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"


class Figure(Frozen):
    """A number of persons with its hedge.

    An exact count has ``point`` = ``low`` = ``high``. "At least N" has only ``low``, "up to N" and
    "almost N" only ``high``; "about N" has ``low`` = ``high`` = N and no ``point``. ``wording`` is
    the figure as it was given, and is what a reply prints. Null means not given; zero means zero.
    """

    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    point: int | None = Field(default=None, ge=0)
    wording: Text

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that the figure states, in persons."""
        return frozenset(n for n in (self.low, self.high, self.point) if n is not None)


class OtherWording(Figure):
    """The same figure in somebody else's words, and whose words they are."""

    said_by: Id


class Scope(Frozen):
    """What the figure covers: a count since ``start``, a period, or an incident at ``place``.

    ``cumulative`` tells whether later figures include this one, where ``kind`` does not.
    """

    kind: ScopeKind = ScopeKind.NOT_STATED
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: Id | None = None
    wording: Text | None = None
    cumulative: bool | None = None


class Verification(Frozen):
    """Whether anybody could check the figure, and who says so (ids of claimants or people)."""

    status: Status = Status.NOT_STATED
    said_by: tuple[Id, ...] = ()
    note: Text | None = None


class Caveat(Frozen):
    """A doubt or a limit, with the ids of the claimants or people who voice it."""

    text: Text
    said_by: tuple[Id, ...] = ()


class Dispute(Frozen):
    """Somebody who contradicts the figure; ``who`` is printed, ``said_by`` names who is on file."""

    who: Text
    said_by: tuple[Id, ...] = ()
    why: Text | None = None


class Coverage(Frozen):
    """Whom the count includes, excludes, or leaves unclear."""

    includes: tuple[Text, ...] = ()
    excludes: tuple[Text, ...] = ()
    unclear: tuple[Text, ...] = ()


class Supersedes(Frozen):
    """The earlier claim that this one replaces, and what kind of change it was."""

    claim: Id
    change: Change = Change.UPDATE


class Source(Frozen):
    """Where the claim was published. ``title`` is bibliographic and stays literal.

    ``via`` names the mirror, copy or report in which it was read, if that was not the publisher's
    own page, and ``url`` is the publisher's address or none: a copy's address is ``via_url``.
    ``attribution`` is what the publisher's licence asks to be said.
    """

    publisher: Text
    title: Text | None = None
    url: Text | None = None
    published_on: PartialDate | None = None
    via: Text | None = None
    via_url: Text | None = None
    attribution: Text | None = None


class ReviewState(StrEnum):
    """How far an entry was compared with what its source says."""

    SECONDARY_COPY = "secondary_copy"
    ORIGINAL = "original"


class Review(Frozen):
    """From what an entry was recorded or checked: when (a UTC date) and in which role."""

    state: ReviewState
    on: dt.date
    by: Text


class Claim(Frozen):
    """One claimant's figure for one measure of one population, as of one date."""

    id: Id
    event: Id
    population: Id
    measure: Measured
    figure: Figure
    other_wordings: tuple[OtherWording, ...] = ()
    scope: Scope = Scope()
    as_of: PartialDate | None = None
    stated_on: PartialDate | None = None
    claimant: Id
    speaker: Id | None = None
    occasion: Text | None = None
    relation: Relation | None = None
    basis: Basis = Basis.NOT_STATED
    method: Text | None = None
    verification: Verification
    coverage: Coverage = Coverage()
    caveats: tuple[Caveat, ...] = ()
    disputed_by: tuple[Dispute, ...] = ()
    supersedes: Supersedes | None = None
    derived_from: tuple[Id, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    review: Review | None = None
    notes: Mapping[str, str] = Field(default_factory=dict)

    @property
    def described_on(self) -> PartialDate | None:
        """The date that the figure describes: ``as_of``, else the date it was said."""
        return self.as_of or self.stated_on

    @property
    def known_on(self) -> PartialDate | None:
        """The date from which the figure was known: when it was said, else first published."""
        if self.stated_on:
            return self.stated_on
        published = [source.published_on for source in self.sources if source.published_on]
        return min(published, key=lambda day: day.first, default=self.as_of)

    def as_known_on(self, day: dt.date) -> "Claim":
        """Leave out what was remarked on the figure after a UTC day.

        Remarks carry no date of their own: they are as old as the first source on file.
        """
        published = [source.published_on for source in self.sources if source.published_on]
        if not published or min(date.first for date in published) <= day:
            return self
        plain = Verification(status=self.verification.status)
        return self.model_copy(update={"verification": plain, "caveats": (), "disputed_by": ()})

    @property
    def doubters(self) -> frozenset[str]:
        """Ids of all who are on file as doubting, limiting or contradicting the figure."""
        caveats = (voice for caveat in self.caveats for voice in caveat.said_by)
        disputes = (voice for dispute in self.disputed_by for voice in dispute.said_by)
        return frozenset((*self.verification.said_by, *caveats, *disputes))

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that the figure states, in its own or in others' words."""
        return self.figure.numbers.union(*(other.numbers for other in self.other_wordings))
