"""How a document that is too large is reported."""

from __future__ import annotations

from ingest.model import Skipped

LIMIT_SETTING = "TREATYGRAPH_MAX_DOCUMENT_BYTES"


def too_large(location: str, size: int | None, max_bytes: int) -> Skipped:
    """The report on a document over the limit; `size` is None where reading stopped at the limit."""
    amount = f"has {size} bytes" if size is not None else f"has more than {max_bytes} bytes"
    return Skipped(location, f"{amount}, over the limit of {max_bytes}; raise {LIMIT_SETTING} to read it")
