"""A person at a terminal comes in; the flat row of the claim that they describe goes out.

The wording is asked for first, and the bounds are read from it: a hedge is a bound.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.claim import Basis, Change, Claim, Relation, Status
from bot.curate import add, bounds, changes, find, flat, ingest, more, summary, terms
from bot.curate.asking import Asking, UnfitError
from bot.curate.bounds import Bounds
from bot.curate.scopes import PERIOD_END
from bot.edtf import PartialDate
from bot.errors import BotError
from bot.names import Id, Named
from bot.store import Store
from bot.words import phrase

N = TypeVar("N", bound=Named)


def run(path: Path | None, today: dt.date, typed: TextIO, out: TextIO) -> None:
    """Ask for a claim, show it, and add it to a file (None: the shipped one) if that is confirmed.

    Raises EndedError where the input ends, and BotError for a claim that cannot stand; then
    nothing is written, and what was answered is printed as a row.
    """
    shelved, asking = add.shelve(path), Asking(typed, out)
    row = json.dumps(_Guide(shelved.store, asking).row(), ensure_ascii=False)
    try:
        made = add.draft(flat.read_one(row, "row"), shelved, today)
    except BotError:
        asking.say(f"\nYour answers, to mend and to add with --row:\n{row}\n")
        raise
    asking.say()
    add.tell(made, out)
    if asking.yes("Write it?", proposed=False):
        add.write(made, shelved, out)
    else:
        asking.say(f"Nothing was written. Your answers:\n{row}")


# --- private ---


class _Guide:
    """Asks for the fields of one claim, in the order in which a story gives them."""

    def __init__(self, store: Store, asking: Asking) -> None:
        self._store = store
        self._ask = asking
        self._wording = summary.wording(store)

    def row(self) -> dict[str, Any]:
        """Ask for everything; fields that were left out are missing."""
        ask, names = self._ask, self._store.names
        ask.say("Enter alone takes what stands in brackets, or leaves out what need not be said.")
        row: dict[str, Any] = {"figure": self._figure()}
        row["claimant"] = ask.name("Who states it?", self._by_use(names.claimants, "claimant"))
        row["speaker"] = ask.text("Who said it (name, role, occasion)?")
        row["subject"] = ask.name(
            "Whom does it count?", self._by_use(names.populations, "population")
        )
        row["measure"] = self._measure()
        row["event"] = ask.name("In which event?", self._by_use(names.events, "event"))
        row |= self._scope()
        row["as_of"] = ask.text("As of when (YYYY-MM-DD, YYYY-MM or YYYY)?", read=_date)
        row["stated_on"] = ask.text("Said when?", read=_date)
        row |= self._grounds()
        row |= self._link(row)
        row |= self._source()
        row["id"] = ask.needed("The id of the claim?", self._free_id(row), self._id)
        return {field: value for field, value in row.items() if value not in (None, [])}

    # the parts of a claim

    def _figure(self) -> dict[str, object]:
        """Ask for the wording until it says what is meant; for bounds only if it states none."""
        while True:
            wording = self._ask.needed("The figure in its own words (at least 1,200)?")
            meant = self._meant(bounds.read(wording))
            if meant:
                return {"wording": wording, **meant._asdict()}

    def _meant(self, said: Sequence[Bounds]) -> Bounds | None:
        if not said:
            self._ask.say("  No number, or no single one, could be read.")
            exact = self._number("Exactly?")
            if exact is not None:
                return Bounds(exact, exact, exact)
            return Bounds(self._number("At least?"), self._number("At most?"), None)
        if len(said) == 1:
            right = self._ask.yes(f"Read as {said[0]}. Right?", proposed=True)
            return said[0] if right else None
        choices = {str(number): str(one) for number, one in enumerate(said, start=1)}
        taken = self._ask.choice("Which is meant?", choices, needed=True)
        return said[int(taken or 1) - 1]

    def _number(self, question: str) -> int | None:
        number = self._ask.text(question, read=_count)
        return int(number) if number else None

    def _measure(self) -> str | None:
        used = Counter(claim.measure for claim in self._store.claims)
        choices = {measure: self._wording.measure(measure) for measure, _ in used.most_common()}
        return self._ask.choice("What happened to them?", choices, needed=True, free=True)

    def _scope(self) -> dict[str, object]:
        ask = self._ask
        if ask.yes("Does it count the whole event up to its date?", proposed=True):
            start = ask.text("Counted from when?", read=_date)
            return {"cumulative": True, "period_start": start}
        return {
            "scope": ask.text("What part, in words (a place, an incident, a month)?"),
            "period_start": ask.text("From when?", read=_date),
            PERIOD_END: ask.text("Until when?", read=_date),
        }

    def _grounds(self) -> dict[str, object]:
        ask, say = self._ask, self._wording.say
        relation = ask.choice(
            "How does the claimant stand to them?", {one.value: say(one.value) for one in Relation}
        )
        told = [one for one in Basis if one is not Basis.NOT_STATED]
        bases = {one.value: say(f"basis_{one.value}") for one in told}
        basis = ask.choice("How was it counted?", bases)
        method = ask.text("How exactly, in a sentence?") if basis else None
        derived = basis == Basis.DERIVED
        origins = ask.text("From which claims (ids, with commas)?") if derived else None
        stati = {one.value: say(one.value) for one in Status if one is not Status.NOT_STATED}
        status = ask.choice("Could anybody verify it?", stati)
        caveats: list[str] = []
        while caveat := ask.text("A caveat, in a sentence?"):
            caveats.append(caveat)
        disputes: list[str] = []
        while dispute := ask.text("Who disputes it (name: why)?"):
            disputes.append(dispute)
        return {
            "relation": relation and terms.relation().write(Relation(relation), None),
            "basis": basis and terms.basis().write(Basis(basis), method),
            "derived_from": [id_.strip() for id_ in (origins or "").split(",") if id_.strip()],
            "verification": status and terms.verification().write(Status(status), None),
            "caveats": caveats,
            "disputed_by": disputes,
        }

    def _link(self, row: dict[str, Any]) -> dict[str, object]:
        former = {claim.id: summary.of(claim, self._wording) for claim in self._earlier(row)}
        if not former:
            return {}
        taken = self._ask.choice("Which of these does it replace?", former)
        if taken is None:
            return {}
        kinds = {change.value: self._wording.say(change.value) for change in Change}
        change = self._ask.choice("Why did it change?", kinds) or Change.UPDATE.value
        return {"supersedes": taken, changes.COLUMN: None if change == Change.UPDATE else change}

    def _source(self) -> dict[str, object]:
        ask = self._ask
        source = {
            "publisher": ask.needed("Published by?"),
            "title": ask.text("Under which title?"),
            "published_on": ask.text("Published when?", read=_date),
        }
        via = ask.text("Read in a copy or a report of it? Whose?")
        address = ask.text("At which address did you read it?")
        if via is None:
            return {"source": {**source, "url": address}}
        copy = {**source, "via": via, "via_url": address}
        beside = {"sources": [{field: text for field, text in copy.items() if text}]}
        return {"source": source, more.COLUMN: json.dumps(beside, ensure_ascii=False)}

    # what is on file

    def _by_use(self, entries: Sequence[N], field: str) -> list[N]:
        """Order names by how many claims have them, those with most first."""
        used = Counter(getattr(claim, field) for claim in self._store.claims)
        return sorted(entries, key=lambda entry: -used[entry.id])

    def _earlier(self, row: dict[str, Any]) -> list[Claim]:
        """List the claimant's figures for the same that nothing replaced yet, the newest first."""
        names, measure = self._store.names, ingest.measure_id(row["measure"])
        whose, whom, what = (
            {entry.id for entry in find.called(row[field], entries)}
            for field, entries in (
                ("claimant", names.claimants),
                ("subject", names.populations),
                ("event", names.events),
            )
        )
        found = [
            claim
            for claim in self._store.claims
            if (claim.claimant in whose and claim.population in whom and claim.event in what)
            and claim.measure == measure
            and claim.id not in self._store.superseded_by
        ]
        return sorted(found, key=lambda c: str(c.described_on or ""), reverse=True)

    def _free_id(self, row: dict[str, Any]) -> str:
        parts = (row["subject"], row["measure"], row["claimant"], row["as_of"] or row["stated_on"])
        words = phrase(" ".join(part.replace("_", " ") for part in parts[:3]))
        slug = "-".join("".join(c for c in word if c.isascii() and c.isalnum()) for word in words)
        slug = "-".join(filter(None, (slug.strip("-"), (parts[3] or "").rstrip("~")))) or "claim"
        return slug if slug not in self._store.by_id else f"{slug}-2"

    def _id(self, text: str) -> str:
        if text in self._store.by_id:
            raise UnfitError("There is a claim with this id already.")
        try:
            return str(TypeAdapter(Id).validate_python(text))
        except ValidationError:
            raise UnfitError("An id has lower-case letters, digits, dots and hyphens.") from None


def _date(text: str) -> PartialDate:
    try:
        return PartialDate(text)
    except ValidationError:
        raise UnfitError("Write YYYY-MM-DD, YYYY-MM or YYYY, with a final ~ for about.") from None


def _count(text: str) -> int:
    plain = text.replace(",", "").replace(" ", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    raise UnfitError("Write a whole number of persons.")
