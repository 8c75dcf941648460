"""The questions of the house, asked by name with values as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib import XSD, Literal

from graph import queries
from graph.dates import PartialDate
from graph.errors import QueryError
from graph.rdf.history import read_moment
from graph.store import Store
from graph.views.finding import find_thing

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
# The place of a moment of the record; all other dates are of the world.
_SINCE = "since"


def bound_question(store: Store, base: str, question: str, values: Mapping[str, str]) -> str:
    """The text of a question with each place bound to what is written for it.

    A value is a day (a month or a year is meant to its end), a moment of the record, or a thing by its key
    (`state/vnm`), its IRI, or a name that only it has. QueryError where the places are others, a value is none, or
    there is no such question; UnknownLocation where nothing or much is called so.
    """
    if question not in queries.QUESTIONS:
        raise QueryError(f"there is no question {question!r}; there are {', '.join(queries.QUESTIONS)}")
    if queries.places(question) != sorted(values):
        wanted = ", ".join(queries.places(question)) or "nothing"
        raise QueryError(f"the question {question} is asked with {wanted}\n{queries.about(question)}")
    bound = {place: _value(store, base, place, written) for place, written in values.items()}
    return queries.load(question, **bound)


def _value(store: Store, base: str, place: str, written: str) -> queries.Value:
    if place == _SINCE:
        return Literal(read_moment(written), datatype=XSD.dateTime, normalize=False)
    if not _DATE.fullmatch(written):
        return find_thing(store, base, written)
    try:
        return PartialDate.parse(written).last.isoformat()
    except ValueError as error:
        raise QueryError(f"{place}: {error}") from error
