"""What is remembered of each source between two runs, and when it is to be looked at again."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.errors import RefreshBusy, StoreError
from graph.identifiers import content_hash
from graph.settings import Settings
from graph.stores import REMOTE
from ingest.fetching.memory import write_whole
from ingest.refreshing.registry import Source

_FIRST_WAIT = timedelta(minutes=15)
# A timer that fires a little early must not make a source wait for its next turn.
_EARLY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class State:
    """What became of a source; times are UTC, None for never, and `said` is the last line about it."""

    address: str
    attempted: datetime | None = None
    succeeded: datetime | None = None
    failures: int = 0
    not_before: datetime | None = None
    said: str = ""

    def success(self, now: datetime, said: str) -> State:
        """The state after a visit that went well."""
        return State(self.address, now, now, 0, None, said)

    def failure(self, now: datetime, said: str, rhythm: timedelta, wait: float | None) -> State:
        """The state after one that did not: the wait doubles up to the rhythm, and is no less than what was asked."""
        backoff = min(_FIRST_WAIT * 2 ** min(self.failures, 20), max(rhythm, _FIRST_WAIT))
        asked = timedelta(seconds=min(wait or 0.0, timedelta(days=30).total_seconds()))
        failed = replace(self, attempted=now, failures=self.failures + 1, said=said)
        return replace(failed, not_before=now + max(backoff, asked))

    def due(self, source: Source) -> datetime | None:
        """When the source is to be looked at again; None for at once."""
        if self.failures:
            return self.not_before
        if self.succeeded is None:
            return None
        return self.succeeded + source.rhythm - min(source.rhythm / 10, _EARLY)


def is_due(source: Source, state: State, now: datetime) -> bool:
    """Whether a source is to be looked at; a clock that went back makes it so."""
    due = state.due(source)
    seen = max((time for time in (state.attempted, state.succeeded) if time is not None), default=now)
    return due is None or now >= due or seen > now + _EARLY


def state_folder(settings: Settings) -> Path:
    """Where the states of a store are kept: beside it, or in a folder of its own below the one that was set.

    What was read into one store says nothing about another.
    """
    remote = settings.store.startswith(REMOTE)
    path = Path(settings.store)
    if not remote and not settings.refresh_state:
        return path.with_name(f"{path.name}.refresh")
    name = settings.store if remote else str(path.resolve())
    return Path(settings.refresh_state or "data/refresh") / content_hash(name, length=8)


class States:
    """The states under one folder, a file each; no success is believed of a store that is not there."""

    def __init__(self, folder: Path, believed: bool = True) -> None:
        self.folder = folder
        self._believed = believed

    def of(self, source: Source) -> State:
        """The state of a source; a new one where nothing is kept, or its address is another now."""
        new = State(source.address)
        try:
            kept = json.loads(self._path(source).read_text("utf-8"))
            state = State(
                kept["address"],
                _time(kept["attempted"]),
                _time(kept["succeeded"]),
                int(kept["failures"]),
                _time(kept["not_before"]),
                str(kept["said"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return new
        if state.address != source.address:
            return new
        return state if self._believed else replace(state, succeeded=None)

    def keep(self, source: Source, state: State) -> None:
        """Write the state of a source, whole or not at all."""
        kept = {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(state).items()
        }
        write_whole(self._path(source), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder; RefreshBusy where another run does. The system lets go of it however a run ends."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            file = (self.folder / "lock").open("a")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StoreError(f"{self.folder} cannot be written: {reason}; set TREATYGRAPH_REFRESH_STATE") from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise RefreshBusy(str(self.folder)) from error
            yield

    def _path(self, source: Source) -> Path:
        return self.folder / "sources" / f"{source.id}.json"


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    time = datetime.fromisoformat(text)
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
