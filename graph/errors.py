"""What can go wrong, by name: every error says the place and the mend, and carries its data."""

from __future__ import annotations

from collections.abc import Sequence


class TreatygraphError(Exception):
    """Any failure that a user can do something about; caught once, at the edge."""


class SettingError(TreatygraphError):
    """A setting has a value that cannot be used."""

    def __init__(self, name: str, value: str, mend: str) -> None:
        super().__init__(f"setting {name}={value!r} cannot be used: {mend}")
        self.name = name
        self.value = value


class UnreadableDocument(TreatygraphError):
    """A document cannot be read at all; `reason` is one lower-case phrase that says why and what to do."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason


class UnknownLocation(TreatygraphError):
    """Nothing stands at a location, or no source reads locations of its kind."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason


class FetchError(TreatygraphError):
    """An address was refused, or gave nothing that can be used; `reason` names the bound and the mend.

    `passing` says that a later try may succeed, and `wait` how many seconds the server asks to be left alone.
    """

    def __init__(self, url: str, reason: str, *, passing: bool = False, wait: float | None = None) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason
        self.passing = passing
        self.wait = wait


class RegistryError(TreatygraphError):
    """The registry of sources breaks its form; `place` is file, line and entry."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class RefreshBusy(TreatygraphError):
    """Another run refreshes the same store; `folder` holds its lock."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"{folder}: another refresh is at work here; wait for it to end")
        self.folder = folder


class InvalidRecord(TreatygraphError):
    """An extraction record breaks the contract; `path` names the place inside it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"extraction record, {path}: {reason}")
        self.path = path
        self.reason = reason


class LanguageDataError(TreatygraphError):
    """A language's data file breaks its own rules; `place` is file and rule."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class PluginError(TreatygraphError):
    """A plug-in cannot be opened, or gave nothing that can be used."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"plug-in {name}: {reason}")
        self.name = name
        self.reason = reason


class AnnotationError(TreatygraphError):
    """An annotated text breaks the rules of annotation; `problems` names each entry and what is wrong with it.

    Of several texts `place` is empty, and each problem names its file.
    """

    def __init__(self, place: str, problems: Sequence[str]) -> None:
        super().__init__("\n".join(f"{place}: {problem}" if place else problem for problem in problems))
        self.place = place
        self.problems = tuple(problems)


class JudgementError(TreatygraphError):
    """A judgement cannot be recorded; `on` is what it was to decide on."""

    def __init__(self, on: str, reason: str) -> None:
        super().__init__(f"{on}: {reason}")
        self.on = on
        self.reason = reason


class AccessError(TreatygraphError):
    """Tokens or the audit log cannot be used, or not as was asked; `place` is a file, a token or an option."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class StoreError(TreatygraphError):
    """The store refused or failed; what was to be written is not in it."""


class StoreBusy(StoreError):
    """Another process holds the embedded store open."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"store {location} is open in another process; stop that process, give --store another folder, "
            "or read through its server with --store sparql+http://HOST:PORT/sparql"
        )
        self.location = location


class QueryError(TreatygraphError):
    """A SPARQL text cannot be run: malformed, refused, or over a bound."""


class GraphConflict(QueryError):
    """An update makes a graph that there is, or needs one that there is not."""


class ServerError(TreatygraphError):
    """A server could not be started, or not be ended."""
