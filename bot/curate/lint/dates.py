"""Rules about the dates of a claim: what it describes, when it was said, when it was printed."""

from collections.abc import Iterator

from bot.curate.lint.finding import Finding, error, warning
from bot.store import Store


def order(store: Store) -> Iterator[Finding]:
    """Find figures that describe a day after they were said, or that were printed before."""
    for claim in store.claims:
        as_of, stated, scope = claim.as_of, claim.stated_on, claim.scope
        if as_of and stated and as_of.first > stated.last:
            yield error("dates", claim.id, "as_of", f"{as_of} is after stated_on", f"<= {stated}")
        for index, source in enumerate(claim.sources):
            printed = source.published_on
            if printed and stated and stated.first > printed.last:
                field, found = f"sources.{index}.published_on", f"{printed} is before stated_on"
                yield error("dates", claim.id, field, found, f">= {stated}")
        if scope.start and scope.end and scope.start.first > scope.end.last:
            found = f"{scope.start} is after scope.end"
            yield error("dates", claim.id, "scope.start", found, f"<= {scope.end}")


def missing(store: Store) -> Iterator[Finding]:
    """Find claims that no date question can reach."""
    for claim in store.claims:
        if not claim.described_on:
            yield warning("undated", claim.id, "as_of", "no date", "as_of or stated_on")
