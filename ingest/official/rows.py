"""The rows of a table as acts of parties, and what in them could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.folding import fold
from graph.model import ClaimType, Instrument
from ingest.official.columns import Column, columns_of, meaning
from ingest.official.dates import Dated, is_blank, read_cell
from ingest.official.model import Act, Grid, Row
from ingest.official.parties import name_span, party_of
from ingest.official.words import Family, words_of

NO_LONGER = "no-longer-in-effect"
SEVERAL = "covers-several-forms"
# Codes of consent that are at home beside no signature; a succession may be one to a signature.
_CONSENTS = frozenset({"ratification", "acceptance", "approval", "accession", "several"})
_LONGEST_ANSWER = 20
_TOTAL = re.compile(r"(?:grand )?totale?s?\b|nombre total|totaal", re.IGNORECASE)
_FLAGS = {
    "reservation": Instrument.RESERVATION,
    "declaration": Instrument.DECLARATION,
    "territorial": Instrument.TERRITORIAL_APPLICATION,
    "objection": Instrument.OBJECTION,
}
_NOTICES = {
    "denunciation": Instrument.DENUNCIATION,
    "suspension": Instrument.SUSPENSION,
    "provisional": Instrument.PROVISIONAL_APPLICATION,
}


def read_rows(grid: Grid, family: Family, table: str = "") -> tuple[list[Row], list[str]]:
    """The rows with their acts, and what could not be read in them."""
    columns = columns_of(grid.heads, family)
    problems = [
        f"{table}{column.called} is of no kind that is read; its cells are kept as text"
        for column in columns
        if column.role is None and any(not is_blank(row[column.index]) for row in grid.rows if column.index < len(row))
    ]
    if any(column.role == "communication" for column in columns):
        problems += _communications(grid, columns, table)
    rows = []
    for number, cells in enumerate(grid.rows, 1):
        row, found = _row(cells, columns)
        rows.append(row)
        problems += [f"{table}row {number} ({_first(cells, row)}): {problem}" for problem in found]
    return rows, problems


def _communications(grid: Grid, columns: Sequence[Column], table: str) -> Iterator[str]:
    for column in columns:
        if column.role == "communication":
            count = sum(_is_yes(row[column.index]) for row in grid.rows if column.index < len(row))
            if count:
                yield f"{table}{column.called}: {count} communications are kept as text and make no claims"


def _first(cells: Sequence[str], row: Row) -> str:
    return cells[row.party] if row.party is not None else next((cell for cell in cells if cell), "")


def _row(cells: tuple[str, ...], columns: Sequence[Column]) -> tuple[Row, list[str]]:
    who = next((column for column in columns if column.role in {"party", "territory"}), None)
    if who is None or who.index >= len(cells) or not cells[who.index].strip():
        return Row(cells), ["no party is named"]
    if (total := next((cell for cell in cells if cell.strip()), "")) and _TOTAL.match(total):
        return Row(cells), ["is a line of totals; it is kept as text"]
    named = name_span(cells[who.index])
    if sum(bool(cell.strip()) for cell in cells) == 1 and party_of(named.of(cells[who.index])).key is None:
        return Row(cells), ["stands alone in its row and is taken for the name of a group"]
    by_role = {role: _filled(cells, columns, role) for role in {column.role for column in columns} if role}
    acts, problems = [], []
    for role, read in _READERS.items():
        for column, cell in by_role.get(role, []):
            found, wrong = read(column, cell, by_role)
            acts += found
            problems += [f"{column.called}: {words}" for words in wrong]
    problems += _out_of_order(by_role)
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        problems.append(f"{len(cells) - len(columns)} cells stand beyond the last head")
    return Row(cells, who.index, named, tuple(dict.fromkeys(acts))), problems


def _out_of_order(by_role: dict[str, _Filled]) -> Iterator[str]:
    """Consent that is dated before the signature that it would confirm; both are kept as printed."""
    signed = [dated.day for _, cell in by_role.get("signature", []) for dated in read_cell(cell).dates]
    for column, cell in [*by_role.get("consent", []), *by_role.get("deposit", [])]:
        days = [dated.day for dated in read_cell(cell).dates if column.codes.get(dated.code or "") != "accession"]
        if signed and days and max(days) < min(signed):
            yield f'{column.called}: "{cell}" lies before the signature of {min(signed)}; both are kept as printed'


_Filled = list[tuple[Column, str]]
_Read = tuple[list[Act], list[str]]


def _filled(cells: Sequence[str], columns: Sequence[Column], role: str) -> _Filled:
    found = [(column, cells[column.index]) for column in columns if column.role == role and column.index < len(cells)]
    return [(column, cell) for column, cell in found if not is_blank(cell)]


def _signature(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    acts, problems = [], []
    read = read_cell(cell)
    for dated in read.dates:
        flags = _effect(dated)
        acts.append(Act(ClaimType.SIGNS, column.index, None, dated.day, flags, "signature"))
        meant = column.codes.get(dated.code or "")
        if meant == "definitive":
            acts.append(Act(ClaimType.RATIFIES, column.index, Instrument.CONSENT, dated.day, flags, "definitive"))
        elif meant in _CONSENTS:
            words = f'the code "{dated.code}" of "{cell}" means {meant}, in a column of signatures'
            problems.append(f"{words}; the date is read as a signature")
        elif dated.code and meant is None:
            problems.append(f'the code "{dated.code}" of "{cell}" is not known; the date is read as a signature')
    return acts, problems + _left(read.dates, read.rest, cell)


def _consent(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    if "deposit" in by_role:
        # What was done at home is no act towards the depositary; the deposit beside it is.
        return ([], []) if by_role["deposit"] else ([], [f'"{cell}" has no date of deposit beside it: no act is read'])
    acts, problems = [], []
    read = read_cell(cell)
    beside = next((words for _, words in by_role.get("type", [])), None)
    for dated in read.dates:
        code = dated.code or (beside if beside in column.codes else None)
        if code is None and beside is not None:
            meant = meaning(beside)
            code = None if meant else beside
        else:
            meant = column.plain if code is None else column.codes.get(code)
        if meant is None:
            problems.append(f'the code "{code}" of "{cell}" is not known; the form of consent is left open')
        acts += _bound(column, meant or "consent", dated, signed=bool(by_role.get("signature")))
    return acts, problems + _left(read.dates, read.rest, cell)


def _bound(column: Column, meant: str, dated: Dated, *, signed: bool) -> list[Act]:
    flags = _effect(dated) + ((SEVERAL,) if meant == "several" else ())
    if meant == "provisional-application":
        return [_notice(column, Instrument.PROVISIONAL_APPLICATION, dated.day, flags)]
    if meant in {"definitive", "referendum"}:
        signs = [] if signed else [Act(ClaimType.SIGNS, column.index, None, dated.day, flags, "signature")]
        bound = Act(ClaimType.RATIFIES, column.index, Instrument.CONSENT, dated.day, flags, meant)
        return signs if meant == "referendum" else [*signs, bound]
    instrument = Instrument.RATIFICATION if meant == "several" else Instrument(meant)
    joins = instrument in {Instrument.ACCESSION, Instrument.SUCCESSION}
    type = ClaimType.ACCEDES_TO if joins else ClaimType.RATIFIES
    return [Act(type, column.index, instrument, dated.day, flags, instrument.value)]


def _deposit(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    """The deposit of an instrument: of ratification where the head beside says so and the party has signed."""
    read = read_cell(cell)
    beside = next((other for other, _ in by_role.get("consent", [])), None)
    plain = beside.plain if beside is not None else column.plain
    signed = bool(by_role.get("signature"))
    acts = []
    for dated in read.dates:
        meant = column.codes.get(dated.code or "") or plain or "consent"
        meant = "consent" if meant == "ratification" and not signed else meant
        acts += _bound(column, meant, dated, signed=signed)
    return acts, _left(read.dates, read.rest, cell)


def _force(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    read = read_cell(cell)
    acts = [
        Act(ClaimType.ENTERS_INTO_FORCE, column.index, None, dated.day, _effect(dated), "entry-into-force")
        for dated in read.dates
    ]
    return acts, _left(read.dates, read.rest, cell)


def _notices(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    read = read_cell(cell)
    instrument = _NOTICES[str(column.role)]
    acts = [_notice(column, instrument, dated.day, _effect(dated)) for dated in read.dates]
    return acts, _left(read.dates, read.rest, cell)


def _termination(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    """The day on which a denunciation takes effect stays in the row; alone it is a denunciation of unknown date."""
    read = read_cell(cell)
    if by_role.get("denunciation") or not read.dates:
        return [], _left(read.dates, read.rest, cell)
    words = f'"{cell}" is when a denunciation takes effect; when notice was given is not printed'
    return [_notice(column, Instrument.DENUNCIATION, None, ())], [words]


def _flag(column: Column, cell: str, by_role: dict[str, _Filled]) -> _Read:
    if not _is_yes(cell):
        return [], []
    letter = fold(column.head)
    several = letter == "d" or (" " in letter and column.role == "declaration")
    return [_notice(column, _FLAGS[str(column.role)], None, (SEVERAL,) if several else ())], []


def _notice(column: Column, instrument: Instrument, day: str | None, flags: tuple[str, ...]) -> Act:
    return Act(ClaimType.GIVES_NOTICE, column.index, instrument, day, flags, instrument.value)


def _effect(dated: Dated) -> tuple[str, ...]:
    return (NO_LONGER,) if dated.bracketed else ()


def _left(dates: Sequence[Dated], rest: str, cell: str) -> list[str]:
    if not dates:
        return [f'"{cell}" is no date that is read']
    return [f'"{rest}" in "{cell}" is not read'] if rest else []


def _is_yes(cell: str) -> bool:
    return len(cell) > _LONGEST_ANSWER or (not is_blank(cell) and fold(cell) not in words_of("answers", "no"))


_READERS = {
    "signature": _signature,
    "consent": _consent,
    "deposit": _deposit,
    "force": _force,
    "provisional": _notices,
    "denunciation": _notices,
    "suspension": _notices,
    "termination": _termination,
    "reservation": _flag,
    "declaration": _flag,
    "territorial": _flag,
    "objection": _flag,
}
