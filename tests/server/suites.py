"""The W3C suites as cases: manifests in, requests to a served workbench, and what differs from what they expect."""

from __future__ import annotations

import csv
import http.client
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from graph import ntriples
from graph.stores import parse_triples

SUITE = Path(__file__).parents[3] / "shared" / "suites" / "rdf-tests" / "sparql" / "sparql11"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
BASE = "http://suite.example/"
XSD = "http://www.w3.org/2001/XMLSchema#"
TYPES = {".ttl": "text/turtle", ".nt": "application/n-triples", ".rdf": "application/rdf+xml"}
SRX = "{http://www.w3.org/2005/sparql-results#}"
_INTEGERS = {"integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt"}

Row = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    kind: str
    body: bytes
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A served workbench and the token that opens it."""

    port: int
    token: str

    def ask(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Reply:
        """One request over a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = {"Authorization": f"Bearer {self.token}", **(headers or {})}
            connection.request(method, path, body=body or None, headers=sent)
            response = connection.getresponse()
            kind = (response.getheader("Content-Type") or "").partition(";")[0]
            return Reply(response.status, kind, response.read(), response.getheader("Location"))
        finally:
            connection.close()

    def query(self, text: str, accept: str) -> Reply:
        """The answer to a posted query."""
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self.ask("POST", "/sparql", text.encode(), headers)

    def update(self, text: str) -> Reply:
        """What came of a posted update."""
        return self.ask("POST", "/sparql", text.encode(), {"Content-Type": "application/sparql-update"})

    def put(self, graph: str | None, lines: list[str]) -> None:
        """Put one graph, the default one for None."""
        where = "default" if graph is None else f"graph={quote(graph, safe='')}"
        body = "".join(f"{line}\n" for line in lines).encode()
        reply = self.ask("PUT", f"/data?{where}", body, {"Content-Type": "application/n-triples"})
        assert reply.status in (201, 204), reply

    def graph(self, graph: str | None) -> list[str]:
        """The lines of one graph; none where there is no graph."""
        where = "default" if graph is None else f"graph={quote(graph, safe='')}"
        reply = self.ask("GET", f"/data?{where}", headers={"Accept": "application/n-triples"})
        return reply.body.decode().splitlines() if reply.status == 200 else []


@dataclass(frozen=True, slots=True)
class Case:
    """One test of a manifest."""

    name: str
    kind: str
    manifest: Graph
    node: Node

    def run(self, server: Server) -> str | None:
        """None where the test passes, else what was wrong."""
        return _RUNNERS[self.kind](self, server)

    def file(self, *path: URIRef) -> Path | None:
        """The file that a chain of properties leads to."""
        node: Node | None = self.node
        for step in path:
            node = None if node is None else self.manifest.value(node, step)
        return local(node) if isinstance(node, URIRef) else None


def local(iri: Node) -> Path:
    return SUITE / str(iri).removeprefix(BASE)


def read_manifest(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=BASE + path.relative_to(SUITE).as_posix())


def read_cases(manifest: str) -> Iterator[Case]:
    """The cases of a manifest and of all that it includes."""
    path = SUITE / manifest
    graph = read_manifest(path)
    here = URIRef(BASE + manifest)
    for include in graph.objects(here, MF.include):
        for member in Collection(graph, include):
            yield from read_cases(str(member).removeprefix(BASE))
    for entries in graph.objects(here, MF.entries):
        for node in Collection(graph, entries):
            kind = str(graph.value(node, RDF.type)).rpartition("#")[2]
            yield Case(f"{path.parent.name}/{str(node).rpartition('#')[2]}", kind, graph, node)


def with_base(path: Path) -> str:
    text = path.read_bytes().decode("utf-8")
    return f"BASE <{BASE}{path.relative_to(SUITE).as_posix()}> {text}"


def lines_of(path: Path) -> list[str]:
    return parse_triples(path.read_bytes(), TYPES[path.suffix], BASE + path.relative_to(SUITE).as_posix())


# Syntax.


def _syntax(case: Case, server: Server) -> str | None:
    path = case.file(MF.action)
    assert path is not None
    update, good = "Update" in case.kind, case.kind.startswith("Positive")
    server.update("DROP ALL")
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "not UTF-8"
    reply = server.update(text) if update else server.query(text, "*/*")
    # 409 is about the graphs that there are, and not about the text.
    taken = reply.status in (200, 204, 409)
    return None if taken == good else f"{reply.status} {reply.body[:200]!r}"


# Evaluation.


def _load(case: Case, server: Server, node: Node) -> None:
    server.update("DROP ALL")
    for predicate in (QT.data, UT.data):
        triples = [line for data in case.manifest.objects(node, predicate) for line in lines_of(local(data))]
        if triples:
            server.put(None, triples)
    for name, path in named(case, node):
        server.put(name, lines_of(path))


def named(case: Case, node: Node) -> Iterator[tuple[str, Path]]:
    for data in (*case.manifest.objects(node, QT.graphData), *case.manifest.objects(node, UT.graphData)):
        inner = case.manifest.value(data, UT.graph)
        label = case.manifest.value(data, RDFS.label)
        yield str(label or data), local(inner if inner is not None else data)


def _query(case: Case, server: Server) -> str | None:
    action = case.manifest.value(case.node, MF.action)
    query, result = case.file(MF.action, QT.query), case.file(MF.result)
    assert action is not None
    assert query is not None
    assert result is not None
    _load(case, server, action)
    text = with_base(query)
    if result.suffix in (".csv", ".tsv"):
        return _text_differs(
            server.query(text, f"text/{'csv' if result.suffix == '.csv' else 'tab-separated-values'}"), result
        )
    expected = read_result(result)
    if isinstance(expected, Graph):
        reply = server.query(text, "application/n-triples")
        return _graph_differs(reply.body.decode().splitlines(), lines_of(result)) if reply.status == 200 else str(reply)
    reply = server.query(text, "application/sparql-results+json")
    if reply.status != 200:
        return str(reply)
    return None if _same(_json_rows(json.loads(reply.body)), expected) else f"{reply.body[:300]!r}"


def _text_differs(reply: Reply, result: Path) -> str | None:
    # The order of columns is open where a query selects `*`, and that of rows where it does not sort.
    mark = "," if result.suffix == ".csv" else "\t"
    found, expected = (
        Counter(_cells(text, mark)) for text in (reply.body.decode(), result.read_bytes().decode("utf-8"))
    )
    return None if reply.status == 200 and found == expected else f"{reply.body!r}"


def _cells(text: str, mark: str) -> list[Row]:
    lines = text.splitlines()
    head, *rows = csv.reader(lines) if mark == "," else [line.split(mark) for line in lines]
    return [frozenset(zip(head, map(_unlabelled, row), strict=True)) for row in rows]


def _unlabelled(line: str) -> str:
    return re.sub(r"_:\w+", "_:", line)


def read_result(path: Path) -> bool | list[Row] | Graph:
    if path.suffix == ".srj":
        return _json_rows(json.loads(path.read_bytes()))
    if path.suffix == ".srx":
        return _xml_rows(ElementTree.fromstring(path.read_bytes()))
    graph = to_graph(lines_of(path))
    result_set = graph.value(None, RDF.type, RS.ResultSet)
    if result_set is None:
        return graph
    truth = graph.value(result_set, RS.boolean)
    return (
        str(truth) == "true"
        if truth is not None
        else [_rdf_row(graph, row) for row in graph.objects(result_set, RS.solution)]
    )


def _rdf_row(graph: Graph, row: Node) -> Row:
    bindings = [(graph.value(b, RS.variable), graph.value(b, RS.value)) for b in graph.objects(row, RS.binding)]
    return frozenset((str(name), shown(value)) for name, value in bindings if value is not None)


def shown(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else term.n3()


def _json_rows(document: dict[str, object]) -> bool | list[Row]:
    if "boolean" in document:
        return bool(document["boolean"])
    bindings = document["results"]["bindings"]  # type: ignore[index]  # JSON of a known shape
    return [
        frozenset(
            (name, written(t["type"], t["value"], t.get("xml:lang"), t.get("datatype"))) for name, t in row.items()
        )
        for row in bindings
    ]


def _xml_rows(root: ElementTree.Element) -> bool | list[Row]:
    truth = root.find(f"{SRX}boolean")
    if truth is not None:
        return (truth.text or "").strip() == "true"
    return [
        frozenset((b.attrib["name"], _xml_term(b[0])) for b in row.findall(f"{SRX}binding"))
        for row in root.iter(f"{SRX}result")
    ]


def _xml_term(term: ElementTree.Element) -> str:
    language = term.attrib.get("{http://www.w3.org/XML/1998/namespace}lang")
    return written(term.tag.removeprefix(SRX), term.text or "", language, term.attrib.get("datatype"))


def written(kind: str, value: str, language: str | None, datatype: str | None) -> str:
    if kind == "uri":
        return URIRef(value).n3()
    return f"_:{value}" if kind == "bnode" else literal(value, language, datatype).n3()


def literal(text: str, language: str | None, datatype: str | None) -> Literal:
    """A literal by its value: the store keeps numbers and times as values, so 01 and 1 are one."""
    if language is not None:
        return Literal(text, lang=language.lower())
    if datatype in (None, f"{XSD}string"):
        return Literal(text)
    return Literal(by_value(text, str(datatype).removeprefix(XSD)), datatype=URIRef(str(datatype)), normalize=False)


def by_value(text: str, kind: str) -> str:
    try:
        if kind in _INTEGERS:
            return str(int(text))
        if kind == "decimal":
            return str(Decimal(text).normalize() + 0)
        if kind in ("double", "float"):
            return repr(float(text.replace("INF", "inf")))
    except (ValueError, InvalidOperation):
        return text
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(text, text)
    return text.replace("+00:00", "Z") if kind == "dateTime" else text


def to_graph(lines: list[str]) -> Graph:
    graph = Graph()
    for line in lines:
        subject, predicate, object = (_term(term) for term in ntriples.split(line))
        graph.add((subject, predicate, object))
    return graph


def _term(text: str) -> Node:
    if text.startswith("<"):
        return URIRef(ntriples.value(text))
    if text.startswith("_:"):
        return BNode(text[2:])
    tail = text[text.rindex('"') + 1 :]
    language, datatype = (tail[1:], None) if tail.startswith("@") else (None, tail[3:-1] or None)
    return literal(ntriples.value(text), language, datatype)


def _graph_differs(found: list[str], expected: list[str]) -> str | None:
    return None if isomorphic(to_graph(found), to_graph(expected)) else f"found {found}, not {expected}"


def _same(found: bool | list[Row], expected: bool | list[Row]) -> bool:
    if isinstance(found, bool) or isinstance(expected, bool):
        return found is expected
    if Counter(map(_blanked, found)) != Counter(map(_blanked, expected)):
        return False
    with_blanks = [[row for row in rows if any(v.startswith("_:") for _, v in row)] for rows in (found, expected)]
    return not with_blanks[0] or isomorphic(_rows_graph(with_blanks[0]), _rows_graph(with_blanks[1]))


def _blanked(row: Row) -> Row:
    return frozenset((name, "_:" if value.startswith("_:") else value) for name, value in row)


def _rows_graph(rows: list[Row]) -> Graph:
    graph = Graph()
    for row in rows:
        solution = BNode()
        graph.add((solution, RDF.type, RS.ResultSolution))
        for name, value in row:
            node = BNode(value[2:]) if value.startswith("_:") else Literal(value)
            graph.add((solution, URIRef(f"urn:var:{name}"), node))
    return graph


def _update(case: Case, server: Server) -> str | None:
    action, result = case.manifest.value(case.node, MF.action), case.manifest.value(case.node, MF.result)
    request = case.file(MF.action, UT.request)
    assert action is not None
    assert result is not None
    assert request is not None
    _load(case, server, action)
    reply = server.update(with_base(request))
    if reply.status != 204:
        return str(reply)
    data = [line for path in case.manifest.objects(result, UT.data) for line in lines_of(local(path))]
    expected = {name: lines for name, path in named(case, result) if (lines := lines_of(path))}
    rows = json.loads(server.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "application/json").body)
    names = {row["g"]["value"] for row in rows["results"]["bindings"]}
    if names != set(expected):
        return f"graphs {names}, not {set(expected)}"
    differing = [_graph_differs(server.graph(None), data)]
    differing += [_graph_differs(server.graph(name), lines) for name, lines in expected.items()]
    return next((words for words in differing if words), None)


# Requests of the protocol suites, described in the manifests with the W3C's vocabulary of HTTP.

HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
_FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {
        "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
    },
    "RDF": {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"},
}  # fmt: skip
_STATUS = {"OK": {200}, "Created": {201}, "NoContent": {204}, "NotFound": {404}}


def _requests(case: Case, server: Server) -> str | None:
    _load(case, server, case.node)
    known: dict[str, str] = {}
    done = 0
    for requests in case.manifest.objects(case.manifest.value(case.node, MF.action), HT.requests):
        for request in Collection(case.manifest, requests):
            wrong = _request(case.manifest, request, server, known)
            done += 1
            if wrong is not None:
                return wrong
    return None if done else "the manifest holds no request"


def _request(manifest: Graph, request: Node, server: Server, known: dict[str, str]) -> str | None:
    path = _filled(str(manifest.value(request, HT.absolutePath)), known)
    path = re.sub(r"^/gsp(?=[/?]|$)", "/data", path)
    path = path.replace("http%3A%2F%2Fwww.example%2Fgsp", f"http%3A%2F%2F127.0.0.1%3A{server.port}%2Fdata")
    path = path.replace("http://www.example/gsp", f"http://127.0.0.1:{server.port}/data")
    method = str(manifest.value(request, HT.methodName))
    reply = server.ask(method, path, _body(manifest, request), _headers(manifest, request))
    response = manifest.value(request, HT.resp)
    assert response is not None
    if reply.location is not None:
        for name in manifest.objects(response, MF.expectedLocation):
            known[str(name)] = reply.location
    return _reply_differs(manifest, response, reply, method)


def _filled(text: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        text = text.replace(name, value)
    return text


def _headers(manifest: Graph, node: Node) -> dict[str, str]:
    fields = (field for fields in manifest.objects(node, HT.headers) for field in Collection(manifest, fields))
    return {str(manifest.value(f, HT.fieldName)): str(manifest.value(f, HT.fieldValue)) for f in fields}


def _body(manifest: Graph, node: Node) -> bytes:
    body = manifest.value(node, HT.body)
    if body is None:
        return b""
    text = str(manifest.value(body, CNT.chars))
    if "multipart" in _headers(manifest, node).get("content-type", ""):
        text = re.sub(r"\r?\n", "\r\n", text)
    return text.encode(str(manifest.value(body, CNT.characterEncoding) or "UTF-8"))


def _reply_differs(manifest: Graph, response: Node, reply: Reply, method: str) -> str | None:
    names = [str(status).rpartition("#")[2] for status in manifest.objects(response, MF.expectedStatus)]
    if names and not any(_fits(reply.status, name) for name in names):
        return f"{reply.status} {reply.body[:200]!r}, not {names}"
    kind, truth = manifest.value(response, MF.expectedFormat), manifest.value(response, MF.expectedBoolean)
    if kind is not None and reply.kind not in _FORMATS[str(kind)]:
        return f"{reply.kind} is not {kind}"
    if truth is not None and json.loads(reply.body)["boolean"] != (str(truth) == "true"):
        return f"not {truth}"
    expected = _body(manifest, response)
    if expected and method == "GET":
        return _graph_differs(parse_triples(reply.body, reply.kind, BASE), parse_triples(expected, reply.kind, BASE))
    return None


def _fits(status: int, name: str) -> bool:
    return status // 100 == int(name[-3]) if name.endswith("xx") else status in _STATUS[name]


def describe(server: Server) -> Graph:
    reply = server.ask("GET", "/sparql", headers={"Accept": "text/turtle"})
    return Graph().parse(data=reply.body, format=reply.kind)


_RUNNERS = {
    "QueryEvaluationTest": _query,
    "CSVResultFormatTest": _query,
    "UpdateEvaluationTest": _update,
    "PositiveSyntaxTest11": _syntax,
    "PositiveSyntaxTest": _syntax,
    "NegativeSyntaxTest11": _syntax,
    "NegativeSyntaxTest": _syntax,
    "PositiveUpdateSyntaxTest11": _syntax,
    "NegativeUpdateSyntaxTest11": _syntax,
    "ProtocolTest": _requests,
    "GraphStoreProtocolTest": _requests,
}
