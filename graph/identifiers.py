"""Stable IRIs: readable where identity is certain, hashes of content elsewhere.

Every data IRI hangs under the deployment's base IRI. Thing: `{base}id/{type}/{key}`; named graph:
`{base}graph/{name}`. The key may hold slashes (`act/un-xviii-16/vnm/signature`).
"""

from __future__ import annotations

import hashlib
import re

from rdflib import URIRef

from graph.folding import fold

DEFAULT_BASE = "http://localhost:8000/"
_UNSAFE = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """`text` as lower-case ASCII words joined by hyphens; empty where nothing of it is Latin."""
    return _UNSAFE.sub("-", fold(text)).strip("-")


def content_hash(*parts: object, length: int = 16) -> str:
    """A hash of the parts in order, in hexadecimal; None and the empty string differ."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    # Names of files may hold bytes that are not UTF-8, which Python carries as lone surrogates.
    return hashlib.sha256(joined.encode(errors="surrogatepass")).hexdigest()[:length]


def thing(base: str, type: str, key: str) -> URIRef:
    """The IRI of a thing of that type and key."""
    return URIRef(f"{base}id/{type}/{key}")


def named_graph(base: str, name: str) -> URIRef:
    """The IRI of a named graph: `document/{key}`, `record/{key}`, `authority`, `ontology`."""
    return URIRef(f"{base}graph/{name}")


def split_thing(base: str, iri: str) -> tuple[str, str] | None:
    """Type and key of a thing under `base`, or None for any other IRI."""
    prefix = f"{base}id/"
    if not iri.startswith(prefix):
        return None
    type, _, key = iri.removeprefix(prefix).partition("/")
    return (type, key) if type and key else None
