"""A language model behind any OpenAI-compatible HTTP API (`POST …/chat/completions`), as an Extractor.

The request binds the answer to a JSON Schema (`response_format`), with temperature 0 and a fixed seed. One request
goes out for each stretch of the text; no redirect is followed, nothing is taken from the environment's proxies or
netrc, and an answer has a bound in bytes and in time.
"""

from __future__ import annotations

import ipaddress
import json
import re
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import requests

from graph.errors import PluginError
from graph.model import Reading
from graph.settings import Settings
from ingest.plugins.prompt import SYSTEM, question
from ingest.plugins.proposals import Proposal, json_schema, read_proposal

_MOST_BYTES = 2_000_000
_CONNECT_SECONDS = 5.0
_STRETCH = 6_000
_MOST_STRETCHES = 20
_FENCE = re.compile(r"^\s*```(?:json)?\s*(.*?)\s*```\s*$", re.DOTALL)
_LONGEST_REASON = 200


def open_llm(model: str, settings: Settings, key: str | None) -> LanguageModel:
    """The model of that name at the settings' address; PluginError says what is missing or unsafe."""
    name = f"llm:{model}" if model else "llm"
    if not settings.llm_url or not model:
        raise PluginError(name, "set TREATYGRAPH_LLM_URL (ending before /chat/completions) and TREATYGRAPH_LLM_MODEL")
    parts = urlsplit(settings.llm_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PluginError(name, f"TREATYGRAPH_LLM_URL is {settings.llm_url!r}; write http(s)://HOST[:PORT]/v1")
    if key and parts.scheme == "http" and not _is_here(parts.hostname):
        raise PluginError(name, "the key is sent over https, or to this machine; write https:// in TREATYGRAPH_LLM_URL")
    return LanguageModel(model, settings, key)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class LanguageModel:
    """One model of one service."""

    def __init__(self, model: str, settings: Settings, key: str | None) -> None:
        self.name = model
        self.confidence = settings.llm_confidence
        self._address = settings.llm_url.rstrip("/") + "/chat/completions"
        self._seconds = settings.llm_seconds
        self._session = requests.Session()
        self._session.trust_env = False
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"

    def propose(self, reading: Reading) -> Sequence[Proposal | str]:
        """What the model proposes for the whole text; PluginError where the service fails or answers no JSON."""
        found: list[Proposal | str] = []
        for number, stretch in enumerate(_stretches(reading.document.text)):
            if number == _MOST_STRETCHES:
                raise PluginError(self.name, f"the text is longer than {_STRETCH * _MOST_STRETCHES:,} characters")
            found += [read_proposal(item) for item in self._claims(question(reading, stretch))]
        return found

    def _claims(self, asked: str) -> list[object]:
        answer = self._post(
            {
                "model": self.name,
                "temperature": 0,
                "seed": 0,
                "messages": [{"role": "system", "content": SYSTEM}, {"role": "user", "content": asked}],
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "claims", "strict": True, "schema": json_schema()},
                },
            }
        )
        try:
            content = json.loads(answer)["choices"][0]["message"]["content"]
            fenced = _FENCE.match(content)
            claims = json.loads(fenced[1] if fenced else content)["claims"]
        except (ValueError, LookupError, TypeError) as error:
            raise PluginError(self.name, "the answer is not of the form that was asked for") from error
        if not isinstance(claims, list):
            raise PluginError(self.name, "the answer is not of the form that was asked for")
        return claims

    def _post(self, body: dict[str, Any]) -> bytes:
        deadline = time.monotonic() + self._seconds
        try:
            with self._session.post(
                self._address,
                json=body,
                timeout=(_CONNECT_SECONDS, self._seconds),
                allow_redirects=False,
                stream=True,
            ) as response:
                answer = b""
                for chunk in response.iter_content(65_536):
                    answer += chunk
                    if len(answer) > _MOST_BYTES:
                        raise PluginError(self.name, f"the answer is longer than {_MOST_BYTES:,} bytes")
                    if time.monotonic() > deadline:
                        raise PluginError(self.name, f"no whole answer within {self._seconds:g} s")
        except requests.RequestException as error:
            raise PluginError(self.name, f"{self._address} cannot be reached or broke off ({_kind(error)})") from error
        if response.status_code != 200:
            said = answer.decode(errors="replace").strip()[:_LONGEST_REASON]
            raise PluginError(self.name, f"{self._address} answered {response.status_code}: {said}")
        return answer


def _kind(error: Exception) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", type(error).__name__).lower()


def _stretches(text: str) -> Iterator[str]:
    """The text in stretches that end with a line, or with a word where a line is longer."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _STRETCH)
        if end < len(text):
            end = max(text.rfind("\n", start, end), start) or end
            end = end if end > start else (text.rfind(" ", start, start + _STRETCH) + 1 or start + _STRETCH)
            end = end if end > start else start + _STRETCH
        if text[start:end].strip():
            yield text[start:end]
        start = end
