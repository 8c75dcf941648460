"""What a language lacks: what every language must have, and what the others have and it has not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import ClaimType, EventType, Modality
from ingest.languages.inventory import FILES, NAMED, Inventory
from ingest.languages.language import REQUIRED_CLASSES

# These are read without rules: off the description of an occasion, off credits, and off official records.
_WITHOUT_RULES = frozenset({ClaimType.CONCERNS, ClaimType.REPORTS, ClaimType.GIVES_NOTICE})
# All of these are few and matter to every text; of bodies, places and people each language names those it writes of.
_ALL_NAMED = frozenset({"state", "treaty", "event"})
_MONTHS, _WEEKDAYS = 12, 7
# How many names are told one by one.
_TOLD = 12


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a language has not; without what is `required` no text of it is read well."""

    what: str
    required: bool


def lacks(inventory: Inventory, others: Sequence[Inventory]) -> list[Lack]:
    """What the language lacks, the required first."""
    required = [Lack(what, True) for what in _required(inventory)]
    return required + [Lack(what, False) for what in _beside(inventory, others)]


def _required(inventory: Inventory) -> Iterator[str]:
    yield from (f"{name}.toml is missing" for name in FILES if name not in inventory.files)
    yield from inventory.broken
    classes = [name for name in REQUIRED_CLASSES if not inventory.classes.get(name)]
    if classes:
        yield f"lexicon.toml: classes without a word: {', '.join(classes)}"
    standings = [m for m in Modality if m != Modality.ASSERTED and not _tells(inventory, m)]
    if standings:
        yield f"lexicon.toml: neither class nor pattern tells what is {', '.join(standings)}"
    types = [type for type in ClaimType if type not in _WITHOUT_RULES and type not in inventory.rules]
    if types:
        yield f"patterns.toml: no rule makes claims of type {', '.join(types)}"
    if inventory.unshown:
        yield f"patterns.toml: rules without a sentence that they read: {_told(inventory.unshown)}"
    if inventory.months < _MONTHS or inventory.weekdays < _WEEKDAYS:
        yield f"dates.toml: {inventory.months} months and {inventory.weekdays} weekdays"
    for name, count in (("heads", inventory.heads), ("portfolios", inventory.portfolios)):
        if not count:
            yield f"titles.toml: no {name}"
    if not inventory.function_words:
        yield "meta.toml: no function words, so that no text is known to be of the language"
    for kind in NAMED:
        if kind in _ALL_NAMED and inventory.nameless[kind]:
            yield f"names of {len(inventory.nameless[kind])} of kind {kind}: {_told(inventory.nameless[kind])}"


def _tells(inventory: Inventory, standing: str) -> bool:
    return bool(inventory.classes.get(standing)) or standing in inventory.patterns


def _beside(inventory: Inventory, others: Sequence[Inventory]) -> Iterator[str]:
    """What every other language has, or of which most have more than twice as much."""
    others = [other for other in others if other.code != inventory.code]
    if not others:
        return
    for name, mine, theirs in (
        ("lexicon.toml: classes", set(inventory.classes), [set(other.classes) for other in others]),
        ("lexicon.toml: patterns", set(inventory.patterns), [set(other.patterns) for other in others]),
    ):
        common = sorted(set.intersection(*theirs) - mine)
        if common:
            yield f"{name} that all others have: {_told(common)}"
    types = [type for type in EventType if type not in inventory.events and any(type in o.events for o in others)]
    if types:
        yield f"events.toml: no noun of an occasion of type {', '.join(types)}"
    for kind in NAMED:
        median = sorted(other.named[kind] for other in others)[len(others) // 2]
        if kind not in _ALL_NAMED and 2 * inventory.named[kind] < median:
            yield f"names of kind {kind}: {inventory.named[kind]}, where most languages have {median}"
    if not inventory.judged:
        yield "precision.toml: no rule was ever judged; annotate texts and run make calibrate"


def _told(names: Sequence[str]) -> str:
    rest = len(names) - _TOLD
    return ", ".join(names[:_TOLD]) + (f" and {rest} more" if rest > 0 else "")
