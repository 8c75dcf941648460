"""A store behind any SPARQL 1.1 server, over HTTP.

Location: `sparql+http://HOST:PORT/PATH` is the query address, and updates go to the same address unless
`?update=ADDRESS` names another, absolute or relative to the first. The server of the `oxigraph` package is
`sparql+http://127.0.0.1:7878/query?update=/update`; other parameters stay in the query address. The server's
default graph must be a graph of its own and not the union of the others, as in Oxigraph and Fuseki.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import requests

from graph.errors import QueryError, StoreError
from graph.store import DEFAULT_GRAPH
from graph.stores.lines import checked_lines
from graph.updates import with_dataset

_JSON = "application/sparql-results+json"
_N_TRIPLES = "application/n-triples"
_CONNECT_SECONDS = 5.0
_LONGEST_REASON = 400
# These say nothing about the query: wrong address, no right to it, or a server that is not well.
_SERVER_FAULTS = frozenset({301, 302, 303, 307, 308, 401, 403, 404, 407, 429, 502, 503, 504})
# How a whole answer ends: a server that gives up half way has already said 200.
_ENDS = {
    "application/sparql-results+xml": b"</sparql>",
    "application/rdf+xml": b"</rdf:RDF>",
}


class RemoteStore:
    """Quads on another server; each replace is one update request, done whole or not at all."""

    def __init__(self, location: str, *, read_only: bool = False, seconds: float = 30.0) -> None:
        self._query_address, self._update_address = _addresses(location)
        self._read_only = read_only
        self._timeout = (_CONNECT_SECONDS, seconds)
        self._writing = threading.Lock()
        self._session = requests.Session()
        # Neither proxies nor passwords from the environment: the location says it all.
        self._session.trust_env = False

    def replace(self, graphs: Mapping[str, Iterable[str]]) -> None:
        """Make each named graph hold exactly these lines, in one update request."""
        self._refuse_reading()
        steps = [step for name, lines in graphs.items() for step in _steps(name, checked_lines(name, lines))]
        if not steps:
            return
        response = self._send(" ;\n".join(steps))
        if not 200 <= response.status_code < 300:
            raise StoreError(f"{self._update_address} did not write: {_words(response)}")

    def add(self, name: str, lines: Iterable[str]) -> None:
        """Add these lines to one graph, in one update request."""
        self._refuse_reading()
        body = "\n".join(checked_lines(name, lines))
        if body:
            response = self._send(_insertion(name, body))
            if not 200 <= response.status_code < 300:
                raise StoreError(f"{self._update_address} did not write: {_words(response)}")

    def update(self, text: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> None:
        """Run an update in one request.

        The dataset is written into the text: servers differ in what they make of the protocol's parameters.
        """
        self._refuse_reading()
        response = self._send(with_dataset(text, using, using_named))
        if not 200 <= response.status_code < 300:
            kind = StoreError if response.status_code in _SERVER_FAULTS else QueryError
            raise kind(f"{self._update_address} did not write: {_words(response)}")

    def _refuse_reading(self) -> None:
        if self._read_only:
            raise StoreError(f"store {self._query_address} was opened read-only; nothing was written")

    def _send(self, update: str) -> requests.Response:
        with self._writing:
            return self._post(
                self._update_address, update.encode(), {"Content-Type": "application/sparql-update; charset=utf-8"}
            )

    def graphs(self) -> list[str]:
        """The names of the graphs that hold something, sorted."""
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(row["g"] for row in rows if row["g"] is not None)

    def triples(self, name: str) -> list[str]:
        """The N-Triples lines of one graph, as the server writes them, sorted by code point."""
        pattern = "?s ?p ?o" if name == DEFAULT_GRAPH else f"GRAPH <{name}> {{ ?s ?p ?o }}"
        body, _ = self.answer(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", _N_TRIPLES)
        lines = (line.strip() for line in body.decode().split("\n"))
        return sorted({line for line in lines if line and not line.startswith("#")})

    def select(self, query: str) -> Iterator[dict[str, str | None]]:
        """Every solution, in the server's order."""
        body, _ = self.answer(query, _JSON)
        answer = json.loads(body)
        if "results" not in answer:
            raise QueryError("only SELECT gives rows; write a SELECT query, or ask for the answer in a media type")
        names = answer["head"]["vars"]
        return iter([{name: _lexical(row.get(name)) for name in names} for row in answer["results"]["bindings"]])

    def answer(
        self,
        query: str,
        media_type: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> tuple[bytes, str]:
        """The server's answer, read whole; QueryError where it answers in another media type than asked."""
        form = [
            ("query", query),
            *(("default-graph-uri", name) for name in default_graphs),
            *(("named-graph-uri", name) for name in named_graphs),
        ]
        headers = {"Accept": media_type, "Content-Type": "application/x-www-form-urlencoded"}
        response = self._post(self._query_address, urlencode(form).encode(), headers)
        if response.status_code != 200:
            kind = StoreError if response.status_code in _SERVER_FAULTS else QueryError
            raise kind(f"{self._query_address} did not answer: {_words(response)}")
        found = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if found != media_type:
            raise QueryError(f"this query is answered as {found or 'nothing'}, not as {media_type}")
        _check_whole(response.content, media_type, self._query_address)
        return response.content, media_type

    def dump(self, media_type: str) -> bytes:
        """Every quad, as N-Quads or TriG, sorted by graph (N-Quads: by line)."""
        held = {name: self.triples(name) for name in [DEFAULT_GRAPH, *self.graphs()]}
        if media_type == "application/n-quads":
            quads = (_quad(line, name) for name, lines in held.items() for line in lines)
            return "".join(f"{quad}\n" for quad in sorted(quads)).encode()
        if media_type != "application/trig":
            raise QueryError(f"a dump is application/n-quads or application/trig, not {media_type}")
        return "".join(_trig_block(name, lines) for name, lines in held.items() if lines).encode()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _post(self, address: str, body: bytes, headers: dict[str, str]) -> requests.Response:
        try:
            return self._session.post(address, data=body, headers=headers, timeout=self._timeout, allow_redirects=False)
        except requests.RequestException as error:
            raise StoreError(f"{address} cannot be reached, is the server up? {_bounded(str(error))}") from error


def _addresses(location: str) -> tuple[str, str]:
    parts = urlsplit(location.removeprefix("sparql+"))
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise StoreError(f"store {location!r}: write sparql+http://HOST:PORT/PATH?update=/PATH")
    parameters = parse_qsl(parts.query, keep_blank_values=True)
    kept = urlencode([(key, value) for key, value in parameters if key != "update"])
    query_address = urlunsplit((parts.scheme, parts.netloc, parts.path, kept, ""))
    update = dict(parameters).get("update")
    return query_address, query_address if update is None else urljoin(query_address, update)


def _steps(name: str, lines: Iterable[str]) -> Iterator[str]:
    body = "\n".join(lines)
    yield f"DROP SILENT GRAPH <{name}>" if name != DEFAULT_GRAPH else "DROP DEFAULT"
    if body:
        yield _insertion(name, body)


def _insertion(name: str, body: str) -> str:
    inside = f"GRAPH <{name}> {{\n{body}\n}}" if name != DEFAULT_GRAPH else body
    return f"INSERT DATA {{\n{inside}\n}}"


def _quad(line: str, name: str) -> str:
    return line if name == DEFAULT_GRAPH else f"{line.removesuffix('.').rstrip()} <{name}> ."


def _trig_block(name: str, lines: list[str]) -> str:
    body = "".join(f"{line}\n" for line in lines)
    return body if name == DEFAULT_GRAPH else f"<{name}> {{\n{body}}}\n"


def _check_whole(body: bytes, media_type: str, address: str) -> None:
    if media_type == _JSON:
        try:
            json.loads(body)
        except ValueError as error:
            raise StoreError(f"{address} broke off its answer; ask for less, or give it more time") from error
    elif not body.rstrip().endswith(_ENDS.get(media_type, b"")):
        raise StoreError(f"{address} broke off its answer; ask for less, or give it more time")


def _lexical(term: Mapping[str, str] | None) -> str | None:
    return None if term is None else term["value"]


def _words(response: requests.Response) -> str:
    return f"{response.status_code} {_bounded(response.text or response.reason)}"


def _bounded(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_REASON else f"{words[:_LONGEST_REASON]}…"
