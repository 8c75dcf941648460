"""Who signed for whom: a person within the words that show a signature, who holds a post with the party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.derivation.sources import POST_IN, Claimed, Node, Triple, tg
from graph.ntriples import iri, term
from ontology.namespaces import TG

_HOLDS, _COUNTRY = tg("holdsPosition"), tg("country")
_SUBJECT, _OBJECT, _PREDICATE = (
    iri(f"http://www.w3.org/1999/02/22-rdf-syntax-ns#{name}") for name in ("subject", "object", "predicate")
)
_ASSERTED, _MODALITY = term(TG.Asserted), tg("modality")


def signers(act: str, party: str, group: Sequence[Claimed], authority: Mapping[str, Node]) -> Iterator[Triple]:
    """Who signed and in which post: the one person named in the words that show the signature who serves the party."""
    for claim in group:
        start, end = claim.place
        named = {who for first, last, who in claim.source.people if start <= first and last <= end}
        served = [(who, post) for who in sorted(named) for post in _posts(who, party, claim, authority)]
        if len({who for who, _ in served}) == 1:
            yield act, tg("signedBy"), served[0][0]
            for _, post in served:
                yield act, tg("signedAs"), post


def _posts(who: str, party: str, claim: Claimed, authority: Mapping[str, Node]) -> Iterator[str]:
    """The posts that the document gives the person in the party or in a body of it."""
    nodes = claim.source.nodes
    for node in nodes.values():
        if (
            _HOLDS in node.get(_PREDICATE, ())
            and who in node.get(_SUBJECT, ())
            and _ASSERTED in node.get(_MODALITY, ())
        ):
            for post in node.get(_OBJECT, ()):
                bodies = nodes.get(post, {}).get(POST_IN, ())
                if any(body == party or party in authority.get(body, {}).get(_COUNTRY, ()) for body in bodies):
                    yield post
