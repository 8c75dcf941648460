"""A refresh: the sources one after the other, through the road that every document goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from graph.errors import FetchError, StoreError, TreatygraphError, UnreadableDocument
from ingest.fetching import Client
from ingest.fetching.canonical import canonical_url
from ingest.fetching.memory import Memory, Validators
from ingest.model import RawDocument, Skipped
from ingest.official import read_official
from ingest.pipeline import Road
from ingest.refreshing.registry import OFFICIAL, Source
from ingest.refreshing.states import States
from ingest.refreshing.visits import Visit
from ingest.sources import source_at
from ingest.sources.archives import is_archive
from ingest.sources.containers import opened
from ingest.sources.feeds import is_feed


@dataclass(frozen=True, slots=True)
class Refresh:
    """All that a run needs. `known` is None where pages are to be sent whole though they did not change.

    `tell` hears the line of each visit as soon as its documents are through.
    """

    client: Client
    road: Callable[[], AbstractContextManager[Road]]
    states: States
    memory: Memory
    max_bytes: int
    now: datetime
    tell: Callable[[Visit], None]
    known: Memory | None = None

    def run(self, sources: Iterable[Source]) -> list[Visit]:
        """Visit the sources; what succeeded is remembered once all of it is derived from.

        The store is opened when the first document comes: where nothing changed, nothing is written.
        """
        walk = _Walk(self, sources)
        first = next(walk.items, None)
        if first is not None:
            with self.road() as road:
                self._ingest(road, walk, first)
        for visit in walk.visits:
            if not visit.failed:
                for url, validators in visit.validators.items():
                    self.memory.keep(url, validators)
                self._remember(visit)
        return walk.visits

    def _ingest(self, road: Road, walk: _Walk, first: RawDocument | Skipped) -> None:
        items: Iterator[RawDocument | Skipped] = chain([first], walk.items)
        while True:
            try:
                for result in road.ingest_documents(items, self.now):
                    walk.current.results.append(result)
                return
            except StoreError:
                raise  # nothing can get in any more
            except Exception as error:
                if walk.done:
                    raise
                # A fault of ours in one document must not keep the other sources out.
                walk.current.fail(f"{type(error).__name__}: {error}; report this")
                items = walk.items

    def ended(self, visit: Visit) -> None:
        """Judge a visit, tell it, and remember a failure at once."""
        visit.judge()
        self.tell(visit)
        if visit.failed:
            self._remember(visit)

    def _remember(self, visit: Visit) -> None:
        source, state = visit.source, self.states.of(visit.source)
        if visit.failed:
            state = state.failure(self.now, visit.line, source.rhythm, visit.wait)
        else:
            state = state.success(self.now, visit.line)
        self.states.keep(source, state)

    def documents(self, visit: Visit) -> Iterator[RawDocument | Skipped]:
        """What a source gives now; nothing where it did not change."""
        source = visit.source
        if not source.on_the_web:
            yield from source_at(source.address, self.max_bytes).documents()
            return
        fetched = self.client.get(source.address, self._known)
        if fetched.unchanged:
            return
        visit.validators[fetched.url] = fetched.validators
        place = canonical_url(fetched.url)
        raw = RawDocument(place, fetched.body, fetched.media_type, place)
        reason = why_not_of_kind(raw, source.kind)
        if reason is not None:
            raise FetchError(place, reason)
        yield from opened(raw, self.max_bytes)

    def _known(self, url: str) -> Validators:
        return Validators() if self.known is None else self.known.of(url)


class _Walk:
    """The documents of all sources in turn, and whose the last one was."""

    def __init__(self, refresh: Refresh, sources: Iterable[Source]) -> None:
        self.visits: list[Visit] = []
        self.done = False
        self.items = self._items(refresh, sources)

    @property
    def current(self) -> Visit:
        """The visit to the source of the last document."""
        return self.visits[-1]

    def _items(self, refresh: Refresh, sources: Iterable[Source]) -> Iterator[RawDocument | Skipped]:
        for source in sources:
            visit = Visit(source)
            self.visits.append(visit)
            try:
                for item in refresh.documents(visit):
                    yield item
                    if visit.failed:
                        break  # the road stumbled over this one
            except FetchError as error:
                visit.fail(error.reason, error.wait)
            except TreatygraphError as error:
                visit.fail(str(error))
            except Exception as error:
                visit.fail(f"{type(error).__name__}: {error}; report this")
            refresh.ended(visit)
        self.done = True


def why_not_of_kind(raw: RawDocument, kind: str) -> str | None:
    """Why what was fetched is not what the registry says, or None; an error page comes with a status of 200 too."""
    if kind == "feed" and not is_feed(raw.body):
        return "is no feed; look at it in a browser, and mend its address or its kind"
    if kind == "warc" and not is_archive(raw.body[:4096]):
        return "is no WARC archive; mend its address or its kind"
    if kind not in OFFICIAL:
        return None
    try:
        official = read_official(raw)
    except UnreadableDocument as error:
        return error.reason
    return "holds no status table of a form that is read; its site may have changed" if official is None else None
