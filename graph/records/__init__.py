"""The extraction record: the public shape of what one document says, written and read back.

Beside the contract's fields a record may carry ours: `published_basis`, `media_type` and `extractor` of a
document, `written` of an entity whose names repeat a language, `date_basis`, `flags` and `rule` of a claim.
What has its usual value is left out.
"""

from __future__ import annotations

from graph.records.reading import from_record
from graph.records.writing import SCHEMA, dumps, to_record

__all__ = ["SCHEMA", "dumps", "from_record", "to_record"]
