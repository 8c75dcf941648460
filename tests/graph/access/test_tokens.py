"""Tokens: shown once, kept as hashes, good until they end, refused without telling the caller why."""

from __future__ import annotations

import json
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.access import Granted, Reason, Refused, Scope, Tokens, bearer
from graph.access.files import locked
from graph.access.times import expiry, read, written
from graph.errors import AccessError

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SCOPES = st.frozensets(st.sampled_from(list(Scope)), min_size=1)


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "data" / "tokens")


@given(scopes=SCOPES, asked=st.sampled_from(list(Scope)))
def test_a_token_allows_its_scopes_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, scopes: frozenset[Scope], asked: Scope
) -> None:
    tokens = Tokens(tmp_path_factory.mktemp("tokens") / "tokens")
    secret, token = tokens.create("feed", scopes, NOON)

    said = tokens.check(bearer(f"Bearer {secret}"), asked, NOON)

    expected = Granted("feed", token.prefix, asked) if asked in scopes else Refused(Reason.SCOPE, "feed")
    assert said == expected


def test_what_is_kept_holds_the_prefix_and_never_the_secret(tokens: Tokens, tmp_path: Path) -> None:
    secret, token = tokens.create("feed", ["ingest"], NOON)

    kept = (tmp_path / "data" / "tokens").read_text()

    assert secret.startswith("tg_")
    assert len(secret) == 46
    assert token.prefix == secret[:11]
    assert secret[:11] in kept
    assert secret[11:] not in kept
    assert stat.S_IMODE((tmp_path / "data" / "tokens").stat().st_mode) == 0o600


def test_two_tokens_are_never_the_same(tokens: Tokens) -> None:
    made = {tokens.create(f"feed{number}", ["ingest"], NOON)[0] for number in range(20)}

    assert len(made) == 20


@given(place=st.integers(3, 45), sign=st.sampled_from("ABCxyz019-_"))
def test_a_token_with_one_sign_changed_is_unknown(
    tmp_path_factory: pytest.TempPathFactory, place: int, sign: str
) -> None:
    tokens = Tokens(tmp_path_factory.mktemp("tokens") / "tokens")
    secret, _ = tokens.create("feed", ["ingest"], NOON)
    changed = secret[:place] + sign + secret[place + 1 :]

    said = tokens.check(changed, Scope.INGEST, NOON)

    assert isinstance(said, Granted) if changed == secret else said == Refused(Reason.UNKNOWN)


@pytest.mark.parametrize(
    ("presented", "reason"),
    [
        (None, Reason.MISSING),
        ("", Reason.MALFORMED),
        ("tg_" + "A" * 42, Reason.MALFORMED),
        ("tg_" + "A" * 43 + "\n", Reason.MALFORMED),
        ("tg_" + "é" * 43, Reason.MALFORMED),
        ("tg_" + "A" * 43, Reason.UNKNOWN),
    ],
)
def test_what_is_no_token_of_ours_is_refused(tokens: Tokens, presented: str | None, reason: Reason) -> None:
    tokens.create("feed", ["ingest"], NOON)

    assert tokens.check(presented, Scope.INGEST, NOON) == Refused(reason)


def test_a_token_is_good_until_the_moment_it_expires(tokens: Tokens) -> None:
    end = NOON + timedelta(days=30)
    secret, _ = tokens.create("feed", ["ingest"], NOON, end)

    assert isinstance(tokens.check(secret, Scope.INGEST, end - timedelta(microseconds=1)), Granted)
    assert tokens.check(secret, Scope.INGEST, end) == Refused(Reason.EXPIRED, "feed")


def test_a_revoked_token_is_refused_and_its_record_stays(tokens: Tokens) -> None:
    secret, _ = tokens.create("feed", ["ingest"], NOON)
    tokens.revoke("feed", NOON)

    again = tokens.revoke("feed", NOON + timedelta(days=1))

    assert tokens.check(secret, Scope.INGEST, NOON) == Refused(Reason.REVOKED, "feed")
    assert [token.revoked for token in again] == [NOON]
    assert tokens.all() == again


def test_a_prefix_revokes_one_token_only(tokens: Tokens) -> None:
    secret, _ = tokens.create("feed", ["ingest"], NOON)
    other, _ = tokens.create("desk", ["review"], NOON)

    tokens.revoke(secret[:11], NOON)

    assert isinstance(tokens.check(other, Scope.REVIEW, NOON), Granted)
    assert tokens.check(secret, Scope.INGEST, NOON) == Refused(Reason.REVOKED, "feed")


def test_a_live_name_is_taken_once_and_free_again_after_its_end(tokens: Tokens) -> None:
    tokens.create("feed", ["ingest"], NOON, NOON + timedelta(days=1))
    with pytest.raises(AccessError, match="revoke it first"):
        tokens.create("feed", ["ingest"], NOON)

    tokens.create("feed", ["ingest"], NOON + timedelta(days=1))

    assert len(tokens.all()) == 2


@pytest.mark.parametrize("name", ["", "tg_feed", "two words", "-feed", "a\n", "local:root", "x" * 65, "تغذية"])
def test_a_name_that_could_be_misread_is_refused(tokens: Tokens, name: str) -> None:
    with pytest.raises(AccessError, match="token name"):
        tokens.create(name, ["ingest"], NOON)


@pytest.mark.parametrize("scopes", [["write"], []])
def test_an_unknown_scope_is_refused_with_the_list_of_scopes(tokens: Tokens, scopes: list[str]) -> None:
    with pytest.raises(AccessError, match="ingest, update, review, admin"):
        tokens.create("feed", scopes, NOON)


def test_a_whole_token_in_place_of_a_name_is_not_repeated_in_the_error(tokens: Tokens) -> None:
    secret, _ = tokens.create("feed", ["ingest"], NOON)

    with pytest.raises(AccessError) as caught:
        tokens.revoke(secret, NOON)

    assert secret[11:] not in str(caught.value)


@pytest.mark.parametrize(
    ("header", "token"),
    [
        (None, None),
        ("Bearer tg_abc", "tg_abc"),
        ("bEARER   tg_abc ", "tg_abc"),
        ("Basic dXNlcjpwYXNz", ""),
        ("Bearer", ""),
        ("Bearer ", ""),
        ("Bearer tg_abc, Bearer tg_def", ""),
        ("Bearer tg_ abc", ""),
        ("Bearer " + "a" * 505, "a" * 505),
        ("Bearer " + "a" * 506, ""),
    ],
)
def test_a_bearer_header_gives_its_token(header: str | None, token: str | None) -> None:
    assert bearer(header) == token


@given(st.text(max_size=600))
def test_any_header_is_read_without_failing(header: str) -> None:
    found = bearer(header)

    assert found is not None
    assert len(found) <= 512


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("30d", NOON + timedelta(days=30)),
        ("1d", NOON + timedelta(days=1)),
        ("2026-11-25", datetime(2026, 11, 26, tzinfo=UTC)),
        ("2028-02-29", datetime(2028, 3, 1, tzinfo=UTC)),
    ],
)
def test_an_expiry_is_days_from_now_or_the_end_of_a_day(text: str, moment: datetime) -> None:
    assert expiry(text, NOON) == moment


@pytest.mark.parametrize(
    "text", ["", "0d", "-1d", "30", "30 d", "٣٠d", "2026-11-24", "2027-02-29", "9999-12-31", "20270131", "9999999d"]
)
def test_an_expiry_that_is_past_or_none_is_refused(text: str) -> None:
    with pytest.raises(AccessError, match="--expires"):
        expiry(text, NOON)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_read_as_it_was_written(moment: datetime) -> None:
    assert read(written(moment)) == moment.replace(microsecond=0)


def test_a_link_in_the_place_of_the_file_is_refused(tokens: Tokens, tmp_path: Path) -> None:
    tokens.create("feed", ["ingest"], NOON)
    file = tmp_path / "data" / "tokens"
    file.rename(tmp_path / "elsewhere")
    file.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(AccessError, match="symbolic link"):
        tokens.check("tg_" + "A" * 43, Scope.INGEST, NOON)
    with pytest.raises(AccessError, match="symbolic link"):
        tokens.create("desk", ["review"], NOON)


def test_a_file_that_others_may_write_is_refused(tokens: Tokens, tmp_path: Path) -> None:
    tokens.create("feed", ["ingest"], NOON)
    (tmp_path / "data" / "tokens").chmod(0o620)

    with pytest.raises(AccessError, match="chmod 600"):
        tokens.all()


@pytest.mark.parametrize(
    "change",
    [
        {"tokens": [{}]},
        {"version": 2},
        {"tokens": None},
    ],
)
def test_a_file_that_breaks_the_form_lets_nobody_in(tokens: Tokens, tmp_path: Path, change: dict[str, object]) -> None:
    secret, _ = tokens.create("feed", ["ingest"], NOON)
    file = tmp_path / "data" / "tokens"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))

    with pytest.raises(AccessError, match="put back the file"):
        tokens.check(secret, Scope.INGEST, NOON)


def test_tokens_made_at_once_are_all_kept(tokens: Tokens) -> None:
    makers = [threading.Thread(target=tokens.create, args=(f"feed{number}", ["ingest"], NOON)) for number in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()

    assert {token.name for token in tokens.all()} == {f"feed{number}" for number in range(8)}


def test_a_lock_that_is_held_is_waited_for_and_then_named(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "lock"),
        pytest.raises(AccessError, match="another process holds this lock"),
        locked(tmp_path / "lock", wait=0.05),
    ):
        pass
