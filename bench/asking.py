"""Query: five questions over HTTP, to our server and a plain oxigraph on the same quads, and to rdflib."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from rdflib import Dataset

from bench.data import BASE, to_nquads
from bench.measure import Row, alternate, cpu
from bench.servers import Served, oxigraph, treatygraph
from graph.stores import open_store
from ontology.namespaces import PREFIXES

_TREATY = f"<{BASE}id/treaty/un-xviii-16>"
QUESTIONS = {
    "who signed, and when": f"""
        SELECT ?party ?date WHERE {{
          ?act a tg:Signature ; tg:treaty {_TREATY} ; tg:actor ?party .
          OPTIONAL {{ ?act tg:actDate ?date }}
        }}""",
    "a treaty by name": """
        SELECT ?treaty ?label WHERE {
          ?treaty a tg:Treaty ; rdfs:label ?label FILTER (CONTAINS(LCASE(STR(?label)), "cybercrime"))
        }""",
    "counts with their words": """
        SELECT ?document ?count ?words WHERE {
          GRAPH ?graph {
            ?claim rdf:predicate tg:tally ; rdf:object ?count ; tg:claimant ?document ;
              tg:evidence/oa:hasSelector/oa:exact ?words
          }
        } LIMIT 50""",
    "claims by document": """
        SELECT ?document (COUNT(?claim) AS ?claims) WHERE {
          GRAPH ?graph { ?claim a tg:Claim ; tg:claimant ?document }
        } GROUP BY ?document""",
    "who said what": """
        SELECT ?speaker ?text ?document WHERE {
          ?statement a tg:Statement ; tg:speaker ?speaker ; tg:statementText ?text ; tg:reportedIn ?document
        } ORDER BY ?speaker ?document LIMIT 100""",
}


def asking(graphs: Mapping[str, list[str]], rounds: int, seconds: float) -> Iterator[Row]:
    """Processor time of the server for one request, or of rdflib for one answer, a row for each question.

    RuntimeError where the three do not give equally many rows.
    """
    nquads = to_nquads(graphs)
    in_process = Dataset()
    in_process.parse(data=nquads, format="nquads")
    with TemporaryDirectory() as folder:
        work = Path(folder)
        store = open_store(str(work / "store"))
        store.replace(graphs)
        store.close()
        with treatygraph(work / "store", work) as ours, oxigraph(work) as plain:
            plain.upload(nquads)
            for title, question in QUESTIONS.items():
                query = _with_prefixes(question)
                rows = _agreed_rows(title, query, ours, plain, in_process)
                works = {
                    "ours": _repeated(ours, query, seconds),
                    "oxigraph serve": _repeated(plain, query, seconds),
                    "rdflib in process": cpu(partial(_answer, in_process, query)),
                }
                taken = alternate(works, rounds)
                yield Row(f"query: {title} ({rows} rows)", "request", taken.pop("ours"), taken)


def _agreed_rows(title: str, query: str, ours: Served, plain: Served, in_process: Dataset) -> int:
    counts = {ours.rows(query), plain.rows(query), len(list(in_process.query(query)))}
    if len(counts) != 1 or counts == {0}:
        raise RuntimeError(f"{title}: the engines disagree or find nothing: {counts} rows")
    return counts.pop()


def _answer(dataset: Dataset, query: str) -> None:
    dataset.query(query).serialize(format="json")


def _repeated(server: Served, query: str, seconds: float) -> Callable[[], float]:
    """A work that asks for that long; its seconds are the server's processor time for one request."""

    def timed() -> float:
        before, ends, number = server.cpu(), time.monotonic() + seconds, 0
        while time.monotonic() < ends or number < 5:
            server.ask(query)
            number += 1
        return (server.cpu() - before) / number

    return timed


def _with_prefixes(question: str) -> str:
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in PREFIXES.items()) + question
