"""(t e^t - (e^t - 1))/t^2: a polynomial near 0, else (1 + (t - 1) e^t)/t^2."""

from __future__ import annotations

from derive.primitives import _exponential_ratio, _lag
from derive.primitives._notation import read

FUNCTION = read(
    "expm1_lag",
    f"""given t
{_exponential_ratio.BODY}
raised = scale * (1.0 + (r + rest))
numerator = fma(bounded - 1.0, raised, unit)
far = ((numerator / x) / x) * grow
near = SERIES(minimum(CROSSOVER, maximum(-CROSSOVER, t)))
return near if abs(t) < CROSSOVER else far
""",
    _exponential_ratio.CONSTANTS | _lag.CONSTANTS,
    "(t e^t - (e^t - 1))/t^2 for every float64, 1/2 at t = 0.",
)
