"""What templates ask of views: the label to show, in which language it is, and how facts are put."""

from __future__ import annotations

from collections.abc import Iterable

from graph.rdf.evidence import CONTEXT
from graph.views import ClaimView, DocumentView, EntityView, Fact, Ref, Text

_LONGEST_HEADING = 120


def label_of(ref: Ref, language: str) -> Text:
    """The label of a thing for a reader, with the language of the label (empty where none is known)."""
    label = ref.label(language)
    return label, next((tag for text, tag in ref.labels if text == label and tag != "mul"), "")


def by_label(refs: Iterable[Ref], language: str) -> list[Ref]:
    """Things in the order of their labels."""
    return sorted(refs, key=lambda ref: (ref.label(language).casefold(), ref.iri))


def facts_of(view: EntityView) -> list[tuple[str, tuple[Fact, ...]]]:
    """The accepted facts of an entity in groups, each by its list's name; empty groups are left out."""
    groups = [
        ("acts", view.acts),
        ("posts", view.posts),
        ("participations", view.participations),
        ("statements", view.statements),
        ("others", view.facts),
    ]
    return [(name, facts) for name, facts in groups if facts]


def number_of_sources(fact: Fact) -> int:
    """How many documents say it."""
    return len({claim.document.iri for claim in fact.claims})


def other_names(view: EntityView, shown: str) -> list[Text]:
    """The labels beside the one that is shown, each text once."""
    found: dict[str, str] = {}
    for text, language in view.ref.labels:
        if text != shown:
            found.setdefault(text, "" if language == "mul" else language)
    return list(found.items())


def heading_of(view: DocumentView) -> str:
    """A document's title, or the beginning of its text where it has none."""
    if view.ref.title:
        return view.ref.title
    line = next((line.strip() for line in view.text.splitlines() if line.strip()), view.ref.key)
    return line if len(line) <= _LONGEST_HEADING else f"{line[:_LONGEST_HEADING].rpartition(' ')[0]}…"


def around(claim: ClaimView) -> tuple[str, str]:
    """The words before and after a quote, without the pieces of words at which they were cut."""
    before, after = claim.prefix, claim.suffix
    if len(before) == CONTEXT and " " in before:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == CONTEXT and " " in after:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
