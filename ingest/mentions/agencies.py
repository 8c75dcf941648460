"""News agencies by their state (`Icelandic News Agency`), where no table knows the name."""

from __future__ import annotations

from ingest.languages.language import Language
from ingest.mentions.line import Hit, Line
from ingest.model import Found
from ingest.text import Text
from ontology.authority import Known, load_authority


def find_agencies(line: Line, text: Text, language: Language) -> list[Found]:
    """The agencies of a line that are named by a state or its adjective; in capitals, where the script has them."""
    pattern = language.patterns.get("agency")
    hits = line.hits(pattern) if pattern is not None else ()
    return [_agency(hit, text) for hit in hits if not language.names.case or _is_name(hit, text)]


def initials(label: str) -> str:
    """The capitals that begin the words of a name."""
    return "".join(word[0] for word in label.split() if word[0].isupper())


def acronyms(known: Known) -> frozenset[str]:
    """The short names in capitals of a known entity."""
    return frozenset(name.text for name in known.names if name.register == "acronym")


def _agency(hit: Hit, text: Text) -> Found:
    state = load_authority().entities[hit.found("state")[0].key or ""]
    words = " ".join(hit.span.of(text.clean).split())
    label = words if words.isascii() else f"{state.label} News Agency"
    return Found(hit.span, "O", _key_of(state, label), label)


def _is_name(hit: Hit, text: Text) -> bool:
    return hit.group_span("trigger").of(text.clean)[0].isupper()


def _key_of(state: Known, label: str) -> str | None:
    """The state's own known agency of those initials: `Vietnamese News Agency` is the VNA in other words."""
    own = [
        known.key
        for known in load_authority().of_type("organization")
        if known.attributes.get("kind") == "agency"
        and known.attributes.get("state") == state.key.removeprefix("state/")
        and initials(label) in acronyms(known)
    ]
    return own[0] if len(own) == 1 else None
