"""Oracle: laws and velocities by mpmath, from a Family alone; it sees no derivation and no plan."""

from derive.oracle import iterated as _sums_and_integrals  # noqa: F401  (registers its rules)
