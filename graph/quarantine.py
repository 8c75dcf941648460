"""Quarantine: a folder that keeps what did not get into the store, with the reason, until someone mends it.

One sub-folder an input: `entry.json` always; `text.txt`, `record.json` and `report.json` where the document
could be read and the gate refused what it says, and `source`, its bytes as they came, where they were given.
Entries hold no time, so that the same input always makes the same entry.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError, UnknownLocation
from graph.identifiers import content_hash

_HIDDEN = "."


@dataclass(frozen=True, slots=True)
class Entry:
    """One input that did not get in; `digest` is the SHA-256 of its bytes or of its text in UTF-8.

    `text`, `record` and `report` are None for an input that could not be read; `source` is the input's bytes.
    """

    location: str
    reason: str
    digest: str
    text: str | None = None
    record: Mapping[str, object] | None = None
    report: Sequence[Mapping[str, object]] | None = None
    source: bytes | None = None

    @property
    def id(self) -> str:
        """The name of its sub-folder: digits of the digest, and of a hash of the location."""
        return f"{self.digest[:16]}-{content_hash(self.location, length=8)}"


def unreadable(location: str, reason: str, body: bytes = b"") -> Entry:
    """The entry of an input without text, known by its bytes."""
    return Entry(location, reason, hashlib.sha256(body).hexdigest())


class Quarantine:
    """The entries under one folder, which is made when the first comes in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, entry: Entry) -> Path:
        """The sub-folder of the entry, written whole or not at all; an equal one is left as it is."""
        target, files = self._folder / entry.id, _files(entry)
        if _holds(target, files):
            return target
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=self._folder))
            try:
                for name, body in files.items():
                    (fresh / name).write_bytes(body)
                _swap(fresh, target)
            finally:
                shutil.rmtree(fresh, ignore_errors=True)
        except OSError as error:
            raise StoreError(f"quarantine {self._folder} cannot be written: {error.strerror}") from error
        return target

    def list(self) -> list[Entry]:
        """All entries without their texts, by location."""
        if not self._folder.is_dir():
            return []
        names = [path.parent.name for path in self._folder.glob("[!.]*/entry.json")]
        return sorted((self._read(name) for name in names), key=lambda entry: (entry.location, entry.id))

    def show(self, id: str) -> Entry:
        """One entry with everything it keeps; UnknownLocation where there is none."""
        self._check(id)
        entry, folder = self._read(id), self._folder / id
        if not (folder / "text.txt").exists():
            return entry
        return Entry(
            entry.location,
            entry.reason,
            entry.digest,
            (folder / "text.txt").read_bytes().decode(),
            json.loads((folder / "record.json").read_bytes()),
            json.loads((folder / "report.json").read_bytes()),
            (folder / "source").read_bytes() if (folder / "source").exists() else None,
        )

    def remove(self, id: str) -> None:
        """Take an entry away; UnknownLocation where there is none."""
        self._check(id)
        self._discard(self._folder / id)

    def release(self, location: str) -> tuple[str, ...]:
        """Take away every entry of a location that now got in, and give their ids."""
        ids = tuple(entry.id for entry in self.list() if entry.location == location)
        for id in ids:
            self._discard(self._folder / id)
        return ids

    def _discard(self, folder: Path) -> None:
        # Renamed first, so that no half entry is ever listed.
        gone = Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=self._folder))
        folder.rename(gone / folder.name)
        shutil.rmtree(gone)

    def _check(self, id: str) -> None:
        # The name is compared with what is there, so that it can lead nowhere else.
        if not self._folder.is_dir() or id not in {path.parent.name for path in self._folder.glob("[!.]*/entry.json")}:
            raise UnknownLocation(id, f"no such entry in quarantine {self._folder}; list them for their names")

    def _read(self, id: str) -> Entry:
        return Entry(**json.loads((self._folder / id / "entry.json").read_bytes()))


def _files(entry: Entry) -> dict[str, bytes]:
    head = {"location": entry.location, "reason": entry.reason, "digest": entry.digest}
    files = {"entry.json": _json(head)}
    if entry.text is not None:
        files["text.txt"] = entry.text.encode()
        files["record.json"] = _json(entry.record)
        files["report.json"] = _json(entry.report)
        if entry.source is not None:
            files["source"] = entry.source
    return files


def _json(value: object) -> bytes:
    # A file's name may hold bytes that are not UTF-8; they stay readable as escapes.
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    if not folder.is_dir() or {path.name for path in folder.iterdir()} != files.keys():
        return False
    return all((folder / name).read_bytes() == body for name, body in files.items())


def _swap(fresh: Path, target: Path) -> None:
    if target.exists():
        # An older report of the same input; it goes aside first, since a folder cannot replace a full one.
        target.rename(fresh / "older")
        shutil.rmtree(fresh / "older")
    fresh.rename(target)
