"""Hold the lock files to pyproject.toml: every requirement pinned, every pin hashed, nothing from an address.

Run as `python scripts/check_locks.py` at the root; says what is wrong, one line each, and exits 1.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")

# A lock and the dependency groups that it serves beside the project's own dependencies.
LOCKS = {
    "requirements.lock": ("build",),
    "requirements-dev.lock": ("build", "dev"),
    "requirements-bench.lock": ("build", "dev", "bench"),
}


@dataclass(frozen=True, slots=True)
class Pin:
    """One exact release in a lock; several of one name differ by their environment markers."""

    name: str
    version: str
    hashes: int


def pins(text: str) -> Iterator[Pin]:
    """The pins of a lock file in order; ValueError quotes a line that is no plain, exact pin."""
    for line in text.replace("\\\n", " ").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        found = _PIN.match(line)
        if found is None or "://" in line or " @ " in line:
            raise ValueError(f"no exact pin by name and version: {' '.join(line.split())[:80]}")
        yield Pin(canonicalize_name(found["name"]), found["version"], len(_HASH.findall(line)))


def faults(requirements: Iterable[str], locked: Iterable[Pin]) -> list[str]:
    """What keeps these pins from being a lock of these requirements, in words."""
    locked = list(locked)
    found = [f"{pin.name}=={pin.version} has no sha256 hash" for pin in locked if not pin.hashes]
    for text in requirements:
        wanted = Requirement(text)
        name = canonicalize_name(wanted.name)
        versions = [pin.version for pin in locked if pin.name == name]
        if not versions:
            found.append(f"{name} is not pinned")
        found += [
            f"{name}=={version} does not satisfy {wanted.specifier}"
            for version in versions
            if not wanted.specifier.contains(Version(version), prereleases=True)
        ]
    return found


def check(root: Path) -> list[str]:
    """All that is wrong with the locks of a checkout, each with its file; empty when they hold."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    found: list[str] = []
    read: dict[str, set[tuple[str, str]]] = {}
    for lock, groups in LOCKS.items():
        wanted = [*project["project"]["dependencies"]]
        for group in groups:
            wanted += project["dependency-groups"][group]
        try:
            locked = list(pins((root / lock).read_text("utf-8")))
        except (OSError, ValueError) as error:
            found.append(f"{lock}: {error}")
            continue
        found += [f"{lock}: {fault}" for fault in faults(wanted, locked)]
        read[lock] = {(pin.name, pin.version) for pin in locked}
    if len(read) == len(LOCKS):
        for smaller, larger in pairwise(LOCKS):
            strays = sorted(read[smaller] - read[larger])
            found += [f"{larger}: lacks the pin {name}=={version} of {smaller}" for name, version in strays]
    return found


def main() -> int:
    """Print the faults to stderr with the mend; 0 when there are none."""
    found = check(Path.cwd())
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"locks: {len(found)} faults; `make lock` writes them anew" if found else "locks: they hold")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
