"""The one name of an address: two links to one page are one place."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Names that tell how a reader came, and not what is read; `p_auth` is the ticket of a session in a portal's links.
_TRACKING = re.compile(
    r"(?:utm_\w+|at_(?:medium|campaign|custom\d*)|mc_[ce]id|_hs(?:enc|mi)|pk_\w+|mtm_\w+|fbclid|gclid|gclsrc|dclid"
    r"|gbraid|wbraid|msclkid|twclid|ttclid|igshid|yclid|ysclid|_openstat|_g[al]|mkt_tok|oly_(?:anon|enc)_id|vero_id"
    r"|s_cid|xtor|ocid|cmpid|p_auth)\Z",
    re.I,
)
_SESSION = re.compile(r";jsessionid=[^/;]*", re.I)
_ADDRESS = re.compile(r"https?://[^/?#\s]", re.I)


def is_web_address(location: str) -> bool:
    """Whether a location is an address of http or https."""
    return _ADDRESS.match(location) is not None


def canonical_url(url: str) -> str:
    """The address without fragment, tracking parameters, session and default port; the rest keeps its order."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url  # a refusal of a malformed address names it as it was given
    scheme = parts.scheme.lower()
    # The order and the spelling of the rest may mean something to the server.
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair.partition("=")[0]))
    host, _, port = parts.netloc.lower().rpartition(":") if _has_port(parts.netloc) else (parts.netloc.lower(), "", "")
    if port and int(port) != _DEFAULT_PORTS.get(scheme):
        host = f"{host}:{port}"
    return urlunsplit((scheme, host, _SESSION.sub("", parts.path) or "/", query, ""))


def _has_port(netloc: str) -> bool:
    return re.search(r":\d*\Z", netloc) is not None
