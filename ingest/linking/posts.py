"""Who holds which post in a document, and whom a bare post means."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.model import EntityType
from ingest.linking.table import Table
from ingest.model import Found, Title
from ontology.authority import load_authority


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post in this document."""

    person: str
    portfolio: str | None
    body: str | None

    def fits(self, title: Title) -> bool:
        """Whether a bare post may mean this one: no other portfolio, no other state (`the Qatari minister`)."""
        if title.portfolio is not None and self.portfolio is not None and title.portfolio != self.portfolio:
            return False
        state = title.state.key if title.state is not None else None
        return state is None or state == self.body or not (self.body or "").startswith("state/")


class Posts:
    """The holders of posts, by the head of the title, in the order in which the text tells of them.

    `owner_of` gives the ref of a body or state that a title names.
    """

    def __init__(self, table: Table, owner_of: Callable[[Found], str | None]) -> None:
        self._table = table
        self._owner_of = owner_of
        self._holders: dict[str, list[Holder]] = {}

    def learn(self, person: str, title: Found, body: str | None) -> None:
        """Note that a person holds a post in this document, so that the bare post can stand for the person."""
        if title.title is not None:
            holder = Holder(person, title.title.portfolio, body)
            holders = self._holders.setdefault(title.title.head, [])
            if holder in holders:
                holders.remove(holder)
            holders.append(holder)

    def fitting(self, title: Title) -> set[str]:
        """Those who hold a post of just that head which the title may mean."""
        return {holder.person for holder in self._holders.get(title.head, ()) if holder.fits(title)}

    def bodies_of(self, person: str) -> list[str | None]:
        """Where the text has told that a person holds a post."""
        return [h.body for held in self._holders.values() for h in held if h.person == person]

    def holds(self, person: str, title: Title, body: str) -> bool:
        """Whether a person's post is known in full already and the title only repeats its head: with its portfolio, or
        at another body than the state that the bare title would be of."""
        if title.portfolio is not None or title.body is not None or title.state is not None:
            return False
        return any(
            h.person == person
            and (h.portfolio is not None or head != title.head or (_is_body(h.body) and h.body != body))
            for head, held in self._holders.items()
            if _is_head(title.head, head)
            for h in held
        )

    def state_of_minister(self, portfolio: str) -> str | None:
        """The state of the last minister of that portfolio whom the text has named."""
        ministers = [h.body for h in self._holders.get("Minister", ()) if h.portfolio == portfolio]
        states = [body for body in ministers if body is not None and body.startswith("state/")]
        return states[-1] if states else None

    def meant(self, found: Found, last_person: str | None, named: Iterable[str]) -> str | None:
        """Whom a bare post means: who holds it in this text, `last_person` rather than another; else one known to hold
        it, of whom the text `named` somewhere, or whom it speaks for."""
        if found.title is None or found.title.vague:
            return None
        head = found.title.head
        holders = [
            h.person
            for other, held in self._holders.items()
            if _is_head(head, other)
            for h in held
            if h.fits(found.title)
        ]
        if not holders:
            title = found.title
            return self._known_holder(title, named) or self._head_of(title) or self._spoken_for(title)
        return last_person if last_person in holders else holders[-1]

    def _head_of(self, title: Title) -> str | None:
        """The one person who holds a post at the body that `the head of the body` names."""
        body = self._owner_of(title.body) if title.head == "Head" and title.body is not None else None
        people = {h.person for held in self._holders.values() for h in held if body is not None and h.body == body}
        return next(iter(people)) if len(people) == 1 else None

    def _spoken_for(self, title: Title) -> str | None:
        """The body or state whose representative is not named: it is what speaks."""
        sender = (title.body or title.state) if title.head == "Representative" else None
        return None if sender is None else self._owner_of(sender)

    def _known_holder(self, title: Title, named: Iterable[str]) -> str | None:
        """The one person named so far who is known to hold that very post; None where two are, or none."""
        wanted = f"{title.head} of {title.portfolio}" if title.portfolio else title.head
        people = self._table.of_type(EntityType.PERSON)
        holders = [ref for ref in people if any(post.title == wanted for post in load_authority().posts_of(ref))]
        if holders or title.body is None:
            return holders[0] if len(holders) == 1 else None
        # A post told with its body may be somebody's whom the text names only farther on.
        holders = [ref for ref in named if _holds_at(ref, wanted, title.body.key)]
        return self._table.known(holders[0]) if len(holders) == 1 else None


def _holds_at(person: str, title: str, body: str | None) -> bool:
    return any(post.title == title and post.body == body for post in load_authority().posts_of(person))


def _is_head(head: str, other: str) -> bool:
    """Whether a bare head may shorten another (`Minister` for `Minister of State`)."""
    return other == head or other.startswith(f"{head} ")


def _is_body(ref: str | None) -> bool:
    """Whether a post is held at a body and not in a state at large."""
    return ref is not None and not ref.startswith("state/")
