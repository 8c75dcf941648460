"""The application: one store and its settings in, a Flask app out; no state outside it."""

from __future__ import annotations

from flask import Flask, Response, url_for

from graph.settings import Settings
from graph.status.kept import Views
from graph.store import Store
from server import api, errors, health, links, pages, resources, sparql, workbench
from server.answers import share
from server.running import Runner
from server.site import Site, Workbench, attach
from server.terms import term_label
from server.translation import direction, languages, request_words

BLUEPRINTS = [health.blueprint, sparql.blueprint, resources.blueprint, pages.blueprint, api.blueprint]
WRITING = [sparql.updating, workbench.blueprint]

_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def create_app(store: Store, settings: Settings, bench: Workbench | None = None) -> Flask:
    """The app over an open store, which it never closes: whoever opened it does.

    With `bench` the app also writes: updates, and graphs by the Graph Store Protocol.
    """
    app = Flask(__name__, static_folder="static", template_folder="templates")
    # Twice the threads: queries that run on past their bound must not take the place of all others.
    runner = Runner(2 * settings.threads, settings.query_seconds)
    attach(app, Site(store, settings, runner, Views(store, settings), bench))
    for blueprint in [*BLUEPRINTS, *([] if bench is None else WRITING)]:
        app.register_blueprint(blueprint)
    errors.register(app)
    app.url_defaults(links.carry_language)
    app.context_processor(_page_context)
    app.after_request(_protect)
    app.after_request(share)
    return app


def _page_context() -> dict[str, object]:
    words = request_words()
    return {
        "words": words,
        "say": words.say,
        "languages": languages(),
        "direction": direction,
        "term_label": term_label,
        "page_of": links.page_of,
        "here_in": links.here_in,
        "stylesheet": url_for("static", filename="treatygraph.css"),
    }


def _protect(response: Response) -> Response:
    response.headers.extend({name: value for name, value in _SECURITY.items() if name not in response.headers})
    if response.mimetype == "text/html":
        response.headers["Content-Language"] = request_words().language
    return response
