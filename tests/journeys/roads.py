"""The command line as a stranger runs it: a process of its own, a folder of its own, settings from the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 120


@dataclass(frozen=True)
class Said:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class House:
    """A folder with a store and a quarantine, in which commands run."""

    folder: Path

    @property
    def environ(self) -> dict[str, str]:
        """The environment of the commands: nothing of ours but the settings of this house."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TREATYGRAPH_")}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "TREATYGRAPH_STORE": str(self.folder / "store"),
            "TREATYGRAPH_QUARANTINE": str(self.folder / "quarantine"),
        }

    def command(self, *arguments: str) -> list[str]:
        """The words that start a command."""
        return [sys.executable, "-m", "treatygraph", *arguments]

    def run(self, *arguments: str, given: bytes = b"", **settings: str) -> Said:
        """Run a command to its end; `settings` are added to the environment."""
        done = subprocess.run(
            self.command(*arguments),
            input=given,
            capture_output=True,
            cwd=self.folder,
            env={**self.environ, **settings},
            timeout=SECONDS,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def write(self, name: str, body: str | bytes) -> str:
        """Put a file into the house; its path as a user of the house writes it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body.encode() if isinstance(body, str) else body)
        return name

    def quads(self) -> list[str]:
        """Everything in the store, in canonical N-Quads."""
        said = self.run("export", "--format", "nq")
        assert said.code == 0, said.err
        return said.out.splitlines()
