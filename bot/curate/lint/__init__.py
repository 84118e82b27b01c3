"""A store comes in; every finding about its claims and names goes out, errors and warnings.

Each rule is a function of a store in one of the modules here; nothing stops at the first finding.
"""

from collections.abc import Callable, Iterator

from bot.curate.lint import chains, dates, duplicates, figures, names, parts, sides
from bot.curate.lint.finding import Finding, Level
from bot.store import Store

__all__ = ["Finding", "Level", "findings"]

RULES: tuple[Callable[[Store], Iterator[Finding]], ...] = (
    names.circles,
    figures.bounds,
    figures.hedges,
    figures.umbrellas,
    dates.order,
    dates.missing,
    chains.links,
    chains.crossings,
    chains.falls,
    chains.origins,
    chains.gaps,
    parts.of_people,
    parts.of_measures,
    duplicates.same,
    duplicates.near,
    sides.one_sided,
    sides.disputed_by_nobody,
    names.colliding,
    names.unused,
)


def findings(store: Store) -> tuple[Finding, ...]:
    """Hold a store against every rule, in order; what is explained in its header says why."""
    found = [finding for rule in RULES for finding in rule(store)]
    whys = {
        (note.rule, entry): note.why for note in store.header.explained for entry in note.entries
    }
    explained = [
        finding._replace(why=whys.get((finding.rule, finding.entry)))
        if finding.level is Level.WARNING
        else finding
        for finding in found
    ]
    open_to = {(finding.rule, finding.entry) for finding in found}
    idle = [
        Finding(
            "idle-explanation",
            Level.WARNING,
            entry,
            "explained",
            f"there is no {rule!r} finding to explain",
            "an explanation of a finding",
        )
        for rule, entry in whys
        if (rule, entry) not in open_to
    ]
    return (*explained, *idle)
