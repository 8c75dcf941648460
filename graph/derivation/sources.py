"""What the policy reads: the claims of one document graph, taken from its N-Triples lines.

Terms stay as they are written in the lines: `<iri>`, `"literal"@en`. Most lines tell of spans and mentions,
and are passed over unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import DCTERMS, ORG, PROV, RDF, RDFS, SKOS, XSD

from graph.dates import Interval, PartialDate, When
from graph.ntriples import iri, split, term, value
from ontology.namespaces import OA, SCHEMA, TG

Triple = tuple[str, str, str]
Node = Mapping[str, list[str]]

TYPE, LABEL, SUBJECT, PREDICATE, OBJECT = map(term, (RDF.type, RDFS.label, RDF.subject, RDF.predicate, RDF.object))
DERIVED, POST_IN, EXACT_MATCH = map(term, (PROV.wasDerivedFrom, ORG.postIn, SKOS.exactMatch))
_EXACT, _LANGUAGE = term(OA.exact), term(SCHEMA.inLanguage)
_CLAIM, _ASSERTED, _ACCEPTED = map(term, (TG.Claim, TG.Asserted, TG.Accepted))
_OPEN = frozenset(map(term, (TG.Conditional, TG.Negated)))
_REFUSED = frozenset(map(term, (TG.InReview, TG.Rejected, TG.Disputed)))


def tg(name: str) -> str:
    """A term of the vocabulary."""
    return term(TG[name])


_MODALITY, _CONFIDENCE, _REVIEW, _CLAIMANT = map(tg, ("modality", "confidence", "reviewStatus", "claimant"))
_EVIDENCE, _DATE, _START, _END, _BASIS = map(tg, ("evidence", "date", "startDate", "endDate", "dateBasis"))
_KIND, _STATUS_DATE, _INSTRUMENT, _PARTY = map(tg, ("sourceKind", "statusDate", "instrument", "forParty"))
_AS_OF, _DENOTES = tg("asOf"), tg("denotes")
_ISSUED = term(DCTERMS.issued)
# Who is believed before whom on acts and their dates: the depositary, other official records, all others.
DEPOSITARY, OFFICIAL, OTHERS = range(3)
_RANKS = {tg("SourceDepositary"): DEPOSITARY, tg("SourceOfficial"): OFFICIAL}


class _Unlike:
    """A key that equals no other."""


def _undecided(claim: str) -> None:
    """Nobody decided on any claim."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document graph: its nodes by subject, and the quotes of its spans.

    `people` are the places of the text that denote a person, as offsets and the person. A `superseded` document gave
    way to a later state of the same official record. `key` stands for all of it: equal keys, equal content.
    """

    nodes: Mapping[str, Node]
    quotes: Mapping[str, str]
    people: tuple[tuple[int, int, str], ...] = ()
    superseded: bool = field(default=False, kw_only=True)
    key: Hashable = field(default_factory=_Unlike, kw_only=True, compare=False)

    def triples(self, subject: str) -> Iterator[Triple]:
        """What the document says of one node."""
        for predicate, objects in self.nodes.get(subject, {}).items():
            for object in objects:
                yield subject, predicate, object


@dataclass(frozen=True, slots=True)
class Claimed:
    """One accepted claim; `stated` tells whether its date stands in the text."""

    iri: str
    subject: str
    predicate: str
    object: str
    document: str
    when: When | None
    stated: bool
    source: Source

    @property
    def key(self) -> tuple[str, Hashable]:
        """What stands for the claim and all that its document says."""
        return self.iri, self.source.key

    @property
    def rank(self) -> int:
        """How far its document is believed on acts: DEPOSITARY before OFFICIAL before OTHERS."""
        return _RANKS.get(self._document_says(_KIND) or "", OTHERS)

    @property
    def instrument(self) -> str | None:
        """By what the party acted, in words of the record (`accession`); None where the claim does not tell."""
        found = self._says(_INSTRUMENT)
        return None if found is None else _word(found, "Instrument")

    @property
    def party(self) -> str | None:
        """The party for which the treaty enters into force."""
        return self._says(_PARTY)

    @property
    def status_day(self) -> PartialDate | None:
        """The day for which the document says that it holds, or on which it was published."""
        found = self._document_says(_STATUS_DATE) or self._document_says(_ISSUED)
        return None if found is None else PartialDate.parse(value(found))

    @property
    def place(self) -> tuple[int, int]:
        """The offsets of its words in the document's text."""
        return _offsets(self._says(_EVIDENCE) or "")

    def says(self, name: str) -> str | None:
        """The value of a property of the vocabulary at the claim, as a term."""
        return self._says(tg(name))

    def all(self, name: str) -> Collection[str]:
        """The values of a property of the vocabulary at the claim, as terms."""
        return self.source.nodes[self.iri].get(tg(name), ())

    def _says(self, predicate: str) -> str | None:
        return _first(self.source.nodes[self.iri], predicate)

    def _document_says(self, predicate: str) -> str | None:
        return _first(self.source.nodes.get(self.document, {}), predicate)

    @property
    def quote(self) -> str | None:
        """The words that show it, as a literal in the document's language."""
        evidence = _first(self.source.nodes[self.iri], _EVIDENCE)
        words = self.source.quotes.get(evidence or "")
        language = _first(self.source.nodes.get(self.document, {}), _LANGUAGE)
        return words if words is None or language is None else f"{words}@{value(language).lower()}"


def read_source(lines: Iterable[str], base: str, *, superseded: bool = False, key: Hashable | None = None) -> Source:
    """One document graph from its lines; `key` stands for its content where the caller has one."""
    span, mention, person = f"<{base}id/span/", f"<{base}id/mention/", f"<{base}id/person/"
    people: list[tuple[int, int, str]] = []
    nodes: dict[str, dict[str, list[str]]] = {}
    quotes: dict[str, str] = {}
    for line in lines:
        if line.startswith(span):
            if _EXACT in line:
                subject, _, words = split(line)
                quotes[subject.replace("/selector>", ">")] = words
        elif line.startswith(mention):
            if person in line and _DENOTES in line:
                subject, _, who = split(line)
                people.append((*_offsets(subject), who))
        else:
            subject, predicate, object = split(line)
            nodes.setdefault(subject, {}).setdefault(predicate, []).append(object)
    stands_for = _Unlike() if key is None else (key, superseded)
    return Source(nodes, quotes, tuple(sorted(people)), superseded=superseded, key=stands_for)


def _offsets(named: str) -> tuple[int, int]:
    """The offsets that the IRI of a span or a mention ends in."""
    start, end = named.removesuffix(">").rsplit("-", 2)[1:]
    return int(start), int(end)


def _word(concept: str, prefix: str) -> str:
    """The word of the record for a concept: `provisional-application` for tg:InstrumentProvisionalApplication."""
    name = concept.removesuffix(">").rpartition("#")[2].removeprefix(prefix)
    return re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower()


def accepted_claims(
    source: Source, threshold: float, verdict: Callable[[str], str | None] = _undecided
) -> Iterator[Claimed]:
    """The claims that may become facts: asserted, and sure enough or accepted by a reviewer, and rejected by none.

    `verdict` gives what reviewers decided on a claim, as a term; None where nobody did.
    """
    for name, node in source.nodes.items():
        if _CLAIM in node.get(TYPE, ()) and _is_accepted(node, threshold, verdict(name)):
            found = claim_of(source, name)
            if found is not None:  # the gate lets no claim in that lacks a part; a store filled past it may hold one
                yield found


def claim_of(source: Source, name: str) -> Claimed | None:
    """The claim of that name in a document, whatever its modality; None where it lacks a part."""
    node = source.nodes[name]
    subject, predicate, object, document = (_first(node, wanted) for wanted in (SUBJECT, PREDICATE, OBJECT, _CLAIMANT))
    if subject is None or predicate is None or object is None or document is None:
        return None
    stated = _first(node, _BASIS) in (None, tg("Stated"))
    return Claimed(name, subject, predicate, object, document, _when(node), stated, source)


def open_claims(source: Source) -> Iterator[Claimed]:
    """What a document says is conditional, or is not so."""
    for name, node in source.nodes.items():
        if _CLAIM in node.get(TYPE, ()) and _first(node, _MODALITY) in _OPEN:
            found = claim_of(source, name)
            if found is not None:
                yield found


def _is_accepted(node: Node, threshold: float, verdict: str | None) -> bool:
    status = verdict or _first(node, _REVIEW)
    if _first(node, _MODALITY) != _ASSERTED or status in _REFUSED:
        return False
    confidence = _first(node, _CONFIDENCE)
    return status == _ACCEPTED or (confidence is not None and float(value(confidence)) >= threshold)


def _when(node: Node) -> When | None:
    date, start, end = (_first(node, wanted) for wanted in (_DATE, _START, _END))
    date = date or _first(node, _AS_OF)
    if date is not None:
        return PartialDate.parse(value(date))
    if start is None or end is None:
        return None
    return Interval(PartialDate.parse(value(start)), PartialDate.parse(value(end)))


def _first(node: Node, predicate: str) -> str | None:
    return min(node.get(predicate, ()), default=None)


def local(written: str, base: str) -> str:
    """The key of a thing without its type: `vnm` of `<…id/state/vnm>`."""
    return written.removeprefix(f"<{base}id/").removesuffix(">").split("/", 1)[-1]


def thing_term(base: str, type: str, key: str) -> str:
    """The IRI of a thing, as a term."""
    return iri(f"{base}id/{type}/{key}")


def date_term(when: PartialDate) -> str:
    """A date with the datatype of its precision, as a term."""
    return f'"{when}"^^<{XSD[when.datatype]}>'
