"""From a sheet to a Reading: one line of text for each row, and each act with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from graph.folding import fold
from graph.model import (
    Claim,
    ClaimType,
    DateBasis,
    Document,
    Entity,
    EntityType,
    Mention,
    Modality,
    Reading,
    SourceKind,
    Span,
)
from ingest.official.model import Act, Fact, Line, OfficialReading, Row, Sheet
from ingest.official.parties import party_of, place_of
from ingest.official.treaties import treaty_of
from ingest.official.words import family
from ontology.authority import load_authority

EXTRACTOR = "treatygraph-records"


def to_reading(sheet: Sheet) -> OfficialReading:
    """The whole record as it will be stored, and what of it could not be read."""
    document = _document(sheet)
    record = _Record(sheet, document.language)
    starts = list(accumulate((len(text) + 1 for text in _texts(sheet)), initial=0))
    for line, start in zip(sheet.lines, starts, strict=False):
        record.add_line(line, start)
    for row, start in zip(sheet.rows, starts[len(sheet.lines) :], strict=False):
        record.add_row(row, start)
    claims = sorted(dict.fromkeys(record.claims), key=lambda claim: claim.type is ClaimType.GIVES_NOTICE)
    mentions = tuple(sorted(set(record.mentions), key=lambda mention: (mention.span, mention.entity)))
    reading = Reading(document, tuple(record.entities.values()), mentions, tuple(claims), EXTRACTOR)
    return OfficialReading(reading, (*sheet.problems, *record.problems))


def _texts(sheet: Sheet) -> list[str]:
    return [line.text for line in sheet.lines] + [_text(row) for row in sheet.rows]


def _text(row: Row) -> str:
    return "\t".join(row.cells).rstrip("\t")


def _document(sheet: Sheet) -> Document:
    published_by = family(sheet.family)
    # Whoever prints the depositary's words elsewhere is not the depositary.
    own = sheet.copied_at is None
    return Document(
        text="\n".join(_texts(sheet)),
        language=sheet.language,
        title=sheet.title,
        url=sheet.url,
        publisher=published_by.publisher if own else sheet.copied_at,
        media_type=sheet.media_type,
        source_kind=published_by.kind if own else SourceKind.AGGREGATOR,
        status_date=sheet.status_date,
    )


@dataclass(slots=True)
class _Record:
    """What has been gathered of a sheet; entities stand under their key or folded name."""

    sheet: Sheet
    language: str
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add_line(self, line: Line, start: int) -> None:
        """A line before the table, with what it says of the treaty."""
        if line.treaty is not None:
            self._mention(self._treaty(), line.treaty, start)
        for fact in line.facts:
            self.claims.append(self._fact(fact, line, start))

    def add_row(self, row: Row, start: int) -> None:
        """A row with the acts of its party."""
        if row.party is None or row.name is None:
            return
        places = _places(row, start)
        at = places[row.party]
        named = Span(at.start + row.name.start, at.start + row.name.end)
        subject = self._place(row, named) if row.holder else self._party(row, named)
        for act in row.acts:
            first = places[row.party if row.first is None else row.first]
            cell = places[act.cell]
            if cell.start == cell.end:
                continue
            evidence = Span(min(first.start, at.start, cell.start), max(at.end, cell.end))
            self.claims.append(self._act(act, subject, evidence))

    def _fact(self, fact: Fact, line: Line, start: int) -> Claim:
        subject, object = self._treaty(), None
        if fact.body is not None:
            known = load_authority().entities[fact.body]
            words = line.text if fact.named is None else fact.named.of(line.text)
            body = self._entity(known.key, EntityType(known.type), known.label, words, known.key)
            if fact.named is not None:
                self._mention(body, fact.named, start)
            subject, object = body, subject
        return Claim(
            fact.type,
            subject,
            Span(start + fact.span.start, start + fact.span.end),
            object=object,
            value=fact.value,
            action=fact.action,
            unit=fact.unit,
            date=fact.date,
            date_basis=None if fact.date is None else DateBasis.STATED,
            delay_days=fact.delay_days,
            modality=fact.modality,
            rule=self._rule(fact.rule),
        )

    def _act(self, act: Act, party: str, evidence: Span) -> Claim:
        of_treaty = act.type is ClaimType.ENTERS_INTO_FORCE
        later = of_treaty and act.date is not None and act.date > (self.sheet.status_date or act.date)
        return Claim(
            act.type,
            self._treaty() if of_treaty else party,
            evidence,
            object=party if of_treaty else self._treaty(),
            date=act.date,
            date_basis=None if act.date is None else DateBasis.STATED,
            instrument=act.instrument,
            modality=Modality.PLANNED if later else act.modality,
            flags=act.flags,
            rule=self._rule(act.rule),
        )

    def _rule(self, name: str) -> str:
        return f"{self.sheet.family}.{self.sheet.form}.{name}"

    def _treaty(self) -> str:
        sheet = self.sheet
        key = sheet.treaty or treaty_of(sheet.number, sheet.title)
        label = load_authority().entities[key].label if key else sheet.title or sheet.number or "treaty"
        return self._entity("treaty", EntityType.TREATY, label, sheet.title or sheet.number or label, key)

    def _party(self, row: Row, named: Span) -> str:
        assert row.party is not None  # asked by the caller
        assert row.name is not None
        party = party_of(row.name.of(row.cells[row.party]))
        known = party.key or f"name {fold(party.name)}"
        if party.key is None and known not in self.entities:
            self.problems.append(f'"{party.name}" is a participant whom no table of names knows; it stays provisional')
        id = self._entity(known, party.type, party.label, party.name, party.key, party.iso3)
        self.mentions.append(Mention(id, named))
        return id

    def _place(self, row: Row, named: Span) -> str:
        """The party for whose territory a row stands; the territory itself is a place."""
        assert row.party is not None  # asked by the caller
        assert row.name is not None
        assert row.holder is not None
        name = row.name.of(row.cells[row.party])
        known = place_of(name)
        place = known.key if known else None
        id = self._entity(f"place {fold(name)}", EntityType.PLACE, known.label if known else name, name, place)
        self.mentions.append(Mention(id, named))
        holder = load_authority().entities[row.holder]
        iso3 = holder.attributes.get("iso3")
        return self._entity(holder.key, EntityType(holder.type), holder.label, None, holder.key, iso3)

    def _mention(self, entity: str, span: Span, start: int) -> None:
        self.mentions.append(Mention(entity, Span(start + span.start, start + span.end)))

    def _entity(
        self, known: str, type: EntityType, label: str, written: str | None, key: str | None, iso3: str | None = None
    ) -> str:
        """The id of an entity, with one more name as it is written."""
        entity = self.entities.get(known)
        names = () if entity is None else entity.labels
        pair = (self.language, written or "")
        if written and pair not in names:
            names = (*names, pair)
        id = f"e{len(self.entities) + 1}" if entity is None else entity.id
        self.entities[known] = Entity(id, type, label, names, key, iso3)
        return id


def _places(row: Row, start: int) -> list[Span]:
    """Where each cell of a row stands in the text."""
    ends = accumulate(len(cell) + 1 for cell in row.cells)
    return [Span(start + end - len(cell) - 1, start + end - 1) for cell, end in zip(row.cells, ends, strict=True)]
