"""What a text is about: its main treaty, and whether it tells of cybercrime treaties at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ingest.model import Found
from ontology.authority import load_authority

# The treaty named first is what a text is about, unless another is named far more often.
_FIRST_NAMED = 3


def main_treaty(founds: Iterable[Found]) -> str | None:
    """The treaty that a text is about: the one named most often, where the first one named starts ahead."""
    founds = list(founds)
    named = [found for found in founds if found.kind == "T" and found.key is not None]
    keys = [found.key for found in [f for f in named if f.register != "ambiguous"] or named if found.key is not None]
    if not keys:
        return next((key for found in founds if (key := _treaty_of(found)) is not None), None)
    counts = Counter(keys)
    counts[keys[0]] += _FIRST_NAMED
    return max(counts, key=lambda key: counts[key])


def sure_treaties(founds: Iterable[Found]) -> frozenset[str]:
    """The treaties that a text calls by a name of their own."""
    return frozenset(f.key for f in founds if f.kind == "T" and f.key is not None and f.register != "ambiguous")


def tells_of_subject(founds: Iterable[Found]) -> bool:
    """Whether a text names a cybercrime treaty, or its occasion or body, by a name that is no other instrument's: not
    a body by its short name, for other conventions have a `Conference of the States Parties` too."""
    return any(
        key is not None
        and not _is_beside(key)
        and found.register != "ambiguous"
        and not (found.kind == "O" and found.register == "short")
        for found in founds
        for key in (found.key if found.kind == "T" else _treaty_of(found),)
    )


def home_state(founds: Iterable[Found]) -> str | None:
    """The state whose posts a text may name without it (`the Minister of Justice`): the one it names most often, the
    first of equals, at least twice. An adjective right before a place tells only where that lies."""
    founds = sorted((f for f in founds if f.kind in "SACL" and f.key is not None), key=lambda found: found.span)
    places = {found.span.start for found in founds if found.kind in "CL"}
    named = [
        found.key for found in founds if found.kind == "S" or (found.kind == "A" and found.span.end + 1 not in places)
    ]
    counts = Counter(key for key in named if key is not None and key.startswith("state/"))
    if not counts:
        return None
    most = max(counts, key=lambda key: counts[key])
    return most if counts[most] > 1 else None


def _is_beside(treaty: str) -> bool:
    """Whether an instrument lies beside the subject: texts on other crimes name it too (column `beside`)."""
    return load_authority().entities[treaty].attributes.get("beside") == "yes"


def _treaty_of(found: Found) -> str | None:
    """The treaty of a known occasion, or of a body that bears its name (`Conference of the States Parties to …`)."""
    entities = load_authority().entities
    known = entities.get(found.key or "")
    if known is None or found.kind not in "EO":
        return None
    if known.attributes.get("treaty"):
        return known.attributes["treaty"]
    return next((t.key for t in load_authority().of_type("treaty") if t.label in known.label), None)
