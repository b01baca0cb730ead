"""beta(a, b) for large a and any b around the mode: the expansion of ``_beta_equation``."""

from __future__ import annotations

from dataclasses import dataclass
from math import expm1

from derive import ir
from derive.primitives._notation import Constants, read
from derive.root import Regime
from derive.roots._beta_polynomial import Box, text
from derive.roots._beta_score import DEPARTURE, ROUGH_DEPARTURE

SOURCE = "Y = (w/(e^w - 1) + sum C_k(w)/a^k)/a, w = log(x (a + b)/a), from the continuity equation"


@dataclass(frozen=True)
class Band:
    """a >= ``least`` and |w| <= ``width``."""

    name: str
    least: float
    width: float


def regime(band: Band) -> Regime:
    """The regime of a band."""
    return Regime(band.name, condition(band), function(band), SOURCE)


def condition(band: Band) -> ir.Function:
    """e^w - 1 is (n x - a)/a, so no logarithm is needed."""
    name = f"beta_{band.name}_holds"
    return read(
        name,
        f"""{ROUGH_DEPARTURE}
inside = (LOW * a <= departure) & (departure <= HIGH * a)
return inside & (LEAST <= a)
""",
        {"LOW": expm1(-band.width), "HIGH": expm1(band.width), "LEAST": band.least},
        f"Whether a >= {band.least:g} and |w| <= {band.width:g}.",
    )


def function(band: Band) -> ir.Function:
    lines, constants = text(Box(-band.width, band.width, band.least))
    return read(
        f"beta_{band.name}",
        f"""{DEPARTURE}
inverse_a = 1.0 / a
growth = departure * inverse_a
safe = TINY if abs(growth) < TINY else growth
w = log1p(safe)
mu = a / n
{lines}
return inverse_a * fma(inverse_a, correction, w / safe)
""",
        Constants(**constants, TINY=2.0**-60),
        f"Y for a >= {band.least:g} and |w| <= {band.width:g}.",
    )
