"""The commands `token` and `audit`: a secret goes to standard output once, and what was done is in the log."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.access import Granted, Log, Scope, Tokens, local_user
from treatygraph import cli


def run(folder: Path, *arguments: str) -> Result:
    places = {"TREATYGRAPH_TOKENS": str(folder / "tokens"), "TREATYGRAPH_AUDIT": str(folder / "audit")}
    return CliRunner(env=places).invoke(cli, arguments)


def test_a_new_token_is_the_last_line_of_standard_output_and_is_good(tmp_path: Path) -> None:
    done = run(tmp_path, "token", "create", "feed", "--scope", "ingest", "--scope", "update", "--expires", "30d")

    secret = done.stdout.splitlines()[-1]
    said = Tokens(tmp_path / "tokens").check(secret, Scope.UPDATE, datetime.now(UTC))

    assert done.exit_code == 0
    assert done.stdout == f"{secret}\n"
    assert secret not in done.stderr
    assert isinstance(said, Granted)


def test_the_list_tells_states_and_neither_secret_nor_hash(tmp_path: Path) -> None:
    secret = run(tmp_path, "token", "create", "feed", "--scope", "ingest").stdout.strip()
    run(tmp_path, "token", "revoke", secret[:11])
    digest = Tokens(tmp_path / "tokens").all()[0].digest

    table, data = run(tmp_path, "token", "list").stdout, run(tmp_path, "token", "list", "--format", "json").stdout

    assert [(one["name"], one["state"]) for one in json.loads(data)] == [("feed", "revoked")]
    assert "revoked" in table
    assert not [text for text in (table, data) if secret[11:] in text or digest in text]


def test_revoking_twice_is_no_error_and_an_unknown_name_is_one(tmp_path: Path) -> None:
    run(tmp_path, "token", "create", "feed", "--scope", "ingest")

    codes = [run(tmp_path, "token", "revoke", name).exit_code for name in ("feed", "feed", "desk")]

    assert codes == [0, 0, 1]


def test_an_unknown_scope_is_refused_with_the_list(tmp_path: Path) -> None:
    done = run(tmp_path, "token", "create", "feed", "--scope", "write")

    assert done.exit_code == 2
    assert "'ingest', 'update', 'review', 'admin'" in done.stderr
    assert not (tmp_path / "tokens").exists()


def test_making_and_ending_a_token_is_in_the_audit_log(tmp_path: Path) -> None:
    secret = run(tmp_path, "token", "create", "feed", "--scope", "ingest").stdout.strip()
    run(tmp_path, "token", "revoke", "feed")

    shown = [json.loads(line) for line in run(tmp_path, "audit", "show", "--format", "json").stdout.splitlines()]

    assert [(entry["who"], entry["action"]) for entry in shown] == [
        (local_user(), "token-create"),
        (local_user(), "token-revoke"),
    ]
    assert secret not in json.dumps(shown)


@pytest.mark.parametrize("fault", [False, True])
def test_verify_exits_with_1_and_names_the_entry_that_was_changed(tmp_path: Path, fault: bool) -> None:
    for count in range(3):
        Log(tmp_path / "audit").append("feed", "ingest", f"document/{count}", "ingested", datetime.now(UTC))
    file = tmp_path / "audit" / "000000000001.jsonl"
    if fault:
        file.write_bytes(file.read_bytes().replace(b"document/1", b"document/7"))

    done = run(tmp_path, "audit", "verify")

    assert done.exit_code == (1 if fault else 0)
    assert done.stdout.startswith("entry 2: it was changed" if fault else "3 entries hold; the last is ")


def test_show_takes_the_last_entries(tmp_path: Path) -> None:
    for count in range(3):
        Log(tmp_path / "audit").append("feed", "ingest", f"document/{count}", "ingested", datetime.now(UTC))

    table = run(tmp_path, "audit", "show", "--last", "1").stdout

    assert "document/2" in table
    assert "document/1" not in table


def test_the_user_of_the_machine_is_not_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "somebody-else")
    monkeypatch.setenv("USER", "somebody-else")

    assert local_user() != "local:somebody-else"
    assert local_user().startswith("local:")


def test_a_token_that_the_log_cannot_take_is_never_shown_nor_live(tmp_path: Path) -> None:
    (tmp_path / "audit").mkdir()
    (tmp_path / "audit" / "head").write_text("1 forged\n")
    (tmp_path / "audit" / "head").chmod(0o600)

    done = run(tmp_path, "token", "create", "feed", "--scope", "ingest")

    assert done.exit_code == 1
    assert done.stdout == ""
    assert [token.state(datetime.now(UTC)) for token in Tokens(tmp_path / "tokens").all()] == ["revoked"]
