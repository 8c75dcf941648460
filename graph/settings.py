"""The settings, read once from the environment at the front door and passed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from graph.errors import SettingError
from graph.identifiers import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a deployment may choose; environment names are `TREATYGRAPH_` and the field in capitals.

    `store` is a folder, `memory:`, or `sparql+http(s)://…` (a SPARQL 1.1 endpoint's query address; the update
    address follows after `?update=` where it differs). `quarantine` is a folder. Sizes are bytes, times seconds.
    `llm_url` is the address of an OpenAI-compatible service before `/chat/completions`, for the plug-in `llm`;
    `llm_confidence` is that of its claims, by default under the publishing threshold: they wait for review.
    `fetch_seconds` and `fetch_bytes` bound what one address may cost; `fetch_contact` tells the sites who asks.
    `registry` is the file that names the sources of `refresh`, by default the one that comes with the program;
    `refresh_state` the folder of what it knows of them, by default beside the store.
    `tokens` is the file of access tokens, `audit` the folder of the audit log.
    """

    base_iri: str = DEFAULT_BASE
    store: str = "data/store"
    quarantine: str = "data/quarantine"
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 4
    publish_threshold: float = 0.6
    max_document_bytes: int = 20_000_000
    query_seconds: float = 30.0
    llm_url: str = ""
    llm_model: str = ""
    llm_confidence: float = 0.5
    llm_seconds: float = 60.0
    fetch_seconds: float = 60.0
    fetch_bytes: int = 20_000_000
    fetch_contact: str = ""
    registry: str = ""
    refresh_state: str = ""
    tokens: str = "data/tokens"
    audit: str = "data/audit"

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """The settings that `environ` gives; SettingError names a value that cannot be used."""
        found: dict[str, object] = {}
        for name, kind in _KINDS.items():
            raw = environ.get(f"TREATYGRAPH_{name.upper()}")
            if raw is not None:
                found[name] = _convert(name, raw, kind)
        settings = cls(**found)  # type: ignore[arg-type]  # each value was converted to its field's kind
        _check_base(settings.base_iri)
        _check_bounds(settings)
        return settings


_LONGEST_FETCH = 3600
_KINDS: dict[str, type] = {
    "base_iri": str, "store": str, "quarantine": str, "host": str, "port": int, "threads": int,
    "publish_threshold": float, "max_document_bytes": int, "query_seconds": float,
    "llm_url": str, "llm_model": str, "llm_confidence": float, "llm_seconds": float,
    "fetch_seconds": float, "fetch_bytes": int, "fetch_contact": str, "registry": str, "refresh_state": str,
    "tokens": str, "audit": str,
}  # fmt: skip


def _convert(name: str, raw: str, kind: type) -> object:
    try:
        return kind(raw)
    except ValueError as error:
        raise SettingError(f"TREATYGRAPH_{name.upper()}", raw, f"write {kind.__name__}") from error


def _check_bounds(settings: Settings) -> None:
    """A bound that is no number, or has no end, would bound nothing."""
    if not 0 < settings.fetch_seconds <= _LONGEST_FETCH:
        raise SettingError(
            "TREATYGRAPH_FETCH_SECONDS", str(settings.fetch_seconds), f"write seconds up to {_LONGEST_FETCH}"
        )
    if settings.fetch_bytes <= 0:
        raise SettingError("TREATYGRAPH_FETCH_BYTES", str(settings.fetch_bytes), "write a number of bytes above none")


def _check_base(base: str) -> None:
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.netloc or not base.endswith("/"):
        raise SettingError("TREATYGRAPH_BASE_IRI", base, "write http(s)://host/ with a slash at the end")
