"""The one client of the web: every hop checked, every answer bounded, every site asked politely."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from requests.exceptions import RequestException, SSLError
from urllib3.exceptions import HTTPError

from graph.errors import FetchError
from ingest.fetching import robots
from ingest.fetching.bodies import ACCEPTED, unpacked
from ingest.fetching.budget import Budget
from ingest.fetching.memory import Validators
from ingest.fetching.patience import Pace, Patience
from ingest.fetching.resolving import Resolver, system_addresses
from ingest.fetching.robots import Rules
from ingest.fetching.targets import Reach, Target, shown, target_of
from ingest.fetching.wire import Route, RoutedAdapter, tls_context

_MOST_REDIRECTS = 4
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# These may pass; every other refusal is meant.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
# RFC 9309 2.4: no longer than a day.
_ROBOTS_SECONDS = 24 * 3600.0
_TRUSTED_WORDS = re.compile(r"[\x20-\x7e]{1,200}\Z")
_PIECE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave; `url` is where it was found at last, `media_type` the Content-Type as the server put it.

    `unchanged` says that the server knows no other version than the one of the validators; then there is no body.
    """

    url: str
    body: bytes
    media_type: str | None
    validators: Validators
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: dict[str, str]
    body: bytes = b""


class Client:
    """Fetches from the public web over http and https, and from nowhere else (docs/fetching.md).

    `seconds` is the time that servers may take for one fetch with all its hops and attempts, our own waiting not
    counted; `size` the bytes that an answer may have, as it comes and unpacked. `reach`, `resolver`, `patience` and
    `authorities` (a file of certificates) are for tests alone.
    """

    def __init__(
        self,
        agent: str,
        seconds: float = 60.0,
        size: int = 20_000_000,
        *,
        reach: Reach | None = None,
        resolver: Resolver = system_addresses,
        patience: Patience | None = None,
        authorities: str | None = None,
    ) -> None:
        self._agent = agent
        self._seconds = seconds
        self._size = size
        self._reach = reach or Reach()
        self._resolver = resolver
        self._patience = patience or Patience()
        self._authorities = authorities
        self._pace = Pace(self._patience)
        self._context = tls_context()
        self._rules: dict[str, tuple[float, Rules]] = {}

    def check(self, url: str) -> None:
        """FetchError where the address itself is out of reach; nothing is asked of anybody."""
        target_of(url, self._reach)

    def get(self, url: str, known: Callable[[str], Validators] = lambda _: Validators()) -> Fetched:
        """What stands at an address; FetchError says which bound it met, or how the server refused.

        `known` gives the validators of the version at hand, for the address of each hop.
        """
        target = target_of(url, self._reach)
        budget = Budget(shown(url), self._seconds, self._size, self._patience.clock)
        for _ in range(_MOST_REDIRECTS + 1):
            budget.url = shown(target.url)
            delay = self._permitted(target).delay
            answer = self._patiently(target, budget, known(target.url), delay)
            if answer.status not in _REDIRECTS:
                return _fetched(target, answer, known(target.url))
            target = self._redirected(target, answer)
        raise FetchError(shown(url), f"leads on more than {_MOST_REDIRECTS} times; give the address that it ends at")

    def _redirected(self, target: Target, answer: _Answer) -> Target:
        """Where an answer leads, judged as strictly as the first address."""
        place = answer.headers.get("location", "")
        # Header bytes come as Latin-1; those that are not ASCII are UTF-8 in practice.
        with suppress(UnicodeError):
            place = place.encode("latin-1").decode("utf-8")
        if not place.strip():
            raise FetchError(shown(target.url), f"answers {answer.status} and does not say where to; try later")
        try:
            further = target_of(urljoin(target.url, place.strip()), self._reach)
        except ValueError as error:
            raise FetchError(shown(target.url), "leads to an address that cannot be read") from error
        if target.scheme == "https" and further.scheme == "http":
            raise FetchError(shown(further.url), f"stands open where {shown(target.url)} is sealed; give it yourself")
        return further

    def _permitted(self, target: Target) -> Rules:
        """The rules of a site, read once a day; FetchError where they keep us out of the target."""
        now = self._patience.clock()
        kept = self._rules.get(target.site)
        if kept is None or now - kept[0] > _ROBOTS_SECONDS:
            kept = now, self._asked_rules(target)
            self._rules[target.site] = kept
        if not kept[1].allow(target.path):
            place = shown(urljoin(target.site, "/robots.txt"))
            raise FetchError(shown(target.url), f"is closed to robots by {place}; save the page and give its file")
        return kept[1]

    def _asked_rules(self, target: Target) -> Rules:
        """RFC 9309 2.3.1: a site that has no rules allows all; one that cannot tell them allows nothing for now."""
        further = target_of(urljoin(target.site, "/robots.txt"), self._reach)
        budget = Budget(shown(further.url), self._seconds, robots.LONGEST, self._patience.clock)
        try:
            for _ in range(_MOST_REDIRECTS + 2):
                answer = self._patiently(further, budget, Validators(), None, cut=True)
                if answer.status not in _REDIRECTS:
                    return _rules(answer)
                further = self._redirected(further, answer)
        except FetchError as error:
            reason = f"its site does not tell what robots may read: {error.reason}" if error.passing else error.reason
            raise FetchError(shown(target.url), reason, passing=error.passing, wait=error.wait) from error
        return robots.EVERYTHING

    def _patiently(
        self, target: Target, budget: Budget, known: Validators, delay: float | None, cut: bool = False
    ) -> _Answer:
        """The answer of one hop, asked for again where a failure may pass."""
        attempt = 1
        while True:
            budget.pause(self._pace.wait(target.host, delay))
            try:
                answer = self._once(target, budget, known, cut)
                if answer.status not in _PASSING:
                    return answer
                failure = _refusal(target, answer, self._patience.asked(answer.headers.get("retry-after")))
            except FetchError as error:
                failure = error
            wait = self._patience.before(attempt, failure.wait)
            if not failure.passing or attempt >= self._patience.attempts or wait > self._patience.longest:
                raise failure
            budget.remaining()
            self._patience.sleep(wait)
            budget.pause(wait)
            attempt += 1

    def _once(self, target: Target, budget: Budget, known: Validators, cut: bool) -> _Answer:
        """One request. No session: that would bring cookies, proxies, .netrc, and bodies of redirects read unasked."""
        headers = {
            "User-Agent": self._agent,
            "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": ACCEPTED,
            "Connection": "close",
            **known.headers(),
        }
        budget.anew()
        try:
            request = requests.Request("GET", target.url, headers=headers).prepare()
            with closing(RoutedAdapter(Route(self._reach, self._resolver, budget), self._context)) as adapter:
                timeout = budget.remaining()
                verify = self._authorities or True
                with adapter.send(request, stream=True, timeout=timeout, verify=verify, proxies={}) as response:
                    return _read(response, budget, cut)
        except SSLError as error:
            raise FetchError(budget.url, f"its certificate is not good for {target.host}: {_words(error)}") from error
        except (RequestException, HTTPError, OSError) as error:
            budget.remaining()
            raise FetchError(budget.url, f"broke off: {_words(error)}; try later", passing=True) from error
        except ValueError as error:
            raise FetchError(budget.url, f"cannot be asked for: {_words(error)}; mend the address") from error


def _read(response: requests.Response, budget: Budget, cut: bool) -> _Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    if response.status_code != 200:
        return _Answer(response.status_code, headers)
    length = headers.get("content-length", "")
    if not cut and length.isdigit() and int(length[:20]) > budget.size:
        raise budget.large()
    pieces = response.raw.stream(_PIECE, decode_content=False)
    return _Answer(200, headers, unpacked(pieces, headers.get("content-encoding", ""), budget, cut))


def _fetched(target: Target, answer: _Answer, known: Validators) -> Fetched:
    if answer.status == 304 and known.headers():
        return Fetched(target.url, b"", None, known, unchanged=True)
    if answer.status != 200:
        raise _refusal(target, answer, None)
    stated = answer.headers.get("content-type", "").strip()
    media_type = stated if _TRUSTED_WORDS.match(stated) else None
    validators = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
    return Fetched(target.url, answer.body, media_type, validators)


def _refusal(target: Target, answer: _Answer, wait: float | None) -> FetchError:
    passing = answer.status in _PASSING
    mend = _MENDS.get(answer.status, "try later" if passing else "look at it in a browser, and mend its address")
    if wait:
        mend = f"it asks to be left alone for {wait:.0f} seconds"
    return FetchError(shown(target.url), f"answers {answer.status}; {mend}", passing=passing, wait=wait)


_MENDS = {
    401: "it wants a password; save the page and give its file",
    403: "it does not let programs in; save the page and give its file",
    404: "nothing stands there; mend its address",
    410: "it is gone; take it off the list",
}


def _rules(answer: _Answer) -> Rules:
    """What one answer for robots.txt means: an error of the client is a site without rules."""
    if answer.status == 200:
        return robots.read_rules(answer.body.decode("utf-8", "replace"))
    return robots.EVERYTHING if 400 <= answer.status < 500 else robots.NOTHING


def _words(error: Exception) -> str:
    """The reason in a library's error, in one line, without what it says of its own objects.

    It may quote what the server sent, control characters and all.
    """
    words = re.sub(r"<[^>]*>|\w*Pool\([^)]*\):?", "", str(error))
    return shown(" ".join(words.split()))
