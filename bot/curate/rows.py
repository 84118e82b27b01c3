"""The claims of a store come in; rows of the flat table go out.

The table has one source a row and no words of others, coverage or review: ``more`` carries those.
"""

from bot.claim import Claim, Dispute, Scope, ScopeKind
from bot.curate import changes, flat, speakers, terms
from bot.curate.flat import FlatFigure, FlatSource, Row
from bot.curate.scopes import PERIOD_END
from bot.curate.speakers import Speaker
from bot.store import Store


def of(store: Store) -> tuple[Row, ...]:
    """Turn the claims of a store into rows."""
    return tuple(row(claim, store) for claim in store.claims)


def row(claim: Claim, store: Store) -> Row:
    """Turn one claim into a row, without what the table has no column for."""
    source = claim.sources[0]
    notes = dict(claim.notes)
    return Row(
        id=claim.id,
        event=store.events[claim.event].name,
        subject=store.populations[claim.population].name,
        measure=notes.get("measure", claim.measure),
        figure=FlatFigure.model_validate(claim.figure.model_dump()),
        scope=_where(claim.scope, store),
        period_start=claim.scope.start,
        cumulative=_runs(claim.scope),
        as_of=claim.as_of,
        stated_on=claim.stated_on,
        claimant=store.claimants[claim.claimant].name,
        speaker=_speaker(claim, store),
        relation=terms.relation().write(claim.relation, notes.get("relation")),
        basis=terms.basis().write(claim.basis, claim.method),
        verification=terms.verification().write(claim.verification.status, claim.verification.note),
        caveats=tuple(_voiced(caveat.said_by, caveat.text, store) for caveat in claim.caveats),
        disputed_by=tuple(_disputed(dispute) for dispute in claim.disputed_by),
        supersedes=claim.supersedes.claim if claim.supersedes else None,
        derived_from=claim.derived_from,
        source=FlatSource(
            publisher=source.publisher,
            title=source.title,
            url=source.url,
            published_on=source.published_on,
        ),
        others=_others(claim),
    )


# --- private ---

_KEPT = {"measure", "relation"}
"""Columns whose own words an import keeps as notes, since the field holds only what they mean."""


def _others(claim: Claim) -> dict[str, str]:
    others = {
        f"notes.{column}" if flat.is_column(column) else column: text
        for column, text in claim.notes.items()
        if column not in _KEPT and text.strip()
    }
    others |= {PERIOD_END: str(claim.scope.end)} if claim.scope.end else {}
    return others | changes.write(claim.supersedes)


def _where(scope: Scope, store: Store) -> str | None:
    return scope.wording or (store.places[scope.place].name if scope.place else None)


def _runs(scope: Scope) -> bool | None:
    if scope.cumulative is not None:
        return scope.cumulative
    return True if scope.kind is ScopeKind.CUMULATIVE else None


def _speaker(claim: Claim, store: Store) -> str | None:
    if claim.speaker is None:
        return None
    person = store.people[claim.speaker]
    return speakers.write(Speaker(person.name, person.role, claim.occasion))


def _voiced(speakers: tuple[str, ...], text: str, store: Store) -> str:
    """Put the names of who says it before a caveat."""
    names = [voice.name for speaker in speakers if (voice := store.voice(speaker))]
    return f"{', '.join(names)} {text}" if names else text


def _disputed(dispute: Dispute) -> str:
    return f"{dispute.who}: {dispute.why}" if dispute.why else dispute.who
