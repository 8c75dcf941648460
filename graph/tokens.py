"""SPARQL text as tokens, cut where the engine would cut it.

The engine reads without a tokenizer of its own: a keyword needs no blank after it, and `<` is a sign where an
expression goes on and an IRI elsewhere. Where the two cannot be told apart, the text is refused with a mend,
because a reader that cuts differently from the engine can be walked around.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import QueryError

OPENING, CLOSING = frozenset("{(["), frozenset("})]")
_OPERAND_KINDS = frozenset({"iri", "string", "name", "variable", "tag", "number"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `kind` is iri, string, name, variable, tag, number, word or sign.

    `inside` is the bracket open around it: `(`, `{`, `[`, empty for none, and `values` for all brackets of a
    VALUES block. `start` is its offset in the text, in code points.
    """

    kind: str
    text: str
    line: int
    inside: str
    start: int = 0

    @property
    def ends_operand(self) -> bool:
        """Whether an expression may go on after this token."""
        return self.kind in _OPERAND_KINDS or self.text in CLOSING or self.text.lower() in {"true", "false"}

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"in line {self.line}"


# SPARQL 1.1 section 19.8, rules [164] to [168]: other classes would cut names differently from the engine.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = "\u00b7\u0300-\u036f\u203f\u2040"
_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX = rf"[{_BASE}](?:[{_BASE}_0-9{_MORE}.\-]*[{_BASE}_0-9{_MORE}\-])?"
_LOCAL_END = rf"[{_BASE}_0-9{_MORE}:\-]|{_ESCAPE}"
_LOCAL = rf"(?:[{_BASE}_0-9:]|{_ESCAPE})(?:(?:\.|{_LOCAL_END})*(?:{_LOCAL_END}))?"
_BLANK_LABEL = rf"[{_BASE}_0-9](?:[{_BASE}_0-9{_MORE}.\-]*[{_BASE}_0-9{_MORE}\-])?"
_IRI = r"""<(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>"""
_LONG = r'"""(?:[^"\\]|\\.|"(?!""))*"""' + r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
_SHORT = r'"(?!"")(?:[^"\\\r\n]|\\.)*"' + r"|'(?!'')(?:[^'\\\r\n]|\\.)*'"
_KINDS = {
    "blank": r"[ \t\r\n]+|#[^\r\n]*",
    "iri": _IRI,
    "string": f"{_LONG}|{_SHORT}",
    "name": f"_:{_BLANK_LABEL}|(?:{_PREFIX})?:(?:{_LOCAL})?",
    "variable": rf"[?$][{_BASE}_0-9][{_BASE}_0-9{_MORE}]*",
    "tag": r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?",
    "number": r"(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+",
    "word": r"[A-Za-z_][A-Za-z0-9_]*",
    "sign": r"[{}()\[\].,;*/+\-|^?!=<>&~]",
}
_TOKEN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()), re.DOTALL)
_SURELY_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def tokenize(query: str) -> list[Token]:
    """The tokens of `query` without blanks and comments; QueryError where it cannot be cut with certainty."""
    tokens: list[Token] = []
    open_brackets: list[str] = []
    position = 0
    line = 1
    while position < len(query):
        kind, text = _next(query, position, line)
        inside = open_brackets[-1] if open_brackets else ""
        if kind == "iri" and inside == "(" and tokens and tokens[-1].ends_operand:
            kind, text = _sign_or_iri(text, line)
        if kind in {"iri", "string"}:
            _check_escapes(text, line)
        if kind != "blank":
            tokens.append(Token(kind, text, line, inside, position))
            _track(tokens, open_brackets)
        position += len(text)
        line += text.count("\n")
    return tokens


def _next(query: str, position: int, line: int) -> tuple[str, str]:
    match = _TOKEN.match(query, position)
    if match is None or match.lastgroup is None:
        shown = query[position : position + 10].split("\n")[0]
        raise QueryError(f"line {line} cannot be read from {shown!r} on: close the string, or remove the sign")
    return match.lastgroup, match.group()


def _sign_or_iri(text: str, line: int) -> tuple[str, str]:
    """What `<…>` is after an operand inside round brackets: a list's next member, or `less than` and more."""
    # No expression begins with a name, a colon and two slashes.
    if _SURELY_IRI.match(text):
        return "iri", text
    # Cut as a sign, a `#` would start a comment and a `'` a string, which might hide what the engine sees.
    if "#" in text or "'" in text:
        raise QueryError(f"line {line}: {text!r} may be an IRI or a comparison; put a blank after < or use a prefix")
    return "sign", "<"


def _track(tokens: list[Token], open_brackets: list[str]) -> None:
    token = tokens[-1]
    if token.text in OPENING:
        open_brackets.append("values" if token.inside == "values" or _opens_values(tokens) else token.text)
    elif token.text in CLOSING and open_brackets:
        open_brackets.pop()


def _opens_values(tokens: list[Token]) -> bool:
    """Whether the last token is the brace of `VALUES ?x {` or `VALUES (?x ?y) {`."""
    if tokens[-1].text != "{":
        return False
    before = len(tokens) - 2
    while before >= 0 and (tokens[before].kind == "variable" or tokens[before].text in {"(", ")"}):
        before -= 1
    return before >= 0 and tokens[before].text.upper() == "VALUES"


def _check_escapes(text: str, line: int) -> None:
    # SPARQL 1.1 section 19.2 lets an engine undo these before it reads, where they would close a string.
    for match in _CODE_POINT.finditer(text):
        if int(match.group(1) or match.group(2), 16) < 0x80:
            raise QueryError(f"line {line}: write the character itself instead of {match.group()}")
