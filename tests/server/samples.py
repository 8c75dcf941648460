"""A small real graph: two readings of our own sentences, and what is accepted from them."""

# ruff: noqa: E501  readings read best one thing a line
from __future__ import annotations

from graph.identifiers import DEFAULT_BASE
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    EventType,
    Mention,
    Reading,
    Span,
)
from graph.ntriples import to_ntriples
from graph.rdf import to_graph

BASE = DEFAULT_BASE
TG = "https://w3id.org/treatygraph/ontology#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

# Viet Nam signed first, in Hanoi on 25 October 2025 (UN Treaty Collection, XVIII-16).
ENGLISH = "Viet Nam signed the Hanoi Convention <on 25 October 2025>.\r\nThe ceremony took place in Hanoi & ended well."
# The minister's office is public record; the count of 72 is what the seed article reports.
ARABIC = "قال الوزير لونغ تام كوانغ إن ممثلي 72 دولة وقعوا اتفاقية هانوي (UNODC)."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def english() -> Reading:
    text = ENGLISH
    return Reading(
        Document(text, "en", title="Viet Nam signs", url="https://example.org/news/1?a=1&b=2", publisher="Example",
                 published="2025-10-25", published_basis=DateBasis.STATED),
        entities=(
            Entity("e1", EntityType.STATE, "Viet Nam", (("en", "Viet Nam"),), key="state/vnm", iso3="VNM"),
            Entity("e2", EntityType.TREATY, "Hanoi Convention", (("en", "Hanoi Convention"),), key="treaty/un-xviii-16"),
            Entity("e3", EntityType.EVENT, "The ceremony", (("en", "The ceremony"),), event_type=EventType.CEREMONY),
            Entity("e4", EntityType.PLACE, "Hanoi", (("en", "Hanoi"),), key="place/hanoi"),
        ),
        mentions=(Mention("e1", span(text, "Viet Nam")), Mention("e2", span(text, "Hanoi Convention"))),
        claims=(
            Claim(ClaimType.SIGNS, "e1", span(text, "Viet Nam signed the Hanoi Convention <on 25 October 2025>"), "e2",
                  date="2025-10-25", date_basis=DateBasis.STATED, confidence=0.95, rule="en.sign.1"),
            Claim(ClaimType.TAKES_PLACE_IN, "e3", span(text, "The ceremony took place in Hanoi"), "e4"),
        ),
    )  # fmt: skip


def arabic() -> Reading:
    text = ARABIC
    name, words = "لونغ تام كوانغ", "ممثلي 72 دولة وقعوا اتفاقية هانوي"
    return Reading(
        Document(text, "ar", title="اتفاقية هانوي"),
        entities=(
            Entity("e1", EntityType.PERSON, "Lương Tam Quang", (("ar", name),)),
            Entity("e2", EntityType.TREATY, "Hanoi Convention", (("ar", "اتفاقية هانوي"),), key="treaty/un-xviii-16"),
        ),
        mentions=(Mention("e1", span(text, name)), Mention("e2", span(text, "اتفاقية هانوي"))),
        claims=(
            Claim(ClaimType.TALLY, "e2", span(text, words), value=72, action="signature", unit="state",
                  date="2025-10-26", date_basis=DateBasis.INFERRED_FROM_URL),
            Claim(ClaimType.STATES, "e1", span(text, words + " (UNODC)"), "e2", confidence=0.8,
                  flags=("doubtful-attribution",)),
        ),
    )  # fmt: skip


def accepted() -> list[str]:
    state, treaty = f"{BASE}id/state/vnm", f"{BASE}id/treaty/un-xviii-16"
    act = f"{BASE}id/act/un-xviii-16/vnm/signature"
    claim = next(line.split(" ", 1)[0] for line in to_ntriples(to_graph(english(), BASE)) if f"<{TG}signs>" in line)
    rdf_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    return [
        f'<{state}> {rdf_type} <{TG}State> .',
        f'<{state}> <{LABEL}> "Viet Nam"@en .',
        f'<{state}> <{LABEL}> "فيتنام"@ar .',
        f'<{treaty}> {rdf_type} <{TG}Treaty> .',
        f'<{treaty}> <{LABEL}> "United Nations Convention against Cybercrime"@en .',
        f'<{act}> {rdf_type} <{TG}Signature> .',
        f'<{act}> {rdf_type} <{TG}Act> .',
        f"<{act}> <{TG}treaty> <{treaty}> .",
        f"<{act}> <{TG}actor> <{state}> .",
        f'<{act}> <{TG}actDate> "2025-10-25"^^<http://www.w3.org/2001/XMLSchema#date> .',
        f"<{act}> <http://www.w3.org/ns/prov#wasDerivedFrom> {claim} .",
    ]  # fmt: skip


def record(reading: Reading) -> list[str]:
    document = f"{BASE}id/document/{reading.document.key}"
    graph = f"{BASE}graph/document/{reading.document.key}"
    stamp = '"2025-10-27T08:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    return [
        f"<{document}> <{TG}inGraph> <{graph}> .",
        f"<{document}> <{TG}knownFrom> {stamp} .",
        f'<{graph}> <https://schema.org/sha256> "{reading.document.digest}" .',
        f'<{document}> <{TG}location> "/srv/secret/article.txt" .',
    ]
