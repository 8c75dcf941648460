"""Files that are replaced whole: who reads, or a power cut, meets the old bytes or the new ones."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_file(path: Path, body: bytes) -> None:
    """Make the bytes of a file these, on the disk at return, with mode 0600; OSError where that cannot be."""
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, without which a new file may be gone after a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
