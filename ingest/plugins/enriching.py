"""A reading with what the extractors add to it, and an account of what they proposed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.errors import PluginError
from graph.model import Reading
from ingest.plugins import Extractor
from ingest.plugins.grounding import Grounded, ground


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one extractor's proposals; `failure` says why there were none."""

    name: str
    grounded: Grounded | None = None
    failure: str | None = None

    def __str__(self) -> str:
        if self.grounded is None:
            return f"{self.name}: {self.failure}; the rules' reading stands"
        dropped = sum(self.grounded.dropped.values())
        reasons = ", ".join(f"{reason} {count}" for reason, count in self.grounded.dropped.items())
        why = f" ({reasons})" if dropped else ""
        return (
            f"{self.name}: {len(self.grounded.claims)} claims added, {self.grounded.known} read already, "
            f"{dropped} dropped{why}"
        )


def slug(name: str) -> str:
    """A model's name as it stands in rules and in the IRI of a run (`meta/llama-3:8b` is `meta-llama-3-8b`)."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-")


def enriched(reading: Reading, extractors: Sequence[Extractor]) -> tuple[Reading, list[Account]]:
    """The reading with the grounded claims of every extractor, one after the other; a failing one adds nothing."""
    accounts = []
    for extractor in extractors:
        try:
            grounded = ground(reading, extractor.propose(reading), slug(extractor.name), extractor.confidence)
        except PluginError as error:
            accounts.append(Account(extractor.name, failure=error.reason))
            continue
        accounts.append(Account(extractor.name, grounded))
        claims = sorted([*reading.claims, *grounded.claims], key=lambda claim: claim.evidence)
        reading = replace(reading, claims=tuple(claims), extractor=f"{reading.extractor}+{slug(extractor.name)}")
    return reading, accounts
