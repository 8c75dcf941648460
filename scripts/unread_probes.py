"""Write down which probes are not read as they should be: `python scripts/unread_probes.py` at the root.

The list, `tests/corpus/probes/unread.txt`, is what `tests/ingest/test_probes.py` holds the reader to.
"""

from __future__ import annotations

from pathlib import Path

from ingest.evaluation.probes import judge_probe, read_probes

FOLDER = Path("tests/corpus/probes")


def main() -> None:
    """Judge all probes and write the names of those that fail, in order."""
    unread, probes = [], 0
    for path in sorted(FOLDER.glob("*.toml")):
        for probe in read_probes(path):
            verdict = judge_probe(probe)
            probes += 1
            if verdict.missed or verdict.false:
                unread.append(probe.name)
    (FOLDER / "unread.txt").write_text("".join(f"{name}\n" for name in unread), "utf-8")
    print(f"{probes} probes, {len(unread)} not read as they should be")


if __name__ == "__main__":
    main()
