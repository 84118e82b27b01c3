"""A claim comes in; one sentence about it goes out, as a curator reads it at the terminal.

A figure never stands alone: the sentence has its claimant, its date and whether it was verified.
"""

import textwrap

from bot.claim import Claim
from bot.curate import bounds
from bot.measures import Measures
from bot.store import Store
from bot.wording import Wording

WIDTH = 80
"""Columns of a terminal that everybody has."""


def wording(store: Store) -> Wording:
    """Say things in the language in which claims are filed, about the names of a store."""
    return Wording(bounds.english(), store, Measures.read())


def of(claim: Claim, wording: Wording) -> str:
    """Say whose figure a claim is, about whom, as of when, and whether it was verified."""
    whose = f"{wording.claimant(claim)}, {wording.population(claim)}"
    return f"{whose}: {dated(claim, wording)}"


def dated(claim: Claim, wording: Wording) -> str:
    """Say a figure with its scope, its date and whether it was verified, for a known claimant."""
    scope = wording.scope(claim)
    figure = wording.figure(claim) + (f" ({scope})" if scope else "")
    return f"{figure}, {wording.dates(claim)}. {wording.verification(claim)}"


def wrapped(text: str, indent: str, hanging: str) -> list[str]:
    """Break a text into lines of a terminal, whole words and addresses each."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def counted(number: int, what: str) -> str:
    """Write a number of things: 1 claim, 2 claims."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
