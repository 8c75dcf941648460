"""Records of our own in the official forms, and what a test asks of a reading."""

from __future__ import annotations

from graph.model import Claim, ClaimType, Entity, Reading
from ingest.model import RawDocument
from ingest.official import OfficialReading, official_rows, read_official

TYPES = {"xml": "application/xml", "html": "text/html", "csv": "text/csv", "json": "application/json"}


def read(name: str, text: str | bytes, url: str | None = None) -> OfficialReading:
    """What a file of that name says; it must be a record."""
    body = text.encode() if isinstance(text, str) else text
    found = read_official(RawDocument(name, body, TYPES.get(name.rpartition(".")[2]), url))
    assert found is not None, name
    return found


def acts(reading: Reading) -> set[tuple[str, str, str]]:
    """Party, act and day of every row."""
    return {(row.party, row.action, row.date) for row in official_rows(reading)}


def entity(reading: Reading, claim: Claim) -> Entity:
    """The party of a claim of a row."""
    return reading.entity((claim.object if claim.type is ClaimType.ENTERS_INTO_FORCE else claim.subject) or "")


def treaty(reading: Reading) -> Entity:
    """The treaty that a record is about."""
    return next(entity for entity in reading.entities if entity.type == "treaty")


def of_treaty(reading: Reading, type: ClaimType) -> list[Claim]:
    """The claims of that type about the treaty as a whole."""
    found = [claim for claim in reading.claims if claim.type is type]
    return [claim for claim in found if type is not ClaimType.ENTERS_INTO_FORCE or claim.object is None]


def untc_xml(heads: list[str], rows: list[list[str]], header: str = "") -> str:
    """A treaty's XML with these heads and rows, under a root of any name."""
    first, *others = ("".join(f"<Entry>{cell}</Entry>" for cell in row) for row in [heads, *rows])
    body = "".join(f"<Row>{cells}</Row>" for cells in others)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><Whatever><Treaty>'
        f"{header}<Participants><Table><TGroup><Thead><Row>{first}</Row></Thead>"
        f"<Tbody><Rows>{body}</Rows></Tbody></TGroup></Table></Participants></Treaty></Whatever>"
    )


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A table of a page; heads are cells like all others."""
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in [heads, *rows])
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in lines)}</table>"


def page(title: str, body: str, words: str = "") -> str:
    """A page with one heading."""
    return f"<html lang='en'><head><title>{words}</title></head><body><h2>{title}</h2>{body}</body></html>"
