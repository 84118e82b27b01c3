"""A claims file comes in; a Store of names and claims goes out, or every fault in it at once."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.claim import Claim
from bot.errors import BotError
from bot.names import (
    Claimant,
    Event,
    Frozen,
    Named,
    Names,
    Party,
    Person,
    Place,
    Population,
    Text,
    around,
)
from bot.references import name_references, references

N = TypeVar("N", bound=Named)
M = TypeVar("M", bound=Frozen)


class Fault(NamedTuple):
    """One thing wrong in a claims file: in which entry, in which field, and what."""

    entry: str
    field: str
    problem: str

    def __str__(self) -> str:
        return (
            f"{self.entry}: {self.field}: {self.problem}"
            if self.field
            else (f"{self.entry}: {self.problem}")
        )


class StoreError(BotError):
    """A claims file that cannot be used. ``faults`` holds all that is wrong with it."""

    def __init__(self, path: Path, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        super().__init__("\n".join([f"{path}: {count}", *(f"  {fault}" for fault in self.faults)]))


class Explanation(Frozen):
    """Why a warning of the linter is right as it is: the rule, the entries, and the reason."""

    rule: Text
    entries: tuple[Text, ...]
    why: Text


class Header(Frozen):
    """What stands in a claims file beside its names and claims.

    ``questions`` are examples that help texts show; the first one is answered when somebody starts
    the bot with nothing to ask. None of them carries a figure.
    """

    title: Text | None = None
    about: Text | None = None
    questions: tuple[Text, ...] = ()
    explained: tuple[Explanation, ...] = ()


class File(Header):
    """A whole claims file, as an editor sees it: the header, the names and the claims."""

    schema_: str | None = Field(default=None, alias="$schema")
    names: Names = Names()
    claims: tuple[Claim, ...]


class Store(BaseModel):
    """The claims of one file with their names, and the hash of the bytes they were read from."""

    model_config = ConfigDict(frozen=True)

    names: Names
    claims: tuple[Claim, ...]
    header: Header = Header()
    sha256: str = ""

    @cached_property
    def parties(self) -> Mapping[str, Party]:
        """Parties by id."""
        return _by_id(self.names.parties)

    @cached_property
    def populations(self) -> Mapping[str, Population]:
        """Populations by id."""
        return _by_id(self.names.populations)

    @cached_property
    def claimants(self) -> Mapping[str, Claimant]:
        """Claimants by id."""
        return _by_id(self.names.claimants)

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return _by_id(self.names.people)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Places by id."""
        return _by_id(self.names.places)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Events by id."""
        return _by_id(self.names.events)

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def superseded_by(self) -> Mapping[str, Claim]:
        """For the id of a replaced claim, the claim that replaced it."""
        return {claim.supersedes.claim: claim for claim in self.claims if claim.supersedes}

    @cached_property
    def foreground(self) -> frozenset[str]:
        """Populations that are counted in an event not kept for comparison alone, by id."""
        counts = (c for c in self.claims if not self.events[c.event].background)
        return frozenset(claim.population for claim in counts)

    @cached_property
    def counted(self) -> Names:
        """The names without the populations and events that no claim counts; all if none claims."""
        if not self.claims:
            return self.names
        claims = self.claims
        people = {p.id for claim in claims for p in around(self.populations, claim.population)}
        events = {e.id for claim in claims for e in around(self.events, claim.event)}
        return self.names.model_copy(
            update={
                "populations": tuple(p for p in self.names.populations if p.id in people),
                "events": tuple(e for e in self.names.events if e.id in events),
            }
        )

    @cached_property
    def located(self) -> frozenset[str]:
        """Places in which figures are on file, with the larger places around them, by id."""
        told = (c.scope.place or self.events[c.event].place for c in self.claims)
        return frozenset(place.id for one in told for place in around(self.places, one))

    def root(self, event: str) -> str:
        """Find the event, by id, that an event is part of in the end; itself if of none."""
        *_, whole = around(self.events, event)
        return whole.id

    def voice(self, speaker: str) -> Claimant | Person | None:
        """Find the claimant or the person with this id."""
        return self.claimants.get(speaker) or self.people.get(speaker)


def _by_id(named: Iterable[N]) -> Mapping[str, N]:
    return {entry.id: entry for entry in named}


def shipped() -> Path:
    """Find the store that came with this copy of the bot: in the wheel, or in the checkout."""
    package = Path(__file__).parent
    inside = package / "knowledge" / "claims.json"
    return inside if inside.exists() else package.parent / "knowledge" / "claims.json"


class Inspected(NamedTuple):
    """A claims file as far as it can be read: the sound part of it, and every fault."""

    store: Store | None
    faults: tuple[Fault, ...]


def load(path: Path) -> Store:
    """Read a claims file.

    Raises StoreError with every fault at once: unreadable or malformed files, fields that break
    the schema, duplicate ids, and references to entries that do not exist.
    """
    store, faults = inspect(path)
    if faults or store is None:
        raise StoreError(path, faults)
    return store


def inspect(path: Path) -> Inspected:
    """Read what is sound in a claims file, and list every fault of the rest."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return Inspected(None, (Fault("file", "", error.strerror or str(error)),))
    return inspect_bytes(content)


def inspect_bytes(content: bytes) -> Inspected:
    """Read what is sound in the bytes of a claims file, and list every fault of the rest."""
    document, faults = _parse(content)
    if document is None:
        return Inspected(None, tuple(faults))
    names, header, claims = _read(document, faults)
    faults.extend(_dangling(names, claims, _ids(document)))
    sound = Store(
        names=names,
        claims=tuple(claim for claim in claims if _stands(claim, names)),
        header=header or Header(),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return Inspected(sound, tuple(faults))


# --- private ---


def _parse(content: bytes) -> tuple[dict[str, object] | None, list[Fault]]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return None, [Fault("file", "", f"not UTF-8 text at byte {error.start}")]
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        return None, [Fault("file", where, f"not JSON: {error.msg}")]
    except RecursionError:
        return None, [Fault("file", "", "not a claims file: nested too deeply")]
    except ValueError:  # Python refuses numbers of thousands of digits
        return None, [Fault("file", "", "not a claims file: a number is too long")]
    if not isinstance(document, dict) or not isinstance(document.get("claims"), list):
        return None, [Fault("file", "claims", "expected an object whose claims is a list")]
    return document, []


def _read(
    document: dict[str, object], faults: list[Fault]
) -> tuple[Names, Header | None, tuple[Claim, ...]]:
    claims: list[Claim] = []
    raw_claims = document["claims"]
    assert isinstance(raw_claims, list)  # noqa: S101 - _parse checked it
    for index, raw in enumerate(raw_claims):
        claim = _validate(Claim, raw, _label(raw, f"claims[{index}]"), faults)
        if claim:
            claims.append(claim)
    raw_names = document.get("names", {})
    names = _read_names(raw_names if isinstance(raw_names, dict) else {}, faults)
    if not isinstance(raw_names, dict):
        faults.append(Fault("file", "names", "expected an object"))
    rest = {
        key: value for key, value in document.items() if key not in {"names", "claims", "$schema"}
    }
    header = _validate(Header, rest, "file", faults)
    for claim_id, times in Counter(claim.id for claim in claims).items():
        if times > 1:
            faults.append(Fault(claim_id, "id", f"stands {times} times; ids are unique"))
    return names, header, tuple(claims)


KINDS: Mapping[str, type[Named]] = {
    "parties": Party,
    "populations": Population,
    "claimants": Claimant,
    "people": Person,
    "places": Place,
    "events": Event,
}


def _read_names(raw: dict[str, object], faults: list[Fault]) -> Names:
    lists: dict[str, list[Named]] = {}
    for key, entries in raw.items():
        kind = KINDS.get(key)
        if kind is None or not isinstance(entries, list):
            expected = "expected a list" if kind else f"unknown list; known are {', '.join(KINDS)}"
            faults.append(Fault("names", key, expected))
            continue
        read = [
            _validate(kind, entry, _label(entry, f"names.{key}[{index}]", f"names.{key}."), faults)
            for index, entry in enumerate(entries)
        ]
        lists[key] = [entry for entry in read if entry]
        for entry_id, times in Counter(entry.id for entry in lists[key]).items():
            if times > 1:
                problem = f"stands {times} times; ids are unique"
                faults.append(Fault(f"names.{key}.{entry_id}", "id", problem))
    return Names.model_validate(lists)


def _label(raw: object, place: str, prefix: str = "") -> str:
    """Name an entry by its id where it has a usable one, else by its place in the file."""
    identity = raw.get("id") if isinstance(raw, dict) else None
    return f"{prefix}{identity}" if isinstance(identity, str) and identity else place


def _validate(kind: type[M], raw: object, label: str, faults: list[Fault]) -> M | None:
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            field = ".".join(str(part) for part in problem["loc"])
            faults.append(Fault(label, field, problem["msg"]))
        return None


def _ids(document: dict[str, object]) -> dict[str, set[str]]:
    """List the ids of a file, of entries with other faults too: those do not dangle."""
    names = document.get("names")
    lists = {**(names if isinstance(names, dict) else {}), "claims": document.get("claims")}
    known: dict[str, set[str]] = {}
    for key in (*KINDS, "claims"):
        entries = lists.get(key)
        raw = entries if isinstance(entries, list) else []
        known[key] = {str(entry.get("id")) for entry in raw if isinstance(entry, dict)}
    known["voices"] = known["claimants"] | known["people"]
    return known


def _dangling(
    names: Names, claims: tuple[Claim, ...], known: dict[str, set[str]]
) -> Iterator[Fault]:
    """Find every reference to an entry that is not there."""
    stated = ((claim.id, *reference) for claim in claims for reference in references(claim))
    for label, field, kind, target in (*name_references(names), *stated):
        if target is not None and target not in known[kind]:
            yield Fault(label, field, f"there is no {target!r} among the {kind}")


def _stands(claim: Claim, names: Names) -> bool:
    """Tell whether all names that a claim refers to can be used."""
    known = {kind: {entry.id for entry in getattr(names, kind)} for kind in Names.model_fields}
    known["voices"] = known["claimants"] | known["people"]
    return all(
        target is None or kind == "claims" or target in known[kind]
        for _, kind, target in references(claim)
    )
