"""The record of a document: where it was read, from when to when the store held it as current.

Records are the one place where clocks stand. They live in graphs of their own, `record/{key}`, so that the
document's graph stays a pure function of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import pairwise

from rdflib import DCTERMS, RDF, XSD, Graph, Literal, URIRef

from graph.errors import QueryError
from graph.identifiers import named_graph, split_thing, thing
from graph.ntriples import split, value
from ontology.namespaces import SCHEMA, TG

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A time during which a document was current; `until` is None while it is."""

    since: str
    until: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the store knows of one document version, beside what it says.

    Times are UTC, `YYYY-MM-DDThh:mm:ssZ`. `content` is the SHA-256 of the graph's lines, in hexadecimal: it
    changes when the same text is read anew with other results; `waiting` is that of the claims in review, None where
    none waits. A record without `known_until` is current. A text that gave way and came back has `earlier` periods.
    """

    key: str
    locations: tuple[str, ...]
    known_from: str
    content: str
    known_until: str | None = None
    replaced_by: str | None = None
    waiting: str | None = None
    earlier: tuple[Period, ...] = ()

    @property
    def periods(self) -> tuple[Period, ...]:
        """The times during which it was current, in order."""
        return (*self.earlier, Period(self.known_from, self.known_until, self.replaced_by))

    def during(self, periods: Iterable[Period]) -> DocumentRecord:
        """The record with these periods, of which there is one at least."""
        *earlier, last = periods
        return replace(
            self,
            known_from=last.since,
            known_until=last.until,
            replaced_by=last.replaced_by,
            earlier=tuple(earlier),
        )

    def at(self, moment: str) -> DocumentRecord | None:
        """The record as it stood at a moment; None where the document had not come in."""
        begun = [period for period in self.periods if period.since <= moment]
        if not begun:
            return None
        return self.during([*begun[:-1], _clipped(begun[-1], moment)])

    def without(self, gone: DocumentRecord) -> DocumentRecord:
        """The record as though another document, to which this one gave way, had never come."""
        starts = {period.since: period for period in gone.periods}
        periods = [_without(period, gone, starts) for period in self.periods]
        joined = [periods[0]]
        for before, after in pairwise(periods):
            if before.replaced_by == self.key and before.until == after.since:
                joined[-1] = replace(after, since=joined[-1].since)
            else:
                joined.append(after)
        return self.during(joined)


def _clipped(period: Period, moment: str) -> Period:
    ended = period.until is not None and period.until <= moment
    return period if ended else Period(period.since)


def _without(period: Period, gone: DocumentRecord, starts: Mapping[str, Period]) -> Period:
    if period.replaced_by != gone.key:
        return period
    successor = starts.get(period.until or "", gone.periods[-1])
    return replace(period, until=successor.until, replaced_by=successor.replaced_by)


def timestamp(now: datetime) -> str:
    """A moment as records write it, to the second; `now` must know its time zone."""
    if now.tzinfo is None:
        raise ValueError("a time without its zone cannot be recorded; pass an aware datetime")
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_moment(written: str) -> str:
    """A day or an instant as records write moments: UTC, to the second, `YYYY-MM-DDThh:mm:ssZ`.

    A day is meant to its end, and an instant without a zone is UTC. QueryError where it is neither.
    """
    try:
        if _DAY.fullmatch(written):
            found = datetime.combine(datetime.fromisoformat(written), time(23, 59, 59), UTC)
        elif _INSTANT.fullmatch(written):
            found = datetime.fromisoformat(_to_microseconds(written))
        else:
            raise ValueError("neither a day nor an instant")
        aware = found if found.tzinfo is not None else found.replace(tzinfo=UTC)
        return aware.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    except (ValueError, OverflowError) as error:
        raise QueryError(
            f"{written!r} is no moment; write a day (2025-10-26, its end in UTC) or an instant (2025-10-26T12:00:00Z)"
        ) from error


def _to_microseconds(written: str) -> str:
    """The instant with no more digits of a second than Python reads."""
    return re.sub(r"\.(\d{1,6})\d*", lambda found: f".{found[1]:0<6}", written)


def record_graph(record: DocumentRecord, base: str) -> Graph:
    """The named graph `record/{key}`."""
    graph = Graph()
    document, contents = thing(base, "document", record.key), named_graph(base, f"document/{record.key}")
    for location in record.locations:
        graph.add((document, TG.location, Literal(location)))
    graph.add((document, TG.inGraph, contents))
    graph.add((contents, SCHEMA.sha256, Literal(record.content)))
    if record.waiting is not None:
        review = named_graph(base, f"review/{record.key}")
        graph.add((document, TG.waitsIn, review))
        graph.add((review, SCHEMA.sha256, Literal(record.waiting)))
    graph.add((document, TG.knownFrom, _moment(record.known_from)))
    if record.known_until is not None:
        graph.add((document, TG.knownUntil, _moment(record.known_until)))
    if record.replaced_by is not None:
        graph.add((document, DCTERMS.isReplacedBy, thing(base, "document", record.replaced_by)))
    for number, period in enumerate(record.earlier, 1):
        _add_earlier(graph, document, thing(base, "record", f"{record.key}/{number}"), period, base)
    return graph


def _add_earlier(graph: Graph, document: URIRef, node: URIRef, period: Period, base: str) -> None:
    graph.add((document, TG.earlier, node))
    graph.add((node, RDF.type, TG.DocumentRecord))
    graph.add((node, TG.knownFrom, _moment(period.since)))
    if period.until is not None:
        graph.add((node, TG.knownUntil, _moment(period.until)))
    if period.replaced_by is not None:
        graph.add((node, DCTERMS.isReplacedBy, thing(base, "document", period.replaced_by)))


def read_record(lines: Iterable[str], base: str) -> DocumentRecord | None:
    """The record that the lines of a `record/{key}` graph tell, or None where there are none."""
    nodes: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        subject, predicate, written = map(value, split(line))
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(written)
    document = next((node for node, held in nodes.items() if str(TG.inGraph) in held), None)
    if document is None:
        return None
    held = nodes[document]
    review = _one(held, TG.waitsIn)
    last = _period(held, base)
    return DocumentRecord(
        key=_key(base, document),
        locations=tuple(sorted(held.get(str(TG.location), []))),
        known_from=last.since,
        content=nodes[held[str(TG.inGraph)][0]][str(SCHEMA.sha256)][0],
        known_until=last.until,
        replaced_by=last.replaced_by,
        waiting=None if review is None else _one(nodes.get(review, {}), SCHEMA.sha256),
        earlier=tuple(
            sorted((_period(nodes[node], base) for node in held.get(str(TG.earlier), ())), key=lambda one: one.since)
        ),
    )


def _period(node: Mapping[str, list[str]], base: str) -> Period:
    successor = _one(node, DCTERMS.isReplacedBy)
    return Period(
        node[str(TG.knownFrom)][0],
        _one(node, TG.knownUntil),
        None if successor is None else _key(base, successor),
    )


def _one(node: Mapping[str, list[str]], property: URIRef) -> str | None:
    return next(iter(node.get(str(property), ())), None)


def _moment(text: str) -> Literal:
    return Literal(text, datatype=XSD.dateTime, normalize=False)


def _key(base: str, iri: str | URIRef) -> str:
    parts = split_thing(base, str(iri))
    if parts is None:
        raise ValueError(f"{iri} is not a document under {base}")
    return parts[1]
