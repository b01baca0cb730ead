"""Derivation: Family in, a proved chain of equations for v out, one for each parameter."""

from derive.derivation.derive import derive, derive_all
from derive.derivation.step import Derivation, Step

__all__ = ["Derivation", "Step", "derive", "derive_all"]
