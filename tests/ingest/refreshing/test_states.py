"""When a source is due: by its rhythm, after failures later and later, and never twice at once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import RefreshBusy, StoreError
from graph.settings import Settings
from ingest.refreshing.registry import Source
from ingest.refreshing.states import State, States, is_due, state_folder

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SOURCE = Source("a", "page", "https://example.org/a", timedelta(hours=6))
NEW = State(SOURCE.address)


def test_a_source_that_was_never_visited_is_due() -> None:
    assert is_due(SOURCE, NEW, NOW)


def test_a_source_is_due_again_after_its_rhythm() -> None:
    state = NEW.success(NOW, "unchanged")

    assert not is_due(SOURCE, state, NOW)
    assert not is_due(SOURCE, state, NOW + timedelta(hours=5))
    assert is_due(SOURCE, state, NOW + timedelta(hours=6))


def test_a_timer_that_fires_a_little_early_costs_no_turn() -> None:
    daily = replace(SOURCE, rhythm=timedelta(days=1))

    assert is_due(daily, NEW.success(NOW, ""), NOW + timedelta(hours=23, minutes=40))


def test_failures_wait_longer_each_time_up_to_the_rhythm() -> None:
    waits = []
    state = NEW
    for _ in range(8):
        state = state.failure(NOW, "failed", SOURCE.rhythm, None)
        assert state.not_before is not None
        waits.append((state.not_before - NOW) / timedelta(minutes=1))

    assert waits == [15, 30, 60, 120, 240, 360, 360, 360]
    assert is_due(SOURCE, state, NOW + timedelta(hours=6))
    assert state.success(NOW, "").failures == 0


def test_a_server_that_asks_for_more_time_gets_it() -> None:
    state = NEW.failure(NOW, "failed", SOURCE.rhythm, 86400)

    assert not is_due(SOURCE, state, NOW + timedelta(hours=23))
    assert is_due(SOURCE, state, NOW + timedelta(hours=24))


def test_a_clock_that_went_back_makes_a_source_due() -> None:
    assert is_due(SOURCE, NEW.success(NOW + timedelta(days=300), ""), NOW)


times = st.none() | st.datetimes(timezones=st.just(UTC))


@given(st.builds(State, st.just(SOURCE.address), times, times, st.integers(0, 99), times, st.text()))
def test_a_state_is_read_as_it_was_kept(tmp_path_factory: pytest.TempPathFactory, state: State) -> None:
    folder = tmp_path_factory.mktemp("states")
    States(folder).keep(SOURCE, state)

    assert States(folder).of(SOURCE) == state


def test_a_state_of_another_address_or_a_damaged_one_is_none(tmp_path: Path) -> None:
    States(tmp_path).keep(SOURCE, NEW.success(NOW, ""))

    assert States(tmp_path).of(replace(SOURCE, address="https://example.org/b")).succeeded is None
    (tmp_path / "sources" / "a.json").write_text('{"address": 1}')
    assert States(tmp_path).of(SOURCE) == NEW


def test_no_success_is_believed_of_a_store_that_was_removed(tmp_path: Path) -> None:
    States(tmp_path).keep(SOURCE, NEW.success(NOW, ""))

    assert is_due(SOURCE, States(tmp_path, believed=False).of(SOURCE), NOW)
    assert not is_due(SOURCE, States(tmp_path).of(SOURCE), NOW)


def test_states_lie_beside_their_store_or_where_they_are_put() -> None:
    here = state_folder(Settings(store="data/store"))
    far = {state_folder(Settings(store=f"sparql+http://{host}/sparql")) for host in ("a.org", "b.org")}
    put = {state_folder(Settings(store=store, refresh_state="/var/lib/x")) for store in ("a", "./a", "b")}

    assert here == Path("data/store.refresh")
    assert len(far) == 2
    assert {folder.parent for folder in put} == {Path("/var/lib/x")}
    assert len(put) == 2


def test_two_runs_are_never_at_work_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.errors import RefreshBusy\n"
        "from ingest.refreshing.states import States\n"
        "try:\n    with States(Path(sys.argv[1])).locked(): print('in')\nexcept RefreshBusy: print('busy')"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]

    with States(tmp_path).locked():
        busy = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        with pytest.raises(RefreshBusy, match="another refresh"), States(tmp_path).locked():
            pass
    free = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert (busy, free) == ("busy\n", "in\n")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="REFRESH_STATE"), States(tmp_path / "file").locked():
        pass
