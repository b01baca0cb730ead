"""Derivation: Family in, a proved chain of equations for v out, one for each parameter."""

from derive.derivation.derive import derivation, derive, derive_all
from derive.derivation.step import Derivation, Step

__all__ = ["Derivation", "Step", "derivation", "derive", "derive_all"]
