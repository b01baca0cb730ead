"""Differentiate: a function of the Kernel IR and its slopes, by the rules of calculus.

Input: an ``ir.Function`` and the names of some of its arguments. Output: a function that returns
the same results and, after each of them, its derivative with respect to every one of those names.
"""

from derive.differentiate.differentiate import differentiate

__all__ = ["differentiate"]
