"""An HTTP response as an archive keeps it: status, headers, and the page without its codings (RFC 9110, RFC 9112)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.sources.archives.bounds import Broken, check_growth

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})(?:\s|\Z)")
_END = re.compile(rb"\r?\n\r?\n")
_HEAD = 1 << 18
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Response:
    """A response; names of headers are in lower case, `body` is as it was sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The Content-Type without its parameters, in lower case; empty where there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def response_of(block: bytes) -> Response:
    """The response that a block holds; Broken where it is none."""
    status = _STATUS.match(block[:64])
    end = _END.search(block[:_HEAD])
    if status is None or end is None:
        raise Broken("holds no HTTP response that can be read; get the page itself")
    headers: dict[str, str] = {}
    for line in block[: end.start()].split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return Response(int(status[1]), headers, block[end.end() :])


def unchunked(response: Response, max_bytes: int) -> bytes:
    """The body without its transfer coding; some archives keep the header of one that they took off."""
    coding = response.headers.get("transfer-encoding", "").lower()
    if coding in {"", "identity"} or _CHUNK.match(response.body) is None:
        return response.body
    if coding != "chunked":
        raise Broken(f"is sent as {coding[:40]}, which is not read; get the page itself")
    return _joined(response.body, max_bytes)


def decoded(body: bytes, response: Response, max_bytes: int) -> bytes:
    """The body without its content coding, one deep; Broken where that is unknown, damaged or a bomb."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in {"", "identity", "none"}:
        return body
    if "," in coding:
        raise Broken(f"is packed more than once ({coding[:40]}), which is not read; get the page itself")
    if coding in {"gzip", "x-gzip"}:
        return _inflated(body, _GZIP, max_bytes) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        # RFC 9110, 8.4.1.2 means zlib; some servers send the bare stream.
        bare = len(body) < 2 or int.from_bytes(body[:2], "big") % 31 != 0
        return _inflated(body, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS, max_bytes)
    raise Broken(f"is packed with {coding[:40]}, which is not read; get the page itself")


def _joined(body: bytes, max_bytes: int) -> bytes:
    """The chunks of a body; a chunk's length is believed only as far as there are bytes."""
    parts = bytearray()
    at = 0
    while found := _CHUNK.match(body, at):
        size, at = int(found[1], 16), found.end()
        if size == 0:
            return bytes(parts)
        if size > len(body) - at or len(parts) + size > max_bytes:
            break
        parts += body[at : at + size]
        at += size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    raise Broken("is damaged in its chunks; get the page itself")


def _inflated(body: bytes, window: int, max_bytes: int) -> bytes:
    engine = zlib.decompressobj(window)
    parts = bytearray()
    try:
        while not engine.eof:
            piece = engine.decompress(engine.unconsumed_tail or (b"" if parts else body), 1 << 16)
            parts += piece
            check_growth(len(body) - len(engine.unconsumed_tail), len(parts))
            if len(parts) > max_bytes:
                raise Broken(f"unpacks to more than {max_bytes} bytes; raise TREATYGRAPH_MAX_DOCUMENT_BYTES to read it")
            if not piece and not engine.eof:
                break
    except zlib.error as error:
        raise Broken("is damaged in its packing; get the page itself") from error
    if not engine.eof:
        raise Broken("is cut short in its packing; get the page itself")
    return bytes(parts)
