"""Which slots and words a form can begin with."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")


def starts_of(template: str) -> frozenset[str]:
    """The slots (`{d}`) and literal words that a template can begin with; figures are left out, they always trigger."""
    template = template.replace("[(]", "").replace("[)]", "")
    if not template:
        return frozenset()
    if template.startswith("("):
        return _starts_of_group(template)
    if template.startswith("{"):
        slot, _, rest = template.partition("}")
        return frozenset({slot + "}"}) | _if_optional(rest)
    word = _WORD.match(template)
    return frozenset({word.group()}) if word else frozenset()


def _starts_of_group(template: str) -> frozenset[str]:
    inner, rest = _split_group(template)
    if inner.startswith(("?=", "?!", "?<")):
        return starts_of(rest)
    found = frozenset[str]()
    for alternative in _alternatives(inner.removeprefix("?:")):
        found |= starts_of(alternative)
    return found | _if_optional(rest)


def _if_optional(rest: str) -> frozenset[str]:
    return starts_of(rest[1:].lstrip()) if rest.startswith("?") else frozenset()


def _split_group(template: str) -> tuple[str, str]:
    """The inside of the group that the template begins with, and what follows it."""
    depth = 0
    for at, char in enumerate(template):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return template[1:at], template[at + 1 :]
    raise ValueError(f"a group is not closed: {template}")


def _alternatives(inner: str) -> list[str]:
    parts, depth = [""], 0
    for char in inner:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return parts
