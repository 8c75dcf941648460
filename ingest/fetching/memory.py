"""What servers said of the pages that were read, so that an unchanged page is not sent again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from graph.errors import StoreError
from graph.wholefiles import replace_file

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Validators:
    """By what a server knows a version of a page again (RFC 9110 8.8); None for what it did not give."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers that ask for another version than this one."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value is not None}


class Memory:
    """Validators by address, one small file each in a folder that is made when the first comes in.

    `edition` is that of the program: what an older one made of a page says nothing about a newer one.
    """

    def __init__(self, folder: Path, edition: str) -> None:
        self._folder = folder
        self._edition = edition

    def of(self, url: str) -> Validators:
        """What is known of an address; nothing where nothing can be read."""
        try:
            kept = json.loads(self._path(url).read_text("utf-8"))
        except (OSError, ValueError):
            return Validators()
        if not isinstance(kept, dict) or kept.get("url") != url or kept.get("edition") != self._edition:
            return Validators()
        return Validators(_sendable(kept.get("etag")), _sendable(kept.get("modified")))

    def keep(self, url: str, validators: Validators) -> None:
        """Know this version of the address from now on; the file is written whole or not at all."""
        if not validators.headers():
            self._path(url).unlink(missing_ok=True)
            return
        kept = {
            "url": url,
            "edition": self._edition,
            "etag": _sendable(validators.etag),
            "modified": _sendable(validators.modified),
        }
        write_whole(self._path(url), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    def _path(self, url: str) -> Path:
        return self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"


def write_whole(path: Path, text: str) -> None:
    """Replace a file by another text at once: a reader, or a power cut, meets the old one or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text.encode())
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def _sendable(value: object) -> str | None:
    """A validator that may stand in a request: printable ASCII of a sensible length."""
    good = isinstance(value, str) and value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST
    return value if good and isinstance(value, str) else None
