"""A match comes in; the sentences that stand first go out: corrections, what a number is, when."""

from collections.abc import Sequence

from bot.claim import Claim, Relation, ScopeKind, Status, Verification
from bot.compose import lines, notes, screen
from bot.dates import Clock
from bot.match import Match
from bot.premise import Hit
from bot.question import Wanted
from bot.wording import Wording

_CHECKED = {Status.CONFIRMED_BY_NAME, Status.OFFICIAL_RECORD}


def sentences(match: Match, claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Say first what the question turns on, and which part of it nothing on file answers."""
    missing = _missing(match, wording)
    unanswered = (wording.say("missing", names=wording.listed(missing)),) if missing else ()
    return (*_turning_point(match, claims, wording), *unanswered)


def headline(match: Match, claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Say in one line who is on file and what the newest and the side's own figure are.

    Only where so many lines follow that a notification would show but some of them.
    """
    question = match.question
    if len(claims) <= screen.FULL or question.wanted is not Wanted.FIGURE:
        return ()
    if match.hits or question.pick:
        return ()
    whole = [c for c in claims if not (wording.is_background(c) or wording.is_part(c))] or claims
    newest = max(whole, key=lambda claim: (screen.described(claim), -whole.index(claim)))
    alike = [c for c in whole if (c.event, c.population, c.measure) == _count(newest)]
    own = [claim for claim in alike if claim.relation is Relation.OWN and claim is not newest]
    voices = len({claim.claimant for claim in match.claims})
    if voices == 1:
        return ()
    latest = (
        None if newest.relation is Relation.OWN else max(own, key=screen.described, default=None)
    )
    said = {"n": voices, "newest": lines.in_short(newest, wording, people=True)}
    if latest is None:
        return (wording.say("headline", **said),)
    return (wording.say("headline_own", **said, own=lines.in_short(latest, wording, people=True)),)


# --- private ---


def _count(claim: Claim) -> tuple[str, str, str]:
    return claim.event, claim.population, claim.measure


def _turning_point(match: Match, claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    wanted = match.question.wanted
    if match.false_premise:
        return _correction(match, wording)
    verified = (_verified(claims, wording),) if wanted is Wanted.VERIFICATION else ()
    if match.hits:
        unheard = (
            wording.say("number", number=wording.number(number), asked="")
            for number in match.missing_numbers
        )
        excluded = notes.exclusions([hit.claim for hit in match.hits], claims, wording)
        hits = dict.fromkeys(_hit(hit, wording) for hit in match.hits)
        stating = tuple(dict.fromkeys(hit.claim.id for hit in match.hits))
        told = [claim for claim in claims if claim.id in stating]
        asked = _asked_for(wanted, told, wording)
        return (*hits, *unheard, *excluded, *verified, *asked)
    if match.doubts_of:
        names = [wording.name(ref) for ref in match.doubts_of]
        return (wording.say("doubted", names=wording.listed(names, either=True)),)
    if wanted is Wanted.HISTORY and len(claims) > 1:
        whole = "history_within" if match.question.when else "history"
        cut = len(claims) < len(match.claims)
        return (wording.say("history_cut" if cut else whole),)
    if match.question.pick:
        return (wording.say(f"pick_{match.question.pick.value}"),)
    return verified or _asked_for(wanted, claims, wording) or _time(match, wording)


def _asked_for(wanted: Wanted, claims: Sequence[Claim], wording: Wording) -> tuple[str, ...]:
    """Bring forward what otherwise stands below the lines: doubts, basis, source, statement."""
    if wanted is Wanted.DISPUTE:
        return notes.doubts(claims, wording) or (wording.say("nobody_doubts"),)
    if wanted is Wanted.BASIS:
        return notes.methods(claims, wording)
    if wanted is Wanted.SOURCE:
        return (*lines.sources(claims, wording), *lines.reviews(claims, wording))
    if wanted in {Wanted.SPEAKER, Wanted.STATED}:
        return tuple(dict.fromkeys(notes.statement(claim, wording) for claim in claims))
    return ()


def _verified(claims: Sequence[Claim], wording: Wording) -> str:
    checked = [claim.verification.status in _CHECKED for claim in claims]
    if all(checked):
        return wording.say("all_checked")
    # words that fit no status may say that somebody checked
    told = any(one.status is Status.NOT_STATED and one.note for one in map(_checks, claims))
    return wording.say("some_verified" if any(checked) or told else "nobody_verified")


def _checks(claim: Claim) -> Verification:
    return claim.verification


def _time(match: Match, wording: Wording) -> tuple[str, ...]:
    """Say by which clock a date was read, and that running totals are not a period's figure."""
    sentences = [wording.say("parts_only")] if match.parts_only and match.question.when else []
    for period in match.question.when:
        if period.last and period.clock is Clock.AS_OF:
            sentences.append(wording.say("latest_by", date=wording.date(period.last)))
        elif period.last and period.clock is Clock.KNOWN:
            sentences.append(wording.say("known_by", date=wording.date(period.last)))
        elif any(_runs(claim) for claim in match.claims):
            sentences.append(wording.say("dated_inside"))
    return tuple(dict.fromkeys(sentences))


def _runs(claim: Claim) -> bool:
    """Tell whether a figure is a running total, or may be one for all that is on file."""
    scope = claim.scope
    open_ended = scope.kind is ScopeKind.NOT_STATED and scope.cumulative is not False
    return open_ended or scope.kind is ScopeKind.CUMULATIVE


def _correction(match: Match, wording: Wording) -> tuple[str, ...]:
    question = match.question
    if not match.hits:
        number = wording.listed([wording.number(n.value) for n in question.numbers], either=True)
        asked = wording.listed([wording.name(ref) for ref in question.claimants])
        return (
            f"{wording.say('wrong')} {wording.say('wrong_number', number=number, asked=asked)}",
        )
    unheard = [
        wording.say("number", number=wording.number(number), asked="")
        for number in match.missing_numbers
    ]
    wrongs = dict.fromkeys(slot for hit in match.hits for slot in hit.wrong)
    reasons = [wording.say(f"wrong_{slot}", asked=_asked(match, slot, wording)) for slot in wrongs]
    reasons += unheard
    words = wording.listed([one.words for one in question.unknown if one.words])
    nobody = [wording.say("unknown_claimant", words=words)] if words else []
    whose = (_hit(hit, wording) for hit in match.hits)
    if nobody and not reasons:
        return (" ".join((*whose, *nobody)),)
    reasons = [*reasons, *nobody] or [wording.say("wrong_range")]
    return (" ".join((wording.say("wrong"), *whose, *reasons)),)


def _asked(match: Match, slot: str, wording: Wording) -> str:
    question = match.question
    refs = {
        "claimant": question.claimants,
        "side": question.sides,
        "place": question.places,
        "agent": question.captors,
    }
    if slot in refs:
        return wording.listed([wording.name(ref) for ref in refs[slot]], either=True)
    if slot == "category":
        return wording.listed([wording.category(category) for category in question.categories])
    return wording.say("asked_measure", words=question.measure_words)


def _hit(hit: Hit, wording: Wording) -> str:
    """Say what the asker's number is, in whose figure, and about whom."""
    claim = hit.claim
    described = [
        wording.say("described", wording=other.wording, names=wording.voices([other.said_by]))
        for other in claim.other_wordings
        if hit.number in other.numbers
    ]
    return wording.say(
        f"hit_{hit.role.value}",
        number=wording.number(hit.number),
        claimant=wording.claimant(claim),
        wording=claim.figure.wording,
        population=wording.population(claim),
        measure=wording.measure(claim.measure),
        described=wording.listed(described),
    )


def _missing(match: Match, wording: Wording) -> list[str]:
    claimants = match.question.claimants
    names = [
        wording.say(
            "missing_figure" if ref in claimants else "missing_side", name=wording.name(ref)
        )
        for ref in match.missing
    ]
    if not match.false_premise:
        names += [wording.say("missing_words", name=u.words) for u in match.missing_words]
    names += [wording.category(category) for category in match.missing_categories]
    return names + [wording.measure(measure) for measure in match.missing_measures]
