"""Phi^-1(1/2 + v), odd in v, where 1/2 + v would round v."""

from __future__ import annotations

from math import inf

from derive.primitives import _normal_quantile as quantile
from derive.primitives._notation import read

# 1/2 - |v| is exact for |v| > 1/4.
FUNCTION = read(
    "ndtri_offset",
    f"""given v
{quantile.CENTRAL}
mass = 0.5 - abs(v)
log_mass = log(mass)
{quantile.TAIL}
size = INF if mass == 0.0 else outer
signed = -size if v < 0.0 else size
return inner if abs(v) < BORDER else signed
""",
    quantile.CONSTANTS | {"INF": inf},
    "Phi^-1(1/2 + v) for |v| <= 1/2, relatively accurate at 0; nan outside.",
)
