"""Rolling: straight-line code that repeats itself to loops. Function in, Function out.

Numba takes milliseconds a statement, and the slopes of an unrolled recurrence are thousands of
them. A stretch of code repeats with period P where statement k + P is statement k with other
constants, and each of its operands either the same or P statements later. One period becomes the
body of an ``ir.Iterate``, whose constants are a table; what a turn takes from those before it is
carried. The operations and their order are the same, and so are the bits.
"""

from derive.rolling.order import interleave
from derive.rolling.roll import roll, size

__all__ = ["interleave", "roll", "size"]
