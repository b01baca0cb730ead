"""Plan: Derivation in, the formula that the machine evaluates out."""

from derive.plan.plan import Plan

__all__ = ["Plan"]
