"""The registry: a TOML file that names each source, read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

from graph.errors import RegistryError
from ingest.fetching.canonical import is_web_address
from ontology.authority import load_authority

# What stands at an address. Those of the first row are official records, and nothing else is taken from there.
OFFICIAL = ("untc-xml", "untc-page", "coe-html", "coe-json", "coe-csv", "verdragenbank")
KINDS = (*OFFICIAL, "feed", "page", "warc", "folder")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SHORTEST = timedelta(minutes=15)
_LONGEST = timedelta(days=366)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
_RHYTHM = re.compile(r"([1-9][0-9]{0,3})([mhdw])\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_HEADER = re.compile(r"\s*\[")
_ENTRY = re.compile(r"\s*\[\[\s*[\"']?source[\"']?\s*\]\]")


@dataclass(frozen=True, slots=True)
class Source:
    """One source of the registry; `address` is a web address, or a path from the registry's own folder on.

    `treaty` and `language` tell readers of the registry what to expect; what a document says comes from itself.
    """

    id: str
    kind: str
    address: str
    rhythm: timedelta
    treaty: str | None = None
    language: str | None = None
    enabled: bool = True

    @property
    def on_the_web(self) -> bool:
        """Whether the source is fetched, and not read from disk."""
        return is_web_address(self.address)


def open_registry(path: str) -> tuple[Source, ...]:
    """The sources of the file at `path`, in its order; those that come with the program where it is empty."""
    if not path:
        text = files("ingest.refreshing").joinpath("sources.toml").read_text("utf-8")
        return read_registry(text, "sources.toml", Path())
    try:
        return read_registry(Path(path).read_text("utf-8"), path, Path(path).parent)
    except OSError as error:
        raise RegistryError(path, f"cannot be read: {(error.strerror or str(error)).lower()}; mend the path") from error
    except UnicodeDecodeError as error:
        raise RegistryError(path, "is not UTF-8; save it again in UTF-8") from error


def read_registry(text: str, name: str, folder: Path) -> tuple[Source, ...]:
    """The sources that a registry names; RegistryError names the file, the line, and the mend."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(name, f"is no TOML: {str(error).lower()}") from error
    for key in data.keys() - {"source"}:
        raise RegistryError(f"{name}, line {_line_of(text, key)}", f"{key} is unknown; write [[source]] entries alone")
    entries = data.get("source", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RegistryError(name, "source is no list of entries; write [[source]] above each")
    sources = tuple(
        _Entry(entry, _Place(name, text, number, len(entries))).source(folder) for number, entry in enumerate(entries)
    )
    for number, source in enumerate(sources):
        if source.id in {other.id for other in sources[:number]}:
            place = _Place(name, text, number, len(entries)).of("id")
            raise RegistryError(place, f"the id {source.id} stands twice; give each source its own")
    return sources


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one entry stands in the file."""

    name: str
    text: str
    number: int
    count: int

    def of(self, key: str | None = None) -> str:
        """File, line and entry; the line is that of the key where it can be told."""
        lines = self.text.splitlines()
        starts = [number for number, line in enumerate(lines) if _ENTRY.match(line)]
        entry = f"entry {self.number + 1}"
        if len(starts) != self.count:
            return f"{self.name}, {entry}"  # tables written inline, or a header inside a string
        line = starts[self.number]
        after = next((at for at in range(line + 1, len(lines)) if _HEADER.match(lines[at])), len(lines))
        pattern = re.compile(rf"\s*[\"']?{re.escape(key or '')}[\"']?\s*=")
        found = next((at for at in range(line + 1, after) if key and pattern.match(lines[at])), line)
        return f"{self.name}, line {found + 1}, {entry}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as TOML gives it, and where it stands."""

    fields: Mapping[str, object]
    place: _Place

    def source(self, folder: Path) -> Source:
        """The entry as a source, each key checked."""
        for key in self.fields:
            if key not in _KEYS:
                raise self.error(key, f"{key} is unknown; the keys are {', '.join(_KEYS)}")
        kind = self.checked("kind", lambda text: text in KINDS, f"write one of {', '.join(KINDS)}")
        return Source(
            self.checked("id", _ID.match, "write lower-case letters, digits and hyphens"),
            kind,
            self.address(kind, folder),
            self.rhythm(),
            self.optional("treaty", _is_treaty, "write the key of a known treaty, such as treaty/cets-185"),
            self.optional("language", _LANGUAGE.match, "write a language code, such as en"),
            self.enabled(),
        )

    def checked(self, key: str, good: Callable[[str], object], mend: str) -> str:
        """The text of a key that must be there."""
        if key not in self.fields:
            raise self.error(None, f"has no {key}; {mend}")
        value = self.fields[key]
        if not isinstance(value, str) or not good(value):
            raise self.error(key, f"{key} = {value!r} cannot be used; {mend}")
        return value

    def optional(self, key: str, good: Callable[[str], object], mend: str) -> str | None:
        """The text of a key that may be left out."""
        return self.checked(key, good, mend) if key in self.fields else None

    def address(self, kind: str, folder: Path) -> str:
        """A web address as it is, a path from the registry's folder on."""
        text = self.checked("address", lambda text: text.strip() == text and text, "write an address or a path")
        if is_web_address(text):
            if kind == "folder":
                raise self.error("address", "a folder has a path, not a web address; write its path")
            return text
        if "://" in text:
            raise self.error("address", f"address = {text!r} cannot be used; write http(s)://… or a path")
        return str(folder / Path(text).expanduser())

    def rhythm(self) -> timedelta:
        """How often to look."""
        mend = "write a number and m, h, d or w, from 15m to a year, such as 6h"
        text = self.checked("rhythm", _RHYTHM.match, mend)
        rhythm = timedelta(**{_UNITS[text[-1]]: int(text[:-1])})
        if not _SHORTEST <= rhythm <= _LONGEST:
            raise self.error("rhythm", f"rhythm = {text!r} cannot be used; {mend}")
        return rhythm

    def enabled(self) -> bool:
        """Whether the source is looked at unless it is named."""
        value = self.fields.get("enabled", True)
        if not isinstance(value, bool):
            raise self.error("enabled", f"enabled = {value!r} cannot be used; write true or false")
        return value

    def error(self, key: str | None, reason: str) -> RegistryError:
        """The error on a key of this entry."""
        return RegistryError(self.place.of(key), reason)


_KEYS = ("id", "kind", "address", "rhythm", "treaty", "language", "enabled")


def _is_treaty(key: str) -> bool:
    return key in {known.key for known in load_authority().of_type("treaty")}


def _line_of(text: str, key: str) -> int:
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
