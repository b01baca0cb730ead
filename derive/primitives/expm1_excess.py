"""(e^t - 1 - t)/t^2: Kummer's M(1, 3, t)/2 (DLMF 13.6.1), a polynomial near 0, else as written."""

from __future__ import annotations

from derive.approximation import chebyshev
from derive.primitives import _exponential, _exponential_ratio
from derive.primitives._notation import read

# The closed form loses at most a factor 2.4 outside [-1.25, 1.25].
CROSSOVER = 1.25

FUNCTION = read(
    "expm1_excess",
    f"""given t
{_exponential_ratio.BODY}
tail = scale * r
sum_high = (scale - unit) + tail
sum_low = ((scale - unit) - sum_high) + tail
numerator = fma(-unit, x, sum_high) + fma(scale, rest, sum_low)
far = ((numerator / x) / x) * grow
near = SERIES(minimum(CROSSOVER, maximum(-CROSSOVER, t)))
excess = near if abs(t) < CROSSOVER else far
return 0.0 if t == -INF else excess
""",
    _exponential_ratio.CONSTANTS
    | {
        "CROSSOVER": CROSSOVER,
        "SERIES": chebyshev(_exponential.excess, -CROSSOVER, CROSSOVER, 15),
    },
    "(e^t - 1 - t)/t^2 for every float64, 1/2 at t = 0.",
)
