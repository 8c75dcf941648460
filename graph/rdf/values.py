"""Values of the model as RDF: dates, numbers and the concepts that words of the record stand for."""

from __future__ import annotations

from decimal import Decimal

from rdflib import XSD, Graph, Literal, URIRef
from rdflib.term import Node

from graph.dates import Interval, PartialDate, parse_when
from graph.errors import InvalidRecord
from ontology.namespaces import TG


def date_literal(when: PartialDate) -> Literal:
    """A date with the datatype of its precision."""
    # normalize=False: rdflib would write 2025-10 as the first day of that month.
    return Literal(str(when), datatype=XSD[when.datatype], normalize=False)


def add_when(graph: Graph, subject: URIRef, predicate: URIRef, text: str) -> Literal:
    """Say when, and give the (first) date: a date with `predicate`, an interval by its two ends.

    What is no date becomes an ill-formed literal, so that the gate can show it.
    """
    try:
        when = parse_when(text)
    except ValueError:
        when = None
    if isinstance(when, Interval):
        start = date_literal(when.start)
        graph.add((subject, TG.startDate, start))
        graph.add((subject, TG.endDate, date_literal(when.end)))
        return start
    date = Literal(text, datatype=XSD.date, normalize=False) if when is None else date_literal(when)
    graph.add((subject, predicate, date))
    return date


def decimal_literal(number: float) -> Literal:
    """A number from 0 to 1 in the canonical form of xsd:decimal, to four digits."""
    return Literal(f"{Decimal(str(round(number, 4))).normalize():f}", datatype=XSD.decimal, normalize=False)


def concept(word: str, prefix: str = "") -> URIRef:
    """The concept for a word of the record: `at-least` is tg:AtLeast, with `Unit` `state` is tg:UnitState."""
    name = prefix + "".join(part.capitalize() for part in word.split("-"))
    try:
        return TG[name]
    except (AttributeError, KeyError) as error:
        raise InvalidRecord(word, f"the vocabulary has no concept {name}; add it, or use one it has") from error


def add_present(graph: Graph, subject: URIRef, predicate: URIRef, value: Node | str | None) -> None:
    """Add the triple where there is a value; plain text becomes a plain literal."""
    if value is not None:
        graph.add((subject, predicate, value if isinstance(value, Node) else Literal(value)))
