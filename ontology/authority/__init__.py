"""The known entities: states, treaties, bodies, people, places and occasions, with names by language and register.

Tab-separated tables, one row a line, `#` starts a comment line, the first line names the columns:

- `states.tsv`, `organizations.tsv`, `people.tsv`, `places.tsv`, `events.tsv`, `treaties.tsv`: `key` and attributes;
- `posts.tsv`: who holds which post where, from and until when;
- `rules.tsv`: the final clauses of treaties, as further columns of `treaties.tsv`;
- `members.tsv`: which states are members of a body, from and until when;
- `names/{kind}.tsv`: `key language register text`. The first row of a key is its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

KINDS = {
    "states": "state",
    "treaties": "treaty",
    "organizations": "organization",
    "people": "person",
    "places": "place",
    "events": "event",
}


@dataclass(frozen=True, slots=True)
class Name:
    """One name: its words, its language (BCP 47, `mul` for any) and its register."""

    text: str
    language: str
    register: str


@dataclass(frozen=True, slots=True)
class Known:
    """A known entity; `key` is `type/local`, `attributes` are its table's other columns that are not empty."""

    key: str
    type: str
    names: tuple[Name, ...]
    attributes: Mapping[str, str]

    @property
    def label(self) -> str:
        """The usual English or Latin-script name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post and its holder; `body` is the key of an organization or a state, dates are ISO or None."""

    person: str
    body: str
    title: str
    start: str | None
    end: str | None
    source: str


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A state that is or was a member of a body; both are keys, dates are ISO, `end` is None while it is."""

    body: str
    state: str
    start: str
    end: str | None
    source: str


@dataclass(frozen=True)
class Authority:
    """All known entities by key, in file order, the posts of known people and the members of known bodies."""

    entities: Mapping[str, Known]
    posts: tuple[KnownPost, ...]
    members: tuple[KnownMember, ...]

    def of_type(self, type: str) -> Sequence[Known]:
        """The known entities of one type, in file order."""
        return self._by_type.get(type, ())

    def posts_of(self, person: str) -> Sequence[KnownPost]:
        """The posts of one person, by key."""
        return self._by_person.get(person, ())

    @cached_property
    def _by_type(self) -> dict[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for known in self.entities.values():
            found.setdefault(known.type, []).append(known)
        return found

    @cached_property
    def _by_person(self) -> dict[str, list[KnownPost]]:
        found: dict[str, list[KnownPost]] = {}
        for post in self.posts:
            found.setdefault(post.person, []).append(post)
        return found


@cache
def load_authority() -> Authority:
    """The authority files, read once; ValueError names file and line of a bad row."""
    entities: dict[str, Known] = {}
    more = {row["key"]: row for row in rows("rules.tsv")}
    for kind, type in KINDS.items():
        names = _names_by_key(f"names/{kind}.tsv")
        for row in rows(f"{kind}.tsv"):
            local = row.pop("key")
            if local not in names:
                raise ValueError(f"{kind}.tsv: {local} has no row in names/{kind}.tsv")
            if type == "treaty":
                row |= {column: cell for column, cell in more.pop(local, {}).items() if column != "key"}
            attributes = {column: value for column, value in row.items() if value}
            entities[f"{type}/{local}"] = Known(f"{type}/{local}", type, tuple(names.pop(local)), attributes)
        if names:
            raise ValueError(f"names/{kind}.tsv: {sorted(names)} not in {kind}.tsv")
    if more:
        raise ValueError(f"rules.tsv: {sorted(more)} not in treaties.tsv")
    return Authority(entities, tuple(_posts(entities)), tuple(_members(entities)))


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of one table as column to text; ValueError names a line with too few or too many cells."""
    columns: list[str] | None = None
    text = files(__name__).joinpath(path).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if columns is None:
            columns = cells
        elif len(cells) != len(columns):
            raise ValueError(f"{path}, line {number}: {len(cells)} cells where {len(columns)} columns stand")
        else:
            yield dict(zip(columns, cells, strict=True))


def _names_by_key(path: str) -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = {}
    for row in rows(path):
        names.setdefault(row["key"], []).append(Name(row["text"], row["language"], row["register"]))
    return names


def _posts(entities: Mapping[str, Known]) -> Iterator[KnownPost]:
    for row in rows("posts.tsv"):
        person = f"person/{row['person']}"
        if person not in entities or row["body"] not in entities:
            raise ValueError(f"posts.tsv: {row['person']} at {row['body']}: not a known person or body")
        yield KnownPost(person, row["body"], row["title"], row["start"] or None, row["end"] or None, row["source"])


def _members(entities: Mapping[str, Known]) -> Iterator[KnownMember]:
    for row in rows("members.tsv"):
        if row["state"] not in entities or row["body"] not in entities:
            raise ValueError(f"members.tsv: {row['state']} in {row['body']}: not a known state or body")
        yield KnownMember(row["body"], row["state"], row["start"], row["end"] or None, row["source"])
