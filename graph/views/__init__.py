"""What pages, formats and commands read: one view for each kind of page, from any store."""

from __future__ import annotations

from graph.views.asking import bound_question
from graph.views.claims import claim_view, claim_views
from graph.views.documents import document_view
from graph.views.entities import entity_view
from graph.views.finding import find_thing
from graph.views.home import home_view, list_view
from graph.views.nouns import (
    ClaimView,
    DocumentRef,
    DocumentView,
    EntityView,
    Fact,
    HomeView,
    ListView,
    MentionView,
    Ref,
    Text,
    TreatyLine,
    VersionView,
    choose,
)

__all__ = [
    "ClaimView", "DocumentRef", "DocumentView", "EntityView", "Fact", "HomeView", "ListView", "MentionView",
    "Ref", "Text", "TreatyLine", "VersionView", "bound_question", "choose", "claim_view", "claim_views",
    "document_view", "entity_view", "find_thing", "home_view", "list_view",
]  # fmt: skip
