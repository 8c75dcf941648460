"""Strangers' queries: bounded in waiting and in number, and never in the way of each other's answers."""

from __future__ import annotations

import threading
import time

import pytest

from server.running import QueryTooLong, Runner, TooManyQueries


def test_work_gives_its_answer() -> None:
    assert Runner(1, 5).run(lambda: "answer") == "answer"


def test_work_raises_its_own_error_and_frees_its_slot() -> None:
    runner = Runner(1, 5)

    with pytest.raises(ZeroDivisionError):
        runner.run(lambda: 1 // 0)

    assert settled(runner)


def test_work_past_the_bound_is_given_up_and_keeps_its_slot_until_it_ends() -> None:
    runner, end = Runner(1, 0.05), threading.Event()

    with pytest.raises(QueryTooLong):
        runner.run(end.wait)

    assert not runner.is_free
    with pytest.raises(TooManyQueries):
        runner.run(lambda: None)
    end.set()
    assert settled(runner)


def test_work_has_a_deep_stack() -> None:
    def deep(level: int) -> int:
        return 0 if level == 0 else 1 + deep(level - 1)

    assert Runner(1, 5).run(lambda: deep(900)) == 900
    assert threading.stack_size() == 0


def settled(runner: Runner) -> bool:
    end = time.monotonic() + 5
    while not runner.is_free and time.monotonic() < end:
        time.sleep(0.01)
    return runner.is_free
