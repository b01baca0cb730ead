"""Oracle: laws and velocities by mpmath, from a Family alone; it sees no derivation and no plan."""

from derive.oracle import iterated, logic  # noqa: F401  (they register their rules)
