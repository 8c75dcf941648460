"""Whether the process lives, and whether it can answer: for supervisors and load balancers."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from graph.errors import TreatygraphError
from server.site import site

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live() -> Response:
    """The process takes requests."""
    return _report({"process": True})


@blueprint.get("/ready")
def ready() -> Response:
    """The store answers, and a query would find a free slot; 503 otherwise."""
    return _report({"store": _store_answers(), "queries": site().runner.is_free})


def _store_answers() -> bool:
    try:
        next(site().store.select("SELECT * { ?s ?p ?o } LIMIT 1"), None)
    except TreatygraphError:
        return False
    return True


def _report(checks: dict[str, bool]) -> Response:
    good = all(checks.values())
    response = jsonify({"status": "ok" if good else "unavailable", "checks": checks})
    response.status_code = 200 if good else 503
    response.headers["Cache-Control"] = "no-store"
    return response
