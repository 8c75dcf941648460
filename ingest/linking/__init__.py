"""Entities of one document: `Linker` says which one a mention stands for."""

from __future__ import annotations

from ingest.linking.linker import Linker
from ingest.linking.people import sexes_in
from ingest.linking.table import Place, Referent

__all__ = ["Linker", "Place", "Referent", "sexes_in"]
