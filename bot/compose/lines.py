"""Claims come in; one line each goes out, in sections, and where they were read."""

import datetime as dt
from collections.abc import Iterable, Sequence

from bot.answer import Line, Section
from bot.claim import Claim, Review, ReviewState, Source
from bot.compose import screen
from bot.wording import Wording


def sections(
    claims: Sequence[Claim], wording: Wording, today: dt.date, *, since: bool
) -> tuple[Section, ...]:
    """Group lines by event and population: parts of a population after it, comparisons last.

    ``since`` asks that running totals say from when they count.
    """
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.event, claim.population), []).append(claim)
    ranked = sorted(
        groups.values(),
        key=lambda group: (wording.is_background(group[0]), wording.is_part(group[0])),
    )
    return tuple(
        Section(
            title=wording.say(
                "title", population=wording.population(group[0]), event=wording.event(group[0])
            ),
            lines=tuple(_line(claim, wording, today, since=since) for claim in group),
            heads=tuple(wording.say(f"column_{column}") for column in _COLUMNS),
        )
        for group in ranked
    )


def in_short(claim: Claim, wording: Wording, *, people: bool) -> str:
    """Put a claim into half a sentence; ``people`` says whom it counts."""
    verification = wording.verification(claim).removesuffix(".")
    figure, scope = wording.figure(claim), wording.scope(claim)
    return wording.say(
        "short_people" if people else "short",
        claimant=wording.claimant(claim),
        population=wording.population(claim),
        figure=wording.say("scoped", figure=figure, scope=scope) if scope else figure,
        dates=wording.dates(claim),
        verification=verification[:1].lower() + verification[1:],
    )


def oldest_first(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Bring claims of one measure together, the oldest as-of date of each first."""
    groups: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=screen.described):
        groups.setdefault(claim.measure, []).append(claim)
    return tuple(claim for group in groups.values() for claim in group)


def sources(claims: Iterable[Claim], wording: Wording) -> tuple[str, ...]:
    """List where the claims were read, each source once."""
    listed = (_source(source, wording) for claim in claims for source in claim.sources)
    return tuple(dict.fromkeys(listed))


def brief_sources(claims: Iterable[Claim], wording: Wording) -> tuple[str, ...]:
    """Name publishers and dates in one sentence, and say if nobody opened an original."""
    listed = (_brief_source(source, wording) for claim in claims for source in claim.sources)
    said = wording.say("brief_sources", sources="; ".join(dict.fromkeys(listed)))
    return (said, *unchecked(claims, wording))


def unchecked(claims: Iterable[Claim], wording: Wording) -> tuple[str, ...]:
    """Say if nobody opened the original of any of the claims."""
    copied = all(c.review and c.review.state is ReviewState.SECONDARY_COPY for c in claims)
    return (wording.say("unchecked"),) if copied else ()


def reviews(claims: Iterable[Claim], wording: Wording) -> tuple[str, ...]:
    """Say of each claim who checked it against its original, and when, if anybody did."""
    groups: dict[Review, dict[str, None]] = {}
    for claim in claims:
        if claim.review:
            named = wording.say(
                "about", claimant=wording.claimant(claim), figures=wording.figure(claim)
            )
            groups.setdefault(claim.review, {})[named] = None
    return tuple(
        wording.say(
            f"reviewed_{review.state.value}",
            by=review.by,
            on=wording.date(review.on),
            claims=wording.listed(list(names)),
        )
        for review, names in groups.items()
    )


# --- private ---

_COLUMNS = ("claimant", "figure", "dates")


def _line(claim: Claim, wording: Wording, today: dt.date, *, since: bool) -> Line:
    figure, scope = wording.figure(claim), wording.scope(claim, since=since)
    return Line(
        claim=claim.id,
        claimant=wording.claimant(claim),
        relation=wording.say(claim.relation.value) if claim.relation else None,
        figure=wording.say("scoped", figure=figure, scope=scope) if scope else figure,
        dates=_dates(claim, wording, today),
        verification=wording.verification(claim),
    )


def _dates(claim: Claim, wording: Wording, today: dt.date) -> str:
    dates = wording.dates(claim)
    age = wording.age(claim.known_on, today) if claim.known_on else None
    dates = wording.say("aged", dates=dates, age=age) if age else dates
    speaker = wording.speaker(claim.speaker) if claim.speaker else None
    if speaker in {None, wording.claimant(claim)}:
        return dates
    return wording.say("by_speaker", dates=dates, speaker=speaker)


def _source(source: Source, wording: Wording) -> str:
    say, address = wording.say, source.url or source.via_url
    return say(
        "source",
        **_origin(source, wording),
        title=say("source_title", title=source.title) if source.title else "",
        url=say("source_url", url=address) if address else "",
    )


def _brief_source(source: Source, wording: Wording) -> str:
    return wording.say("brief_source", **_origin(source, wording))


def _origin(source: Source, wording: Wording) -> dict[str, str]:
    """Say who published, when, where that was read, and what the licence asks to be said."""
    say, published, words = wording.say, source.published_on, source.attribution
    return {
        "publisher": source.publisher,
        "published": say("source_published", date=wording.date(published)) if published else "",
        "via": say("source_via", via=source.via) if source.via else "",
        "attribution": say("source_attribution", words=words) if words else "",
    }
