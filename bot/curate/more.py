"""What the flat table has no column for goes into one column more, and comes back from it.

The column ``more`` of an export holds, as JSON, the fields of a claim that an import would not read
back from the other columns. A field comes back only as long as the columns beside it still say what
they said: an edit in the table counts.
"""

import json
from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from bot.claim import Claim
from bot.curate import rows
from bot.curate.flat import Row
from bot.references import references
from bot.store import Store

COLUMN = "more"


def of(claim: Claim, read_back: Claim) -> str | None:
    """Write the fields that an import would read otherwise; None if there are none."""
    whole, again = (
        one.model_dump(mode="json", exclude_defaults=True) for one in (claim, read_back)
    )
    fields = {
        name: whole.get(name) for name in Claim.model_fields if whole.get(name) != again.get(name)
    }
    return json.dumps(fields, ensure_ascii=False) if fields else None


def apply(text: str, claim: Claim, row: Row, store: Store) -> Claim:
    """Give an imported claim the fields that its row carries beside the columns.

    Left aside are fields that are none, that refer to what is not in the store, or whose columns
    say something else by now.
    """
    try:
        fields = json.loads(text)
    except json.JSONDecodeError:
        return claim
    for name, value in fields.items() if isinstance(fields, dict) else ():
        changed = _changed(claim, name, value)
        if changed and _stands(changed, store) and _says_the_same(changed, name, row, store):
            claim = changed
    return claim


def is_lost(text: str, claim: Claim) -> bool:
    """Tell whether a claim lacks a field that its row carries beside the columns."""
    try:
        fields = json.loads(text or "{}")
    except json.JSONDecodeError:
        return False
    kept = claim.model_dump(mode="json", exclude_defaults=True)
    return isinstance(fields, dict) and any(
        value and name not in kept for name, value in fields.items()
    )


# --- private ---

_COLUMNS: Mapping[str, Sequence[str]] = {
    "population": ("subject",),
    "scope": ("scope", "period_start", "cumulative"),
    "occasion": ("speaker",),
    "method": ("basis",),
    "sources": ("source",),
}
"""The columns that hold a field, where they have another name than it."""


def _changed(claim: Claim, name: str, value: object) -> Claim | None:
    document = claim.model_dump(mode="json", exclude_defaults=True) | {name: value}
    if value is None:
        del document[name]
    try:
        return Claim.model_validate(document)
    except ValidationError:
        return None


def _stands(claim: Claim, store: Store) -> bool:
    """Tell whether all that a claim refers to is on file."""
    known = {
        "events": store.events,
        "populations": store.populations,
        "claimants": store.claimants,
        "people": store.people,
        "places": store.places,
        "claims": store.by_id,
        "voices": {**store.claimants, **store.people},
    }
    return all(target is None or target in known[kind] for _, kind, target in references(claim))


def _says_the_same(changed: Claim, name: str, row: Row, store: Store) -> bool:
    """Tell whether a field, as given beside the columns, still is what they say."""
    written = rows.row(changed, store)
    columns = _COLUMNS.get(name, (name,))
    return all(getattr(written, c) == getattr(row, c) for c in columns if c in Row.model_fields)
