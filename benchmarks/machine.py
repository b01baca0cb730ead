"""Machine: what the figures of a run were measured on and with."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numba", "llvmlite", "numpy", "scipy", "sympy")


def describe_machine() -> str:
    """The processor, its widest vectors that matter here, and the number of cores."""
    path = Path("/proc/cpuinfo")
    facts = read_facts(path.read_text()) if path.exists() else {}
    name = facts.get("model name") or platform.processor() or platform.machine()
    vectors = [f for f in ("avx2", "avx512f") if f in facts.get("flags", "").split()]
    return ", ".join([name, *vectors, f"{os.cpu_count()} cores", platform.system()])


def read_facts(text: str) -> dict[str, str]:
    """The first processor's lines of /proc/cpuinfo."""
    lines = (line.partition(":") for line in text.partition("\n\n")[0].splitlines())
    return {key.strip(): value.strip() for key, _, value in lines}


def describe_versions() -> str:
    return ", ".join([
        f"Python {platform.python_version()}", *(f"{p} {version(p)}" for p in PACKAGES)
    ])  # fmt: skip
