"""Threads: the same bits for any number of them, in children of a fork, at shutdown."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, get_ident
from time import sleep
from typing import Any

import numpy as np
import pytest

from derive.runtime import _threads
from derive.runtime._threads import TRIAL, get_num_threads, set_num_threads, share
from tests.runtime import sample_weibull as weibull
from tests.runtime.reference import same_bits

ROOT = Path(__file__).parents[2]
SIZE = 40 * TRIAL + 17
Z = np.random.default_rng(11).weibull(2.0, SIZE)
C = np.random.default_rng(12).uniform(1.0, 3.0, SIZE)
CALLS: list[tuple[Any, ...]] = [
    (Z, 2.0),
    (Z, C),
    (Z, C, 0.0, 2.0),
    (Z[::-1], 2.0),
    (Z.astype("f4"), 2.0),
    (Z[:, None], C[:2]),
]


@pytest.fixture(autouse=True)
def threads() -> Iterator[None]:
    before = get_num_threads()
    yield
    set_num_threads(before)


@pytest.mark.parametrize("arguments", CALLS)
def test_bits_do_not_depend_on_the_number_of_threads(arguments: tuple[Any, ...]) -> None:
    set_num_threads(1)
    truth, gradient = weibull.dz_dc(*arguments), weibull.gradient(*arguments)
    for count in (2, 3, 8):
        set_num_threads(count)
        assert same_bits(weibull.dz_dc(*arguments), truth)
        for computed, expected in zip(weibull.gradient(*arguments), gradient, strict=True):
            assert same_bits(computed, expected)


@pytest.mark.parametrize("size", [0, 1, TRIAL - 1, TRIAL, TRIAL + 1, 2 * TRIAL, 10 * TRIAL - 1])
@pytest.mark.parametrize("cost", [0.0, 1e-4])
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_pieces_cover_everything_once(size: int, cost: float, count: int) -> None:
    set_num_threads(count)
    seen = np.zeros(size, int)

    def task(start: int, stop: int) -> None:
        seen[start:stop] += 1
        sleep(cost)

    share(task, size)
    assert np.all(seen == 1)


def test_more_than_one_thread_works_on_a_large_array() -> None:
    set_num_threads(2)
    together, names = Barrier(2, timeout=30), set()

    def task(start: int, stop: int) -> None:
        names.add(get_ident())
        if start == 0:
            sleep(0.001)
        elif start <= 2 * TRIAL:
            together.wait()

    share(task, SIZE)
    assert len(names) == 2


def test_a_little_work_is_not_shared() -> None:
    set_num_threads(2)
    names = set()
    share(lambda start, stop: names.add(get_ident()), SIZE)
    assert names == {get_ident()}


def test_an_error_on_a_thread_reaches_the_caller() -> None:
    set_num_threads(3)

    def task(start: int, stop: int) -> None:
        if start:
            raise ArithmeticError(start)
        sleep(0.001)

    with pytest.raises(ArithmeticError):
        share(task, SIZE)


def test_many_callers_at_once() -> None:
    set_num_threads(4)
    truth = weibull.dz_dc(Z, 2.0)
    with ThreadPoolExecutor(6) as callers:
        for computed in callers.map(lambda _: weibull.dz_dc(Z, 2.0), range(24)):
            assert same_bits(computed, truth)


def test_the_default_is_every_core_of_this_process() -> None:
    assert _threads.available() >= 1
    if hasattr(os, "sched_getaffinity"):
        assert _threads.available() == len(os.sched_getaffinity(0))


@pytest.mark.parametrize(
    ("count", "error"), [(0, ValueError), (-1, ValueError), (2.0, TypeError), (True, TypeError)]
)
def test_a_wrong_number_of_threads_is_refused(count: Any, error: type[Exception]) -> None:
    before = get_num_threads()
    with pytest.raises(error, match="set_num_threads takes"):
        set_num_threads(count)
    assert get_num_threads() == before


SCRIPT = """
import atexit, os, sys, threading
import numpy as np
from derive.runtime._threads import set_num_threads
from tests.runtime import sample_weibull as weibull
set_num_threads(3)
z = np.random.default_rng(1).weibull(2.0, 300_000)
truth = weibull.dz_dc(z, 2.0)
def same():
    return np.array_equal(weibull.dz_dc(z, 2.0), truth)
"""
FORK = """
child = os.fork()
if child == 0:
    os._exit(0 if same() and threading.active_count() > 1 else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
AT_EXIT = """
atexit.register(lambda: os._exit(0 if same() else 1))
sys.exit(2)
"""


@pytest.mark.parametrize("ending", [FORK, AT_EXIT])
def test_after_a_fork_and_at_exit(ending: str) -> None:
    if ending is FORK and not hasattr(os, "fork"):
        pytest.skip("no fork on this system")
    command = [sys.executable, "-c", SCRIPT + ending]
    assert subprocess.run(command, cwd=ROOT, timeout=120, check=False).returncode == 0
