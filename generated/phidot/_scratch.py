# Copied by `make` from derive/runtime; edit it there.
"""Scratch: buffers that a thread uses again and again; fresh memory costs more than a kernel."""

from __future__ import annotations

from threading import local
from typing import Any

import numpy as np

from ._arguments import Array

#: Elements of a block: a dozen buffers of so many stay in the second-level cache, and each regime
#: of a root gets enough elements to be worth a call.
BLOCK = 1 << 13


class Scratch(local):
    """Rows of BLOCK float64 for one owner, one set a thread."""

    def __init__(self, rows: int, dtype: type = np.float64) -> None:
        self._rows: Any = np.empty((rows, BLOCK), dtype)

    def take(self, size: int) -> list[Array]:
        """Every row, cut to ``size``; what they hold is left over from the last use."""
        return list(self._rows[:, :size])
