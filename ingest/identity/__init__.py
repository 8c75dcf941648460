"""Identity data: what a page or Wikidata says that a thing is called, and nothing of what it did."""

from __future__ import annotations

import json

from graph.errors import UnreadableDocument
from ingest.identity.joining import with_identities
from ingest.identity.jsonld import page_identities, text_identities
from ingest.identity.matching import Match, match
from ingest.identity.model import Identities, Identity
from ingest.identity.wikidata import entity_identities, is_wikidata
from ingest.model import RawDocument
from ingest.parsing.decode import decode
from ingest.parsing.sniff import media_type_of

__all__ = ["Identities", "Identity", "Match", "match", "names_known", "read_identities", "with_identities"]

_JSON = frozenset({"application/json", "text/json", ""})
_LD = "application/ld+json"


def read_identities(raw: RawDocument) -> Identities | None:
    """The identities that a document gives; None where it is none of the forms that give any.

    These are pages with JSON-LD, JSON-LD files, and Wikidata's entity JSON. UnreadableDocument where it is no text.
    """
    stated = (raw.media_type or "").partition(";")[0].strip().lower()
    text = decode(raw)
    address = raw.url or ""
    if stated == _LD:
        return text_identities(text, address)
    if stated in _JSON and text.lstrip("\ufeff \t\r\n").startswith("{"):
        return _of_json(raw, text, address)
    if media_type_of(raw) == "text/html" and "ld+json" in text:
        return page_identities(text, address)
    return None


def names_known(raw: RawDocument) -> bool:
    """Whether a document gives the identity of something that the authority files know."""
    read = read_identities(raw)
    return read is not None and any(match(identity).key is not None for identity in read.found)


def _of_json(raw: RawDocument, text: str, address: str) -> Identities | None:
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise UnreadableDocument(raw.location, "is nested too deeply to be read") from error
    except ValueError:
        return None
    if is_wikidata(data):
        return entity_identities(data)
    return text_identities(text, address) if isinstance(data, dict) and "@context" in data else None
