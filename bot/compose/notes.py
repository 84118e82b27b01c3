"""A match comes in; the notes under its lines go out: readings, steps, doubts, comparability."""

from collections.abc import Iterable, Iterator, Sequence

from bot.claim import Basis, Change, Claim, ScopeKind
from bot.compose import lines, screen
from bot.compose.remarks import Remark, Remarks
from bot.match import Match
from bot.question import Wanted
from bot.wording import Wording, capital
from bot.words import phrase

MOST_OTHERS = 3
"""Other claimants whose figures stand in one line."""
MOST_DOUBTS = 6
"""Doubts and limits that stand under a few lines; under many there is room for half of them."""
MOST_PLACES = 3
"""Places, periods and incidents that are named as on file besides."""
_SHORTEST_TELLING = 4
_WEIGHTIEST_FIRST = ("contradicted", "caveat_by", "caveat_own", "caveat")


def sentences(match: Match, claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Say all that belongs to the lines, each thing once."""
    return tuple(dict.fromkeys(_sentences(match, claims, wording)))


def doubts(claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Say who doubts or contradicts the claims, and which limits they have."""
    return _doubts(claims, wording).sentences()


def methods(claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Say how the claimants arrived at their figures, each thing once."""
    return Remarks(claims, lambda claim: [_method(claim, wording)], wording).sentences()


def brief_methods(claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Name the bases of many figures in one sentence."""
    groups: dict[Basis, dict[str, None]] = {}
    for claim in claims:
        groups.setdefault(claim.basis, {})[wording.claimant(claim)] = None
    bases = (
        wording.say(
            "brief_basis",
            basis=wording.say(f"basis_{basis.value}"),
            names=wording.say("comma").join(groups[basis]),
        )
        for basis in Basis
        if basis in groups
    )
    return (wording.say("brief_methods", bases="; ".join(bases)),)


def exclusions(
    excluding: Sequence[Claim], claims: Sequence[Claim], wording: Wording
) -> tuple[str, ...]:
    """Say whom some of the claims leave out."""

    def find(claim: Claim) -> Iterator[Remark]:
        if claim in excluding:
            yield from (r for r in _coverage(claim, wording) if r.key == "excludes")

    return Remarks(claims, find, wording).sentences()


def statement(claim: Claim, wording: Wording) -> str:
    """Say who said a figure, when and on which occasion."""
    occasion = f" {claim.occasion}" if claim.occasion else ""
    words = {"claimant": wording.claimant(claim), "dates": wording.dates(claim)}
    if not claim.speaker:
        return wording.say("said_by_nobody", **words)
    speaker = wording.speaker(claim.speaker, with_role=True)
    return wording.say("said_by", speaker=speaker, occasion=occasion, **words)


def step(claim: Claim, wording: Wording) -> Iterator[str]:
    """Say which figure a claim took the place of, and why, if it did."""
    former = wording.replaced(claim)
    if former and claim.supersedes:
        change = wording.say(claim.supersedes.change.value)
        words = {"claimant": wording.claimant(claim), "figure": wording.figure(claim)}
        yield wording.say("step", former=wording.figure(former), change=change, **words)


# --- private ---


def _method(claim: Claim, wording: Wording) -> Remark:
    """Give the basis and the claimant's words about it, which alone stand if they name it."""
    basis, method = wording.say(f"basis_{claim.basis.value}"), claim.method
    if not method:
        return Remark("basis", text=wording.say("noted", note=basis))
    if claim.basis is Basis.NOT_STATED or _names(method, basis):
        return Remark("basis", text=wording.say("noted", note=method.removesuffix(".")))
    return Remark("basis", text=f"{wording.say('noted', note=basis)} {capital(method)}.")


def _names(method: str, basis: str) -> bool:
    """Tell whether words about a method name its basis: by their first word, or by half of them."""
    named, words = _telling(basis), _telling(method)
    return bool(words) and (words[0] in named or 2 * len(set(named) & set(words)) >= len(words))


def _telling(text: str) -> list[str]:
    return [word for word in phrase(text) if len(word) >= _SHORTEST_TELLING]


def _doubts(claims: Sequence[Claim], wording: Wording) -> Remarks:
    return Remarks(claims, lambda claim: _doubts_of(claim, wording), wording)


def _doubts_of(claim: Claim, wording: Wording) -> Iterator[Remark]:
    claimant = wording.claimant(claim)
    for caveat in claim.caveats:
        names, text = wording.voices(caveat.said_by), caveat.text.removesuffix(".")
        if names == claimant or text.startswith(f"{claimant} "):
            yield Remark("caveat_own", text=text.removeprefix(claimant).strip())
        elif names:
            yield Remark("caveat_by", names, text)
        else:
            yield Remark("caveat", text=text)
    disputers = [
        wording.say("disputer", name=dispute.who, why=dispute.why) if dispute.why else dispute.who
        for dispute in claim.disputed_by
    ]
    if disputers:
        yield Remark("contradicted", wording.listed(disputers))


def _sentences(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    for evidence in match.question.evidence:
        if evidence.repaired:
            yield wording.say("corrected_reading", typed=evidence.words, read=evidence.repaired)
    history = match.question.wanted is Wanted.HISTORY
    yield from _steps([c for c in claims if history or wording.replaced(c) in claims], wording)
    if history:
        last = [claim for claim in claims if claim.known_on and not wording.was_replaced(claim)]
        yield from Remarks(last, lambda claim: [_silence(claim, wording)], wording).sentences()
    if match.hits or match.question.pick:
        yield from _since_replaced(claims, wording)
    yield from Remarks(claims, lambda claim: _coverage(claim, wording), wording).sentences()
    yield from _main_doubts(match, claims, wording)
    yield from _side_by_side(match, claims, wording)
    yield from _besides(match, claims, wording)


def _main_doubts(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say what weighs most where there is too much for a phone, unless doubts were asked for."""
    found = _doubts(claims, wording)
    most = MOST_DOUBTS if len(claims) <= screen.FULL else MOST_DOUBTS // 2
    most = len(found) if match.question.wanted is Wanted.DISPUTE else most
    yield from found.weightiest(most, _WEIGHTIEST_FIRST)
    if len(found) > most:
        yield wording.say("more_doubts", n=len(found) - most)


def _besides(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say what others gave, and what is on file beyond the lines."""
    if match.others:
        yield wording.say("others", lines=_others(match, claims, wording))
    shown = {claim.event for claim in claims}
    scopes = (wording.scope(claim) for claim in match.partial)
    events = (wording.event(claim) for claim in match.partial if claim.event not in shown)
    labels = list(dict.fromkeys([*filter(None, scopes), *events]))
    more = len(labels) - MOST_PLACES
    if more > 0:
        names = wording.say("comma").join(labels[:MOST_PLACES])
        yield wording.say("partial_more", names=names, n=more)
    elif labels:
        yield wording.say("partial", names=wording.listed(labels))
    if len(match.claims) > len(claims):
        yield wording.say("more", n=len(match.claims) - len(claims))


def _silence(claim: Claim, wording: Wording) -> Remark:
    """Say since when nothing newer is on file."""
    key = "silence" if claim.supersedes else "no_change"
    return Remark(key, text=wording.date(claim.known_on) if claim.known_on else "")


def _since_replaced(claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say whose figures are not the last word, where the one that replaced them is not shown."""
    former = {claim.id for one in claims if (claim := wording.replaced(one))}
    names = {
        wording.claimant(claim): None
        for claim in claims
        if wording.was_replaced(claim) and claim.id not in former
    }
    if names:
        yield wording.say("since_replaced", names=wording.listed(list(names)))


def _steps(claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say what changed from step to step; of many steps only those that are no plain updates."""
    plain = [c for c in claims if c.supersedes and c.supersedes.change is Change.UPDATE]
    short = len(plain) > screen.FULL
    for claim in claims:
        if not (short and claim in plain):
            yield from step(claim, wording)
    if short:
        yield wording.say("steps")


def _coverage(claim: Claim, wording: Wording) -> Iterator[Remark]:
    if claim.scope.kind is ScopeKind.NOT_STATED and claim.scope.wording:
        yield Remark("covers", text=claim.scope.wording)
    for key, texts in (
        ("includes", claim.coverage.includes),
        ("excludes", claim.coverage.excludes),
        ("unclear_whether", claim.coverage.unclear),
    ):
        for text in texts:
            yield Remark(key, text=text)
    if claim.derived_from:
        yield Remark("derived", wording.origins(claim))


def _side_by_side(match: Match, claims: Sequence[Claim], wording: Wording) -> Iterator[str]:
    """Say in which respects figures of several claimants can be laid side by side."""
    comparison = match.question.wanted is Wanted.COMPARISON
    if len({claim.claimant for claim in claims}) > 1 or (comparison and len(claims) > 1):
        yield _comparability(claims, wording)
    elif comparison:
        yield wording.say("alone")
    if comparison:
        yield wording.say("no_arithmetic")


def _comparability(claims: Sequence[Claim], wording: Wording) -> str:
    """Sort the aspects into equal, different, and not known of every claim: None is not known."""
    aspects: dict[str, set[object]] = {
        "slot_event": {claim.event for claim in claims},
        "slot_population": {claim.population for claim in claims},
        "slot_measure": {claim.measure for claim in claims},
        "slot_period": {_period(claim) for claim in claims},
        "slot_as_of": {claim.described_on for claim in claims},
        "slot_basis": {_basis(claim) for claim in claims},
    }
    differ = [key for key, values in aspects.items() if len(values - {None}) > 1]
    unknown = [key for key, values in aspects.items() if None in values and key not in differ]
    same = [key for key in aspects if key not in (*differ, *unknown)]
    key = "comparable" if not differ else "comparable_not" if same else "not_comparable"
    different = wording.listed(_said(differ, wording), either=key == "comparable_not")
    sentence = wording.say(key, same=wording.listed(_said(same, wording)), different=different)
    if not unknown:
        return sentence
    missing = wording.say("comparable_unknown", names=wording.listed(_said(unknown, wording)))
    return f"{sentence} {missing}"


def _said(keys: Iterable[str], wording: Wording) -> list[str]:
    return [wording.say(key) for key in keys]


def _period(claim: Claim) -> object:
    scope = claim.scope
    known = scope.start or scope.end or scope.kind is ScopeKind.INCIDENT
    return (scope.kind, scope.start, scope.end) if known else None


def _basis(claim: Claim) -> object:
    return claim.method if claim.basis is Basis.NOT_STATED else claim.basis


def _others(match: Match, claims: Sequence[Claim], wording: Wording) -> str:
    shown = match.others[:MOST_OTHERS]
    people = len({claim.population for claim in (*claims, *shown)}) > 1
    said = "; ".join(lines.in_short(claim, wording, people=people) for claim in shown)
    more = len(match.others) - MOST_OTHERS
    return wording.say("others_more", lines=said, n=more) if more > 0 else said
