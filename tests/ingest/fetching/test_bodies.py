"""Bodies unpacked within a bound, cut anywhere."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import FetchError
from ingest.fetching.bodies import unpacked
from ingest.fetching.budget import Budget

BOUND = 1_000_000


def budget(size: int = BOUND) -> Budget:
    return Budget("https://example.org/", 10, size)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "GZIP ": gzip.compress,
    "deflate": zlib.compress,
}


@given(st.binary(max_size=400), st.sampled_from(sorted(PACKERS)), st.integers(1, 50), st.integers(0, 3000))
def test_a_body_comes_out_as_it_was_packed(part: bytes, coding: str, step: int, times: int) -> None:
    body = part * times
    packed = PACKERS[coding](body)

    if len(body) <= BOUND:
        assert (
            unpacked([packed[at : at + step * 50] for at in range(0, len(packed), step * 50)], coding, budget()) == body
        )


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4), st.integers(1, 40), st.booleans())
def test_members_that_follow_each_other_are_one_body(parts: list[bytes], step: int, padded: bool) -> None:
    packed = b"".join(map(gzip.compress, parts)) + bytes(padded * 8)

    found = unpacked([packed[at : at + step] for at in range(0, len(packed), step)], "gzip", budget())

    assert found == b"".join(parts)


@given(st.binary(max_size=4000))
def test_bare_deflate_is_read_too(body: bytes) -> None:
    assert unpacked([raw_deflate(body)], "deflate", budget()) == body


def test_a_bomb_takes_no_more_room_than_its_bound() -> None:
    bomb = gzip.compress(bytes(300_000_000), 6)
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="holds more than 1000000 bytes"):
            unpacked([bomb], "gzip", budget())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 6_000_000


def test_a_body_of_exactly_the_bound_is_read() -> None:
    assert len(unpacked([bytes(100)], "", budget(100))) == 100
    with pytest.raises(FetchError):
        unpacked([bytes(101)], "", budget(100))
    assert unpacked([bytes(101)], "", budget(100), cut=True) == bytes(100)


@pytest.mark.parametrize("cut", [1, 10, 25])
def test_a_packed_body_that_breaks_off_is_no_body(cut: int) -> None:
    with pytest.raises(FetchError, match="breaks off") as caught:
        unpacked([gzip.compress(b"text" * 100)[:-cut]], "gzip", budget())

    assert caught.value.passing


def test_what_is_not_packed_as_it_says_is_broken() -> None:
    with pytest.raises(FetchError, match="broken"):
        unpacked([b"<html>plain</html>"], "gzip", budget())
