"""Whether the store still is what it says: every digest, span, claim, record and accepted fact, looked at anew.

Nothing here trusts what is stored: quotes are cut from the text, the text is hashed, and the accepted graph is
derived again and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from graph.derivation import DERIVATION, Inputs, is_stale
from graph.founding import FOUNDATION
from graph.holdings import record_of
from graph.identifiers import named_graph, thing
from graph.settings import Settings
from graph.store import DEFAULT_GRAPH, Store
from graph.stores.lines import restored
from graph.views.nodes import Node, nodes_of
from ontology.namespaces import OA, TG

_CONTEXT = 32
Watch = Callable[[list[str]], Iterable[str]]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong, and where: the IRI of a graph or of a thing in it."""

    place: str
    what: str


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """What was looked at, and what is wrong with it, by place.

    `pending` is true where documents came in and nothing was derived from them yet: an ingest was cut off. Then the
    accepted facts are those of before, and could not be compared.
    """

    documents: int
    claims: int
    spans: int
    problems: tuple[Problem, ...]
    pending: bool = False

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(store: Store, settings: Settings, watch: Watch = iter) -> VerificationReport:
    """Look at everything in the store; `watch` may wrap the document graphs, to show how far it is."""
    base = settings.base_iri
    names = store.graphs()
    start = str(named_graph(base, "document/"))
    problems = list(_strange_graphs(names, base))
    claims = spans = 0
    documents = [name for name in names if name.startswith(start)]
    for name in watch(documents):
        lines = store.triples(name)
        nodes = nodes_of(lines)
        claims += sum("Claim" in node.types for node in nodes.values())
        spans += sum("EvidenceSpan" in node.types for node in nodes.values())
        key = name.removeprefix(start)
        problems += _document_problems(nodes, str(thing(base, "document", key)), key, name)
        problems += _record_problems(store, key, name, lines, base)
        problems += _review_problems(store, key, nodes, base)
    pending = bool(documents) and not store.triples(DERIVATION)
    if not pending:
        problems += _accepted_problems(store, settings)
    return VerificationReport(len(documents), claims, spans, tuple(sorted(set(problems))), pending)


def _strange_graphs(names: list[str], base: str) -> Iterator[Problem]:
    known = {FOUNDATION, DERIVATION, str(named_graph(base, "authority")), str(named_graph(base, "ontology"))}
    document, record, review, judgement = (
        str(named_graph(base, f"{kind}/")) for kind in ("document", "record", "review", "judgement")
    )
    for name in names:
        start = next((start for start in (record, review) if name.startswith(start)), None)
        if start is not None and document + name.removeprefix(start) not in names:
            what = "a record" if start == record else "claims in review"
            yield Problem(name, f"{what} of a document that the store does not hold")
        elif name not in known and not name.startswith((document, record, review, judgement)):
            yield Problem(name, f"a graph that is none of ours under {base}")


def _document_problems(nodes: Mapping[str, Node], iri: str, key: str, graph: str) -> Iterator[Problem]:
    text = nodes.get(iri, Node(iri)).first(TG.text)
    if text is None:
        yield Problem(graph, f"the graph has no text of its document {iri}")
        return
    digest = sha256(text.encode()).hexdigest()
    if nodes[iri].first(TG.digest) != f"sha256:{digest}":
        yield Problem(iri, f"tg:digest is not that of the text, which is sha256:{digest}")
    if digest[: len(key)] != key:
        yield Problem(iri, f"the key is not the start of the text's digest {digest}")
    for node in nodes.values():
        if "EvidenceSpan" in node.types:
            yield from _span_problems(node, nodes, text, iri)
        elif "Claim" in node.types or "Mention" in node.types:
            yield from _evidence_problems(node, nodes, iri)


def _span_problems(span: Node, nodes: Mapping[str, Node], text: str, document: str) -> Iterator[Problem]:
    if span.first(OA.hasSource) != document:
        yield Problem(span.iri, f"oa:hasSource is not its own document {document}")
    selector = nodes.get(span.first(OA.hasSelector) or "", Node(""))
    try:
        start, end = int(selector.first(OA.start) or ""), int(selector.first(OA.end) or "")
    except ValueError:
        yield Problem(span.iri, "oa:start or oa:end is no number")
        return
    if not 0 <= start < end <= len(text):
        yield Problem(span.iri, f"{start} to {end} is not inside the text of {len(text)} code points")
    expected = {
        OA.exact: text[start:end],
        OA.prefix: text[max(0, start - _CONTEXT) : start],
        OA.suffix: text[end : end + _CONTEXT],
    }
    for property, words in expected.items():
        if selector.first(property) != words:
            name = property.removeprefix(str(OA))
            yield Problem(span.iri, f"oa:{name} is not what stands at {start} to {end}: {words[:60]!r}")
    if not span.iri.endswith(f"-{start}-{end}"):
        yield Problem(span.iri, f"the IRI does not name its place {start} to {end}")


def _evidence_problems(node: Node, nodes: Mapping[str, Node], document: str) -> Iterator[Problem]:
    spans = [value.text for value in node.values(TG.evidence)]
    if not spans:
        yield Problem(node.iri, "no tg:evidence")
    for span in spans:
        if "EvidenceSpan" not in nodes.get(span, Node(span)).types:
            yield Problem(node.iri, f"its evidence {span} is no span of the same document")
    if "Claim" in node.types and node.first(TG.claimant) != document:
        yield Problem(node.iri, f"tg:claimant is not its own document {document}")


def _record_problems(store: Store, key: str, graph: str, lines: list[str], base: str) -> Iterator[Problem]:
    record = record_of(store, key, base)
    if record is None:
        yield Problem(graph, "the document has no record, so nothing tells where and when it was read")
    elif record.content != sha256("\n".join(restored(lines)).encode()).hexdigest():
        yield Problem(graph, "the graph has changed since it was recorded; ingest the document again")


def _review_problems(store: Store, key: str, document: Mapping[str, Node], base: str) -> Iterator[Problem]:
    """What is wrong with the claims that wait in review: they quote the same text, and are as they were recorded."""
    iri, name = str(thing(base, "document", key)), str(named_graph(base, f"review/{key}"))
    lines, record = store.triples(name), record_of(store, key, base)
    digest = sha256("\n".join(restored(lines)).encode()).hexdigest() if lines else None
    if record is not None and record.waiting != digest:
        yield Problem(name, "the claims in review have changed since they were recorded; ingest the document again")
    text = document.get(iri, Node(iri)).first(TG.text) or ""
    nodes = nodes_of(lines)
    for node in nodes.values():
        if "EvidenceSpan" in node.types:
            yield from _span_problems(node, nodes, text, iri)
        elif "Claim" in node.types:
            yield from _evidence_problems(node, nodes, iri)


def _accepted_problems(store: Store, settings: Settings) -> Iterator[Problem]:
    place = "default graph"
    if is_stale(store, settings):
        yield Problem(place, "the documents, the known entities or the settings have changed since it was derived")
        return
    derived = set(Inputs(store, settings).derived())
    held = set(store.triples(DEFAULT_GRAPH))
    for line in sorted(held - derived):
        yield Problem(place, f"no current claim leads to {line[:200]}")
    for line in sorted(derived - held):
        yield Problem(place, f"missing: {line[:200]}")
