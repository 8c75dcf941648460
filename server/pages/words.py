"""What templates ask of views: the label to show, in which language it is, and how facts are put."""

from __future__ import annotations

from collections.abc import Iterable

from graph.views import EntityView, Fact, Ref, Text


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
        ("events", view.participations),
        ("statements", view.statements),
        ("others", view.facts),
    ]
    return [(name, facts) for name, facts in groups if facts]


def number_of_sources(fact: Fact) -> int:
    """How many documents say it."""
    return len({claim.document.iri for claim in fact.claims})
