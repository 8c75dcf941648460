"""The demo as a stranger meets it: `make demo DETACH=1`, three questions over HTTP, `make stop`.

Uses a free port and a folder of its own, and fails with the words of the step that failed.
"""

from __future__ import annotations

import csv
import io
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

ROOT = Path(__file__).parent.parent
OPENER = build_opener(ProxyHandler({}))
SIGNATURES = """
PREFIX tg: <https://w3id.org/treatygraph/ontology#>
SELECT ?treaty (COUNT(DISTINCT ?actor) AS ?signatories)
WHERE { ?act a tg:Signature ; tg:treaty ?treaty ; tg:actor ?actor }
GROUP BY ?treaty ORDER BY DESC(?signatories)
"""


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make(*words: str, folder: Path) -> None:
    """Run make with the demo's data in `folder`; what it says is passed on."""
    environ = os.environ | {
        "TREATYGRAPH_STORE": str(folder / "store"),
        "TREATYGRAPH_QUARANTINE": str(folder / "quarantine"),
    }
    command = ["make", "--no-print-directory", *words, f"PID_FILE={folder / 'demo.pid'}"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, stdin=subprocess.DEVNULL, timeout=300)


def get(url: str, accept: str) -> tuple[str, str]:
    """Body and media type of what `url` gives, redirects followed."""
    with OPENER.open(Request(url, headers={"Accept": accept}), timeout=30) as response:
        return response.read().decode(), response.headers.get_content_type()


def ask(base: str) -> None:
    """Ask for the signatories, follow the first treaty to its data and to its page."""
    body, media_type = get(f"{base}sparql?{urlencode({'query': SIGNATURES})}", "text/csv")
    rows = list(csv.DictReader(io.StringIO(body)))
    if media_type != "text/csv" or not rows:
        sys.exit(f"smoke: no signatory of any treaty: {media_type}, {body!r}")
    print(f"  {rows[0]['signatories']} signatories of {rows[0]['treaty']}")
    # Data IRIs hang under the base IRI of the settings, which need not be the port that serves here.
    path = urlsplit(rows[0]["treaty"]).path.lstrip("/")
    for accept in ("text/turtle", "text/html"):
        body, media_type = get(base + path, accept)
        if media_type != accept or "Cybercrime" not in body:
            sys.exit(f"smoke: {path} as {accept} gave {media_type}: {body[:200]!r}")
        print(f"  {len(body)} characters of {media_type} about it")


def main() -> None:
    """Start, ask, ask again after a second start, stop."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="treatygraph smoke ") as name:
        folder = Path(name)
        for _ in ("from nothing", "with the store in place"):
            try:
                make("demo", "DETACH=1", f"PORT={port}", folder=folder)
                ask(f"http://localhost:{port}/")
            finally:
                make("stop", folder=folder)
    print("smoke: the demo starts, answers and stops, twice")


if __name__ == "__main__":
    main()
