"""The questions of the house, asked by name with values as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rdflib import XSD, Literal

from graph import queries
from graph.errors import QueryError
from graph.store import Store
from graph.views.finding import find_thing

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:[0-9]{2})?")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


def bound_question(store: Store, base: str, question: str, values: Mapping[str, str]) -> str:
    """The text of a question with each place bound to what is written for it.

    A value is a date, a moment, or a thing by its key (`state/vnm`), its IRI, or a name that only it has. QueryError
    where the places are others or there is no such question, UnknownLocation where nothing or much is called so.
    """
    if question not in queries.QUESTIONS:
        raise QueryError(f"there is no question {question!r}; there are {', '.join(queries.QUESTIONS)}")
    if queries.places(question) != sorted(values):
        wanted = ", ".join(queries.places(question)) or "nothing"
        raise QueryError(f"the question {question} is asked with {wanted}\n{queries.about(question)}")
    return queries.load(question, **{place: _value(store, base, written) for place, written in values.items()})


def _value(store: Store, base: str, written: str) -> queries.Value:
    if _MOMENT.fullmatch(written):
        return Literal(written, datatype=XSD.dateTime, normalize=False)
    return written if _DATE.fullmatch(written) else find_thing(store, base, written)
