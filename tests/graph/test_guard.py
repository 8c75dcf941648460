"""The guard: what may be tried, what never reaches the engine, and that the two cut texts alike."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryError
from graph.guard import Bounds, check_query, check_update, query_form
from graph.tokens import tokenize

FAR = "<http://far.example/sparql>"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("  # a comment\nprefix ex: <http://x/#> ask {}", "ASK"),
        ("BASE <http://x/> PREFIX : <a> Construct WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ('VERSION "1.2" DESCRIBE <http://x/>', "DESCRIBE"),
    ],
)
def test_the_form_of_a_query_is_its_first_word_after_the_prologue(query: str, form: str) -> None:
    assert check_query(query) == form
    assert query_form(query) == form


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ SERVICE {FAR} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SeRvIcE SILENT {FAR} {{}} }}",
        f"SELECT * {{ SERVICESILENT{FAR}{{}} }}",
        f"SELECT * {{ ?s ?p trueSERVICE{FAR}{{}} }}",
        f"SELECT * {{ ?s ?p 1.SERVICE{FAR}{{}} }}",
        f"PREFIX : {FAR} SELECT * {{ SERVICE:x{{}} }}",
        f"PREFIX ex: {FAR} SELECT * {{ SERVICEex:x{{}} }}",
        f"PREFIX ex: {FAR} SELECT * {{ SERVICESILENTex:x {{}} }}",
        f"PREFIX ex: {FAR} SELECT * {{ ?s ?p ex:.SERVICE{FAR}{{}} }}",
        f"SELECT * {{ FILTER(1<?b)SERVICE#>\n{FAR}{{}} }}",
        "SELECT * { FILTER(1<?b)SERVICE?x{} }",
        "SELECT * { ?s ?p 'a'@enSERVICE {} . SERVICE ?g {} }",
        f"SELECT * {{ ?s ?p '''it's''' SERVICE {FAR} {{}} }}",
        f"SELECT * {{ {{ SELECT * {{ FILTER EXISTS {{ SERVICE ?x {{}} }} }} }} }} # {FAR}",
    ],
)
def test_no_query_calls_another_server(query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE is refused|a blank after <"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX ex: <http://x/service#> SELECT * { ex:service ?p ex:SERVICE }",
        "SELECT ?service { ?service ?p 'SERVICE <http://x/> {}' } # SERVICE <http://x/> {}",
        'SELECT * { ?s ?p """a "SERVICE" of \\""" quotes""" }',
        "SELECT * { ?s <http://x/service> <service> }",
        "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT * FROM NAMED <http://x/service> { ?s ?p 'load' }",
        "SELECT * { FILTER(?a<?b && ?c>?d) }",
        "SELECT * { FILTER(?a < 3 || ?a <= -1.5e3) . ?s !(^<p:a>|<p:b>)* ?o }",
        "SELECT * { VALUES (?x ?y) { (<urn:a#b> <urn:c#d>) (<urn:e> UNDEF) } }",
        "SELECT * { ?s ?p (<http://x/a#b> <http://x/c#d>) }",
        "SELECT * { ?s ?p 'tiếng Việt'@vi, 'عربي'@ar, 'x'@en--ltr, \"\\u00e9\" . ?s ex:a\\#b ex:c%20d }",
        "SELECT * { << ?s ?p ?o >> ?q ?z }",
        "SELECT * { }}",
    ],
)
def test_words_that_only_look_dangerous_pass(query: str) -> None:
    assert check_query(query) == "SELECT"


@pytest.mark.parametrize(
    "update",
    [
        "DROP ALL",
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "PREFIX ex: <http://x/> DELETE WHERE { ?s ?p ?o }",
        f"LOAD {FAR}",
        "CLEAR DEFAULT",
        "with <g:g> delete { ?s ?p ?o } where { ?s ?p ?o }",
    ],
)
def test_updates_are_not_queries(update: str) -> None:
    with pytest.raises(QueryError, match="changes data"):
        check_query(update)


@pytest.mark.parametrize("text", ["", "   # nothing", "<http://x/>"])
def test_a_text_without_words_is_no_query(text: str) -> None:
    with pytest.raises(QueryError, match="no query stands here"):
        check_query(text)


def test_another_first_word_is_named_with_its_line() -> None:
    with pytest.raises(QueryError, match="'SELEKT' in line 2"):
        check_query("\nSELEKT * {}")


@pytest.mark.parametrize(
    "text",
    ["SELECT ('open as ?x) {}", 'SELECT ("""open" as ?x) {}', "SELECT * { \\u0041 }", "SELECT * { ` }"],
)
def test_what_cannot_be_cut_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(QueryError, match="line 1 cannot be read"):
        check_query(text)


@pytest.mark.parametrize("text", ["SELECT ('\\u0027' as ?x) {}", "SELECT * { ?s <http://x/\\U0000003e> ?o }"])
def test_escapes_that_may_close_a_string_are_refused(text: str) -> None:
    with pytest.raises(QueryError, match="write the character itself"):
        check_query(text)


@pytest.mark.parametrize("inside", ["?b#>", "?b'>"])
def test_a_comparison_that_may_be_an_iri_is_refused_with_the_mend(inside: str) -> None:
    with pytest.raises(QueryError, match="a blank after <"):
        check_query(f"SELECT * {{ FILTER(?a<{inside}\n) }}")


# At some hundred or thousand repeats each ended the engine or kept it busy for more than half a minute.
SHAPES: dict[str, Callable[[int], str]] = {
    "groups in groups": lambda n: "ASK " + "{" * n + "}" * n,
    "brackets": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "brackets after a comparison": lambda n: "ASK { FILTER(1<" + "(" * n + "?b>1" + ")" * n + ") }",
    "calls in calls": lambda n: "ASK { FILTER(" + "STR(" * n + "1" + ")" * n + ") }",
    "lists in lists": lambda n: "ASK { ?a ?b " + "(" * n + "1" + ")" * n + " }",
    "a long list": lambda n: "ASK { ?a ?b (" + "1 " * n + ") }",
    "nodes in nodes": lambda n: "ASK { ?a ?b " + "[?p " * n + "1" + "]" * n + " }",
    "a long path": lambda n: "ASK { ?a " + "/".join(["<p:p>"] * n) + " ?b }",
    "a choice of paths": lambda n: "ASK { ?a " + "|".join(["<p:p>"] * n) + " ?b }",
    "many patterns": lambda n: "ASK { " + "".join(f"?a <p:{i}> ?b{i}." for i in range(n)) + " }",
    "patterns after numbers": lambda n: "ASK { " + "?a?b 1." * n + " }",
    "patterns after filters": lambda n: "ASK { " + "?a ?b ?c FILTER(1)" * n + " }",
    "many objects": lambda n: "ASK { ?a ?b " + ",".join(f"?b{i}" for i in range(n)) + " }",
    "many graphs": lambda n: "ASK { " + "GRAPH ?g {?a ?b ?c}" * n + " }",
    "many bindings": lambda n: "ASK { " + "".join(f"BIND(1 AS ?v{i})" for i in range(n)) + " }",
    "many values": lambda n: "ASK { " + "VALUES ?x {1}" * n + " }",
    "a long sum": lambda n: "ASK { FILTER(" + "+".join(["1"] * n) + ") }",
    "a long condition": lambda n: "ASK { FILTER(" + "&&".join(["?a"] * n) + ") }",
    "denials": lambda n: "ASK { FILTER(" + "!" * n + "1) }",
    "triples in triples": lambda n: "ASK { " + "<<" * n + "?a ?b ?c" + ">>?d ?e" * n + " }",
    "a long text": lambda n: "ASK { } #" + "x" * 10 * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_that_breaks_the_engine_is_refused_when_large_and_taken_when_small(shape: str) -> None:
    assert check_query(SHAPES[shape](20)) == "ASK"
    with pytest.raises(QueryError, match="at most"):
        check_query(SHAPES[shape](6000))


def test_the_largest_texts_that_pass_leave_the_engine_alive() -> None:
    largest = [_largest(SHAPES[shape]) for shape in SHAPES]
    # 2 MB is the stack of a thread that a server written in Rust starts.
    program = (
        "import sys, threading, pyoxigraph\nthreading.stack_size(2_000_000)\nstore = pyoxigraph.Store()\n"
        "queries = sys.stdin.read().split('\\0')\n"
        "thread = threading.Thread(target=lambda: [bool(store.query(query)) for query in queries])\n"
        "thread.start(); thread.join(); print('alive')"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], input="\0".join(largest), capture_output=True, text=True, check=False
    )

    assert (ended.stdout, ended.stderr) == ("alive\n", "")


def _largest(shape: Callable[[int], str]) -> str:
    passes, fails = 20, 20_000
    while fails - passes > 1:
        middle = (passes + fails) // 2
        try:
            check_query(shape(middle))
            passes = middle
        except QueryError:
            fails = middle
    return shape(passes)


def test_bounds_can_be_set() -> None:
    with pytest.raises(QueryError, match="at most 10 are taken"):
        check_query("SELECT * { ?s ?p ?o }", Bounds(characters=10))
    with pytest.raises(QueryError, match="5 tokens, and at most 3"):
        check_query("ASK { a ?b }", Bounds(tokens=3))


@pytest.mark.parametrize(
    "text",
    ['"""' * 6000, "<" * 20_000, "a" * 20_000, "'" + "\\'" * 9000, "a." * 10_000, "a:" + "." * 19_000],
)
def test_the_worst_text_is_told_in_tokens_or_refused(text: str) -> None:
    # Anything but linear work on these would hold up the whole run of tests.
    query = f"ASK {text}"[:20_000]

    with suppress(QueryError):
        assert check_query(query) == "ASK"


@given(st.text(max_size=200))
def test_any_text_is_cut_without_loss_or_refused(text: str) -> None:
    try:
        tokens = tokenize(text)
    except QueryError:
        return
    rest = text
    for token in tokens:
        place = rest.index(token.text)
        rest = rest[place + len(token.text) :]


def test_our_own_queries_pass() -> None:
    for path in sorted((Path(__file__).parents[2] / "graph" / "queries").glob("*.rq")):
        assert check_query(path.read_text("utf-8")), path.name


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/x>",
        "load silent <http://127.0.0.1:9/x> into graph <urn:g>",
        "PREFIX ex: <http://127.0.0.1:9/> LOADex:a",
        "DROP ALL; LOADSILENT<http://127.0.0.1:9/x>",
        "DROP ALL;#x\nLOAD<http://127.0.0.1:9/x>",
        "INSERT DATA { <urn:a> <urn:b> '}' } ; LOAD <http://127.0.0.1:9/x>",
        "INSERT {} WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_an_update_that_calls_out_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="refused"):
        check_update(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:LOAD> <urn:b> 'LOAD <urn:x>' }",
        "PREFIX LOADS: <urn:x:> INSERT DATA { LOADS:a LOADS:b LOADS:c }",
        "PREFIX LOADS: <urn:x:> COPY LOADS:a TO LOADS:b",
        "# LOAD <urn:x>\nDROP ALL",
        "INSERT DATA { " + "<urn:a> <urn:b> 1, 2, (3 4) ; <urn:c> 5 . " * 2000 + "}",
    ],
)
def test_an_update_that_only_holds_the_letters_or_much_data_is_taken(text: str) -> None:
    check_update(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("INSERT DATA { <urn:a> <urn:b> " + "[ <urn:c> " * 50 + "1" + " ]" * 50 + " }", "nesting"),
        ("INSERT {} WHERE { " + "?s ?p ?o . " * 200 + "}", "patterns"),
        ("INSERT DATA {} ; INSERT {} WHERE { " + "?s ?p ?o . " * 200 + "}", "patterns"),
    ],
)
def test_an_update_that_would_break_the_engine_is_refused(text: str, what: str) -> None:
    with pytest.raises(QueryError, match=what):
        check_update(text)
