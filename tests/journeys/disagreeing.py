"""A desk for disagreements: the depositary's record of the Hanoi Convention, and articles that come beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rdflib import PROV, RDF, Graph, Literal, URIRef

from graph.derivation import rederive
from graph.identifiers import DEFAULT_BASE
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    Instrument,
    Mention,
    Reading,
    SourceKind,
    Span,
)
from graph.publish import Outcome, publish
from graph.quarantine import Quarantine
from graph.settings import Settings
from graph.store import Store
from graph.validation import open_gate
from ingest.pipeline import SETTLED, Road
from ontology.authority import load_authority
from ontology.namespaces import OA, TG

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
BASE = DEFAULT_BASE
TREATY = "treaty/un-xviii-16"
UNION, PALESTINE = "organization/european-union", "state/pse"
# treaties.un.org XVIII-16: 72 signatories by 26 October 2025, among them the European Union and the State of Palestine;
# the rows of 26 October that our sources name are Mali, Rwanda and Saudi Arabia; verdragen.nl 013891: Mauritius signed
# on 19 November 2025. The United States, Canada, New Zealand, Japan, Mexico, India and Israel had not signed at Hanoi.
LATE_IN_HANOI = ("state/mli", "state/rwa", "state/sau")
_STATED = DateBasis.STATED
_ABSENT = {"usa", "can", "nzl", "jpn", "mex", "ind", "isr", "mus", "mli", "rwa", "sau", "pse"}
_NAMED = ("vnm", "qat", "rus", "chn", "aze", "mar", "egy", "bra", "per", "fra", "esp", "gbr")


def signatories() -> list[tuple[str, str]]:
    """Party and day of each row.

    Our sources do not print the whole list: beside the rows that they name, members of the United Nations stand in for
    the others, so that the numbers of each day, which alone are tested here, are those of the record.
    """
    known = load_authority().entities
    members = sorted(key for key, found in known.items() if "un_member_since" in found.attributes)
    named = [f"state/{code}" for code in _NAMED]
    rest = [key for key in members if key.removeprefix("state/") not in _ABSENT and key not in named]
    first = [UNION, PALESTINE, *named, *rest][:69]
    return [*((key, "2025-10-25") for key in first), *((key, "2025-10-26") for key in LATE_IN_HANOI),
            ("state/mus", "2025-11-19")]  # fmt: skip


def record(
    rows: Iterable[tuple[str, str]],
    day: str,
    *,
    printed: int | None = None,
    deposits: Iterable[tuple[str, str]] = (),
) -> Reading:
    """The depositary's record as a table of our own: each row a line, the numbers above them."""
    rows, deposits = list(rows), list(deposits)
    number = len(rows) if printed is None else printed
    lines = [f"Signatories : {number}. Parties : {len(deposits)}."]
    lines += [f"{key} signed {when}" for key, when in rows]
    lines += [f"{key} ratified {when}" for key, when in deposits]
    text = f"Status as of {day}\n" + "\n".join(lines) + "\n"
    keys = sorted({key for key, _ in (*rows, *deposits)})
    entities = {key: _entity(f"e{place}", key) for place, key in enumerate(keys, 2)}
    treaty = Entity("e1", EntityType.TREATY, "Hanoi Convention", (), TREATY)

    def shown(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def total(value: int, action: str, unit: str) -> Claim:
        return Claim(
            ClaimType.TALLY, "e1", shown(lines[0]), None, value, action, unit=unit, date=day, date_basis=_STATED
        )

    def row(type: ClaimType, key: str, words: str, when: str, by: Instrument | None = None) -> Claim:
        place = shown(f"{key} {words} {when}")
        return Claim(type, entities[key].id, place, "e1", date=when, date_basis=_STATED, instrument=by)

    claims = (
        total(number, "signature", "signatory"),
        total(len(deposits), "ratification", "party"),
        *(row(ClaimType.SIGNS, key, "signed", when) for key, when in rows),
        *(row(ClaimType.RATIFIES, key, "ratified", when, Instrument.RATIFICATION) for key, when in deposits),
    )
    document = Document(text, "en", "Status of treaties", source_kind=SourceKind.DEPOSITARY, status_date=day)
    mentions = tuple(Mention(entities[key].id, shown(f"{key} signed {when}")) for key, when in rows[:1])
    return Reading(document, (treaty, *entities.values()), mentions, claims)


def _entity(id: str, key: str) -> Entity:
    type = EntityType.STATE if key.startswith("state/") else EntityType.ORGANIZATION
    return Entity(id, type, key, (), key)


@dataclass(frozen=True)
class Found:
    """One conflict as the accepted graph tells it."""

    iri: str
    cause: str
    quotes: tuple[str, ...]
    explanations: Mapping[str, str]
    differs_by: frozenset[str]
    recounted: int | None
    between: int


@dataclass(frozen=True)
class Desk:
    """A store with the record in it, to which articles come."""

    store: Store
    settings: Settings

    @classmethod
    def at(cls, store: Store, folder: Path) -> Desk:
        """A desk over a founded store."""
        return cls(store, Settings(store="memory:", quarantine=str(folder / "quarantine")))

    def publish(self, *readings: Reading) -> None:
        """Publish readings made by hand, through the gate."""
        for place, reading in enumerate(readings):
            receipt = publish(
                reading, f"/official/{reading.document.key}-{place}", self.store, open_gate(), self.settings, NOON
            )
            assert receipt.outcome is Outcome.INGESTED, receipt.report and [
                str(one) for one in receipt.report.violations
            ]
        rederive(self.store, self.settings)

    def ingest(self, folder: Path, *texts: str) -> None:
        """Ingest articles by the road."""
        paths = []
        for place, text in enumerate(texts):
            path = folder / f"article-{place}.txt"
            path.write_text(text, "utf-8")
            paths.append(str(path))
        road = Road(self.store, open_gate(), Quarantine(Path(self.settings.quarantine)), self.settings)
        refused = [result for result in road.ingest(paths, NOON) if result.status not in SETTLED]
        assert not refused, refused

    def graph(self) -> Graph:
        """What is accepted, with what documents say."""
        graph = Graph()
        for name in ["", *(name for name in self.store.graphs() if "/document/" in name)]:
            graph.parse(data="\n".join(self.store.triples(name)), format="nt")
        return graph

    def quotes(self) -> list[str]:
        """The words of every claim of every document."""
        return sorted({str(words) for words in self.graph().objects(None, OA.exact)})

    def conflicts(self) -> list[Found]:
        """All conflicts."""
        graph = self.graph()
        return [_found(graph, node) for node in sorted(set(graph.subjects(RDF.type, TG.Conflict)), key=str)]

    def about(self, words: str) -> list[Found]:
        """The conflicts in which a claim with these words takes part."""
        return [found for found in self.conflicts() if any(words in quote for quote in found.quotes)]


def _found(graph: Graph, node: object) -> Found:
    assert isinstance(node, URIRef)
    quotes = [
        str(exact)
        for claim in graph.objects(node, TG.between)
        for exact in graph.objects(claim, TG.evidence / OA.hasSelector / OA.exact)
    ]
    recounted = graph.value(node, TG.recounted)
    claims = set(graph.objects(node, TG.between))
    assert claims == set(graph.objects(node, PROV.wasDerivedFrom))
    return Found(
        str(node),
        str(graph.value(node, TG.cause)).rpartition("#")[2],
        tuple(sorted(quotes)),
        {str(e.language): str(e) for e in graph.objects(node, TG.explanation) if isinstance(e, Literal)},
        frozenset(str(party).removeprefix(f"{BASE}id/") for party in graph.objects(node, TG.differsBy)),
        None if recounted is None else int(str(recounted)),
        len(claims),
    )
