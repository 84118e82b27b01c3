"""Ids of claims come in; all that is on file about each goes out, for a person or as JSON."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bot import store
from bot.claim import Claim, ScopeKind, Source
from bot.curate import bounds, find, summary
from bot.curate.summary import wrapped
from bot.errors import BotError
from bot.references import references
from bot.store import Store
from bot.wording import Wording

_LABEL = 14
"""Columns of the longest label and the space after it."""


class UnknownClaimError(BotError):
    """No claim has an id that was asked for; the message lists the nearest ids."""

    def __init__(self, unknown: Sequence[str], store: Store) -> None:
        super().__init__("; ".join(_unknown(id_, store) for id_ in unknown))


def run(ids: Sequence[str], path: Path | None, out: TextIO, *, as_json: bool = False) -> None:
    """Print claims of a file (None: the shipped one). Raises StoreError or UnknownClaimError."""
    read = store.load(path or store.shipped())
    unknown = [id_ for id_ in ids if id_ not in read.by_id]
    if unknown:
        raise UnknownClaimError(unknown, read)
    claims = [read.by_id[id_] for id_ in dict.fromkeys(ids)]
    if as_json:
        shown = [_document(claim, read) for claim in claims]
        print(json.dumps({"claims": shown}, ensure_ascii=False, indent=2), file=out)
        return
    wording = summary.wording(read)
    print("\n\n".join("\n".join(lines(claim, wording)) for claim in claims), file=out)


def lines(claim: Claim, wording: Wording) -> Iterator[str]:
    """Write all that is on file about a claim, a label and its text a line."""
    yield claim.id
    for label, text in _fields(claim, wording):
        margin = "  " + label.ljust(_LABEL)
        yield from wrapped(text, margin, " " * len(margin))


# --- private ---


def _unknown(id_: str, store: Store) -> str:
    near = find.near_ids(id_, store.by_id)
    return f"there is no claim {id_!r}" + (f"; nearest: {', '.join(near)}" if near else "")


def _fields(claim: Claim, wording: Wording) -> Iterator[tuple[str, str]]:
    yield from _figure(claim, wording)
    yield from _scope(claim, wording)
    yield from _said(claim, wording)
    yield from _doubts(claim, wording)
    yield from _links(claim, wording)
    for source in claim.sources:
        yield "source", _source(source, wording)
    review = claim.review
    how = "from a copy or a report; the original was not opened"
    if review and review.state.value == "original":
        how = "checked against the original"
    yield "review", f"{how} ({review.by}, {wording.date(review.on)})" if review else "none"
    for column, text in claim.notes.items():
        yield "note", f"{column}: {text}"


def _figure(claim: Claim, wording: Wording) -> Iterator[tuple[str, str]]:
    yield "figure", f"{wording.figure(claim)} [{bounds.of(claim.figure)}]"
    for other in claim.other_wordings:
        said = f"{wording.figure(claim, other)} [{bounds.of(other)}]"
        yield "also put as", f"{said}, in the words of {wording.voices([other.said_by])}"
    relation = f", {wording.say(claim.relation.value)}" if claim.relation else ""
    yield "claimant", f"{wording.claimant(claim)} ({claim.claimant}){relation}"
    yield "population", f"{wording.population(claim)} ({claim.population})"
    yield "measure", f"{wording.measure(claim.measure)} ({claim.measure})"
    yield "event", f"{wording.event(claim)} ({claim.event})"


def _scope(claim: Claim, wording: Wording) -> Iterator[tuple[str, str]]:
    kind = {
        ScopeKind.CUMULATIVE: "running total",
        ScopeKind.PERIOD: "a period",
        ScopeKind.INCIDENT: "an incident",
        ScopeKind.NOT_STATED: "not stated",
    }[claim.scope.kind]
    scope = wording.scope(claim, since=True)
    yield "scope", f"{kind}: {scope}" if scope else kind
    if claim.scope.wording and claim.scope.wording != scope:
        yield "in words", claim.scope.wording
    yield "as of", wording.date(claim.as_of) if claim.as_of else "no date on file"
    yield "stated on", wording.date(claim.stated_on) if claim.stated_on else "no date on file"


def _said(claim: Claim, wording: Wording) -> Iterator[tuple[str, str]]:
    if claim.speaker:
        yield "speaker", f"{wording.speaker(claim.speaker, with_role=True)} ({claim.speaker})"
    if claim.occasion:
        yield "occasion", claim.occasion
    yield "basis", wording.say(f"basis_{claim.basis.value}")
    if claim.method:
        yield "method", claim.method
    for label, whom in (
        ("includes", claim.coverage.includes),
        ("excludes", claim.coverage.excludes),
        ("unclear", claim.coverage.unclear),
    ):
        if whom:
            yield label, "; ".join(whom)


def _doubts(claim: Claim, wording: Wording) -> Iterator[tuple[str, str]]:
    yield "verification", f"{claim.verification.status.value}: {wording.verification(claim)}"
    for caveat in claim.caveats:
        voices = wording.voices(caveat.said_by)
        yield "caveat", f"{voices} {caveat.text}" if voices else caveat.text
    for dispute in claim.disputed_by:
        yield "disputed by", f"{dispute.who}: {dispute.why}" if dispute.why else dispute.who


def _links(claim: Claim, wording: Wording) -> Iterator[tuple[str, str]]:
    """Name the claims that this one is linked to, each with its own claimant, date and doubts."""
    former, later = wording.replaced(claim), wording.store.superseded_by.get(claim.id)
    if former and claim.supersedes:
        yield "replaces", _linked(former, wording)
        yield "change", wording.say(claim.supersedes.change.value)
    if later and later.supersedes:
        yield "replaced by", _linked(later, wording)
        yield "change", wording.say(later.supersedes.change.value)
    for origin in claim.derived_from:
        yield "derived from", _linked(wording.store.by_id[origin], wording)


def _linked(claim: Claim, wording: Wording) -> str:
    return f"{claim.id} – {summary.of(claim, wording)}"


def _source(source: Source, wording: Wording) -> str:
    published = wording.date(source.published_on) if source.published_on else None
    title = f"“{source.title}”" if source.title else None
    via = f"as read in {source.via}" if source.via else None
    parts = (source.publisher, title, published, source.url, via, source.via_url)
    listed = ", ".join(part for part in parts if part)
    return f"{listed} ({source.attribution})" if source.attribution else listed


def _document(claim: Claim, read: Store) -> dict[str, object]:
    """Write a claim as it is filed, with the names of what it refers to."""
    later = read.superseded_by.get(claim.id)
    lists = {kind: getattr(read, kind) for kind in store.KINDS}
    lists["voices"] = {**read.people, **read.claimants}
    named = {
        target: lists[kind][target].name
        for _, kind, target in references(claim)
        if target and kind in lists
    }
    return {
        "claim": claim.model_dump(mode="json", exclude_defaults=True),
        "names": named,
        "replaced_by": later and later.id,
    }
