"""What flows between the readers of official records and the Reading that they end in."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import ClaimType, Instrument, Modality, Reading, Span


@dataclass(frozen=True, slots=True)
class OfficialReading:
    """What an official record says; `problems` name each thing that could not be read: its place and why."""

    reading: Reading
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as text: the heads of its columns, and its rows with a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """What one cell of a row says of its party; `cell` is the cell's index."""

    type: ClaimType
    cell: int
    instrument: Instrument | None = None
    date: str | None = None
    flags: tuple[str, ...] = ()
    rule: str = ""
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the text. `party` is the cell that names who acts, `name` the place of the name in it.

    `holder` is the key of the state to which the territory that the row names belongs. `first` is the cell at which
    evidence begins, where it must show more than party and act.
    """

    cells: tuple[str, ...]
    party: int | None = None
    name: Span | None = None
    acts: tuple[Act, ...] = ()
    holder: str | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What a line of the head says of the treaty as a whole; `span` counts in that line.

    `body` is the key of who adopted it, `named` where the line names that body.
    """

    type: ClaimType
    span: Span
    value: int | None = None
    action: str | None = None
    unit: str | None = None
    date: str | None = None
    delay_days: int | None = None
    modality: Modality = Modality.ASSERTED
    body: str | None = None
    named: Span | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line before the table; `treaty` is where it names the treaty."""

    text: str
    facts: tuple[Fact, ...] = ()
    treaty: Span | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole record on its way to a Reading; `number` is the treaty's at its depositary (`ETS 185`).

    `form` is the format of the bytes, which the names of the rules show (`coe.csv.signature`). `copied_at` is the host
    of another than the publisher, from which the record comes.
    """

    family: str
    form: str
    language: str
    media_type: str
    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    title: str | None = None
    number: str | None = None
    treaty: str | None = None
    status_date: str | None = None
    url: str | None = None
    problems: tuple[str, ...] = ()
    copied_at: str | None = None
