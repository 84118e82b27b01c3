"""A match comes in; the notes under its lines go out: readings, steps, doubts, comparability."""

from collections.abc import Iterable, Iterator, Sequence

from bot.claim import Claim, ScopeKind
from bot.match import Match
from bot.question import Wanted
from bot.wording import Wording

MOST_OTHERS = 4
"""Other claimants whose figures stand in one line."""


def sentences(match: Match, claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Say all that belongs to the lines, each thing once."""
    return tuple(dict.fromkeys(_sentences(match, claims, wording)))


def doubts(claim: Claim, wording: Wording) -> list[str]:
    """Say who doubts or contradicts a claim, and which limits it has."""
    claimant = wording.claimant(claim)
    said = []
    for caveat in claim.caveats:
        names, text = wording.voices(caveat.said_by), caveat.text.removesuffix(".")
        key = "caveat_by" if caveat.said_by else "caveat"
        said.append(wording.say(key, claimant=claimant, names=names, text=text))
    for dispute in claim.disputed_by:
        key = "contradicted_why" if dispute.why else "contradicted"
        said.append(wording.say(key, claimant=claimant, names=dispute.who, why=dispute.why))
    return said


def methods(claims: Iterable[Claim], wording: Wording) -> tuple[str, ...]:
    """Say how the claimants arrived at their figures, each thing once."""
    return tuple(dict.fromkeys(_method(claim, wording) for claim in claims))


def statement(claim: Claim, wording: Wording) -> str:
    """Say who said a figure, when and on which occasion."""
    occasion = f" {claim.occasion}" if claim.occasion else ""
    words = {"claimant": wording.claimant(claim), "dates": wording.dates(claim)}
    if not claim.speaker:
        return wording.say("said_by_nobody", **words)
    speaker = wording.speaker(claim.speaker, with_role=True)
    return wording.say("said_by", speaker=speaker, occasion=occasion, **words)


# --- private ---


def _method(claim: Claim, wording: Wording) -> str:
    basis = wording.say(f"basis_{claim.basis.value}")
    words = {"claimant": wording.claimant(claim), "basis": basis, "method": claim.method or ""}
    return wording.say("basis", **words).strip()


def _sentences(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    for evidence in match.question.evidence:
        if evidence.repaired:
            yield wording.say("corrected_reading", typed=evidence.words, read=evidence.repaired)
    for claim in claims:
        if match.question.wanted is Wanted.HISTORY:
            yield from _steps(claim, wording)
        elif wording.replaced(claim) in claims:
            yield from _step(claim, wording)
        yield from _coverage(claim, wording)
    for claim in claims:
        yield from doubts(claim, wording)
    yield from _side_by_side(match, claims, wording)
    yield from _besides(match, claims, wording)


def _besides(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say what others gave, and what is on file beyond the lines."""
    if match.others:
        yield wording.say("others", lines=_others(match, wording))
    shown = {claim.event for claim in claims}
    scopes = (wording.scope(claim) for claim in match.partial)
    events = (wording.event(claim) for claim in match.partial if claim.event not in shown)
    labels = list(dict.fromkeys([*filter(None, scopes), *events]))
    if labels:
        yield wording.say("partial", names=wording.listed(labels))
    if len(match.claims) > len(claims):
        yield wording.say("more", n=len(match.claims) - len(claims))


def _steps(claim: Claim, wording: Wording) -> Iterator[str]:
    """Say what a figure replaced and why, or that nothing newer is on file."""
    yield from _step(claim, wording)
    if claim.known_on and not wording.was_replaced(claim):
        key = "silence" if claim.supersedes else "no_change"
        date = wording.date(claim.known_on)
        yield wording.say(key, claimant=wording.claimant(claim), date=date)


def _step(claim: Claim, wording: Wording) -> Iterator[str]:
    former = wording.replaced(claim)
    if former and claim.supersedes:
        change = wording.say(claim.supersedes.change.value)
        words = {"claimant": wording.claimant(claim), "figure": wording.figure(claim)}
        yield wording.say("step", former=wording.figure(former), change=change, **words)


def _coverage(claim: Claim, wording: Wording) -> Iterator[str]:
    if claim.scope.kind is ScopeKind.NOT_STATED and claim.scope.wording:
        yield wording.say("covers", wording=claim.scope.wording)
    for key, texts in (
        ("includes", claim.coverage.includes),
        ("excludes", claim.coverage.excludes),
        ("unclear_whether", claim.coverage.unclear),
    ):
        for text in texts:
            yield wording.say(key, what=text)
    if claim.derived_from:
        yield wording.say("derived", names=wording.origins(claim))


def _side_by_side(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say in which respects figures of several claimants can be laid side by side."""
    comparison = match.question.wanted is Wanted.COMPARISON
    if len({claim.claimant for claim in claims}) > 1 or (comparison and len(claims) > 1):
        aspects: dict[str, set[object]] = {
            "slot_event": {claim.event for claim in claims},
            "slot_population": {claim.population for claim in claims},
            "slot_measure": {claim.measure for claim in claims},
            "slot_period": {(c.scope.kind, c.scope.start, c.scope.end) for c in claims},
            "slot_as_of": {claim.described_on for claim in claims},
            "slot_basis": {claim.basis for claim in claims},
        }
        same = [wording.say(key) for key, values in aspects.items() if len(values) == 1]
        differ = [wording.say(key) for key, values in aspects.items() if len(values) > 1]
        key = "comparable" if not differ else "comparable_not" if same else "not_comparable"
        either = key == "comparable_not"
        different = wording.listed(differ, either=either)
        yield wording.say(key, same=wording.listed(same), different=different)
    elif comparison:
        yield wording.say("alone")
    if comparison:
        yield wording.say("no_arithmetic")


def _others(match: Match, wording: Wording) -> str:
    lines = "; ".join(_short(claim, wording) for claim in match.others[:MOST_OTHERS])
    more = len(match.others) - MOST_OTHERS
    return wording.say("others_more", lines=lines, n=more) if more > 0 else lines


def _short(claim: Claim, wording: Wording) -> str:
    verification = wording.verification(claim).removesuffix(".")
    return wording.say(
        "short",
        claimant=wording.claimant(claim),
        figure=wording.figure(claim),
        dates=wording.dates(claim),
        verification=verification[:1].lower() + verification[1:],
    )
