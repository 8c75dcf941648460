"""Private files: mode 0600, replaced whole and synced to the disk, one writer at a time, no link followed."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import AccessError
from graph.wholefiles import replace_file

WAIT = 10.0  # seconds to stand in line for a lock; every holder is done in milliseconds
_TURN = 0.01


def opened(path: Path, flags: int) -> int:
    """A descriptor of a regular file; AccessError for a link, another kind of file, or one that others may write."""
    try:
        # Without O_NONBLOCK a pipe that was laid in the file's place would hold the process for ever.
        handle = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, 0o600)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise AccessError(str(path), "it is a symbolic link; put the file itself there") from error
        if error.errno == errno.ENOENT:
            raise
        raise failed(path, error) from error
    found = os.fstat(handle)
    reason = None
    if not stat.S_ISREG(found.st_mode):
        reason = "it is no regular file; take it away"
    elif found.st_mode & 0o022:
        reason = "others may write to it; chmod 600"
    if reason is not None:
        os.close(handle)
        raise AccessError(str(path), reason)
    return handle


def read_whole(path: Path, most: int) -> bytes | None:
    """The bytes of a private file, None where there is none; AccessError over `most` bytes."""
    try:
        handle = opened(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        with os.fdopen(handle, "rb") as file:
            body = file.read(most + 1)
    except OSError as error:
        raise failed(path, error) from error
    if len(body) > most:
        raise AccessError(str(path), f"it is larger than {most} bytes; put back the file that was there")
    return body


def write_whole(path: Path, body: bytes) -> None:
    """Replace a private file: who reads, or a power cut, meets the old bytes or the new ones."""
    if path.is_symlink():
        raise AccessError(str(path), "it is a symbolic link; put the file itself there")
    try:
        replace_file(path, body)
    except OSError as error:
        raise failed(path, error) from error


def make_folder(folder: Path) -> None:
    """The folder, with those above it. It may hold the store too, so its mode is left to the umask."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failed(folder, error) from error


@contextmanager
def locked(path: Path, *, make: bool = True, wait: float = WAIT) -> Iterator[None]:
    """Hold the lock file `path`; AccessError where another holds it for longer than `wait` seconds.

    Without `make` a lock file that is not there is not made: nobody ever wrote. The system lets go of the lock
    however the process ends.
    """
    try:
        handle = opened(path, os.O_RDWR | os.O_CREAT if make else os.O_RDONLY)
    except FileNotFoundError as error:
        if make:
            raise failed(path, error) from error
        yield
        return
    try:
        _acquire(handle, path, time.monotonic() + wait)
        yield
    finally:
        os.close(handle)


def failed(path: Path, error: OSError) -> AccessError:
    """What the system said of a file, as an error of ours."""
    return AccessError(str(path), (error.strerror or str(error)).lower())


def _acquire(handle: int, path: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise AccessError(str(path), "another process holds this lock; wait for it to end") from error
            time.sleep(_TURN)
