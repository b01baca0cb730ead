"""One thread: what holds a contestant to it, before its libraries start."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

#: Read by XLA and by OpenMP when they start, and by nothing later.
VARIABLES = {
    "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1",
    "OMP_NUM_THREADS": "1",
}


def pin(command: Sequence[str]) -> list[str]:
    """The command held to one processor, where the system has ``taskset``."""
    if shutil.which("taskset") is None:
        return [*command]
    return ["taskset", "-c", str(max(os.sched_getaffinity(0))), *command]
