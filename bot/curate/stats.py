"""A store and today come in; what is on file goes out, counted by event, people, measure, claimant.

Dates are the days that figures describe (UTC); an age is that of the newest on today.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from bot import store
from bot.claim import Claim
from bot.curate import check, summary
from bot.curate.summary import WIDTH, counted
from bot.edtf import PartialDate
from bot.store import Store
from bot.wording import Wording


class Share(NamedTuple):
    """The claims about one event, people or measure, or by one claimant: how many, from when."""

    id: str
    name: str
    claims: int
    first: PartialDate | None
    last: PartialDate | None


def run(path: Path | None, today: dt.date, out: TextIO, *, as_json: bool = False) -> None:
    """Print what a claims file (None: the shipped one) holds. Raises StoreError."""
    path = path or store.shipped()
    read = store.load(path)
    tables = {title: shares(read.claims, key) for title, key in _keys(summary.wording(read))}
    if as_json:
        print(_json(path, read, tables, today), file=out)
        return
    print(f"{path} on {summary.wording(read).date(today)}", file=out)
    for line in _totals(read):
        print(line, file=out)
    for title, listed in tables.items():
        print(file=out)
        for line in _table(f"By {title}", listed, today):
            print(line, file=out)


def shares(claims: Iterable[Claim], key: Callable[[Claim], tuple[str, str]]) -> tuple[Share, ...]:
    """Count claims by an id and a name, those with most claims first."""
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    listed = [_share(id_, name, group) for (id_, name), group in groups.items()]
    return tuple(sorted(listed, key=lambda share: (-share.claims, share.name)))


def age(date: PartialDate, today: dt.date) -> str:
    """Say how old a date is, in whole years, months or days; one that may lie ahead is 0 days."""
    months = date.months_before(today)
    years = months // 12
    if years > 0:
        return counted(years, "year")
    return counted(months, "month") if months > 0 else counted(_days(date, today), "day")


# --- private ---

_GAP = "  "
"""What stands between two columns."""


def _keys(wording: Wording) -> Iterator[tuple[str, Callable[[Claim], tuple[str, str]]]]:
    yield "event", lambda claim: (claim.event, wording.event(claim))
    yield "population", lambda claim: (claim.population, wording.population(claim))
    yield "measure", lambda claim: (claim.measure, wording.measure(claim.measure))
    yield "claimant", lambda claim: (claim.claimant, wording.claimant(claim))


def _share(id_: str, name: str, claims: Sequence[Claim]) -> Share:
    dates = [claim.described_on for claim in claims if claim.described_on]
    return Share(
        id_,
        name,
        len(claims),
        min(dates, key=lambda date: date.first, default=None),
        max(dates, key=lambda date: date.last, default=None),
    )


def _days(date: PartialDate, today: dt.date) -> int:
    return max(0, (today - date.last).days)


def _numbers(read: Store) -> Mapping[str, int]:
    sources = [source for claim in read.claims for source in claim.sources]
    return {
        "claims": len(read.claims),
        "claimants": len({claim.claimant for claim in read.claims}),
        "sources": len(set(sources)),
        "publishers": len({source.publisher for source in sources}),
        "undated": sum(claim.described_on is None for claim in read.claims),
        "unopened_originals": check.unopened(read),
    }


def _totals(read: Store) -> Iterator[str]:
    numbers = _numbers(read)
    by = counted(numbers["claimants"], "claimant")
    sources = counted(numbers["sources"], "source")
    publishers = counted(numbers["publishers"], "publisher")
    yield f"{counted(numbers['claims'], 'claim')} by {by}, from {sources} of {publishers}"
    yield f"{numbers['unopened_originals']:,} still need their original opened"
    if numbers["undated"]:
        yield f"{numbers['undated']:,} without any date"


def _table(title: str, listed: Sequence[Share], today: dt.date) -> Iterator[str]:
    """Write a table as wide as its cells; a name that leaves no room for them is shortened."""
    names = [title, *(share.name for share in listed)]
    rows = [("claims", "first", "last", "newest is"), *(_cells(share, today) for share in listed)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    wide = min(max(map(len, names)), WIDTH - sum(len(_GAP) + width for width in widths))
    for name, (number, *dates) in zip(names, rows, strict=True):
        padded = (text.ljust(width) for text, width in zip(dates, widths[1:], strict=True))
        cells = (_shortened(name, wide).ljust(wide), number.rjust(widths[0]), *padded)
        yield _GAP.join(cells).rstrip()


def _cells(share: Share, today: dt.date) -> tuple[str, str, str, str]:
    old = f"{age(share.last, today)} old" if share.last else "–"
    return f"{share.claims:,}", str(share.first or "–"), str(share.last or "–"), old


def _shortened(name: str, width: int) -> str:
    return name if len(name) <= width else f"{name[: width - 1].rstrip()}…"


def _json(path: Path, read: Store, tables: Mapping[str, Sequence[Share]], today: dt.date) -> str:
    by = {
        title: [
            {
                "id": share.id,
                "name": share.name,
                "claims": share.claims,
                "first": share.first and str(share.first),
                "last": share.last and str(share.last),
                "newest_is_days_old": share.last and _days(share.last, today),
            }
            for share in listed
        ]
        for title, listed in tables.items()
    }
    document = {"store": str(path), "today": str(today), **_numbers(read), "by": by}
    return json.dumps(document, ensure_ascii=False, indent=2)
