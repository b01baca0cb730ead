"""Hosking's four-parameter kappa law, F = (1 - h (1 - k z)^(1/k))^(1/h).

Two steps: y = -log(1 - k z)/k has the law with k = 0, and that one reduces to the exponential.
"""

from sympy import Piecewise, exp, log, oo, symbols

from derive.domain import real
from derive.family import Family, Reduction
from derive.functions import expm1_ratio, log1p_excess, log1p_ratio

z, y, h, k = symbols("z y h k", real=True)

BOUND = (1e-9, 1.5)

straight = Family(
    name="kappa4_k0",
    title="Kappa, k = 0",
    variable=y,
    support=(Piecewise((log(h), h > 0), (-oo, True)), oo),
    parameters=(real(h, tested=BOUND),),
    reduction=Reduction(-log(1 - h * exp(-y)) / h, "expon"),
    pdf=exp(-y) * (1 - h * exp(-y)) ** (1 / h - 1),
)

weight = exp(-z * log1p_ratio(-k * z))

family = Family(
    name="kappa4",
    title="Kappa, four parameters",
    variable=z,
    support=(
        Piecewise(
            (log(h) * expm1_ratio(-k * log(h)), h > 0),  # (1 - h^-k) / k, analytic through k = 0
            (1 / k, k < 0),
            (-oo, True),
        ),
        Piecewise((1 / k, k > 0), (oo, True)),
    ),
    parameters=(real(h, tested=BOUND), real(k, tested=BOUND)),
    reduction=Reduction(-log(1 - k * z) / k, straight, {"h": h}),
    pdf=(1 - k * z) ** (1 / k - 1) * (1 - h * (1 - k * z) ** (1 / k)) ** (1 / h - 1),
    source="Hosking 1994, IBM J. Res. Develop. 38, 251",
    stable={"h": (1 - k * z) * weight * log1p_excess(-h * weight)},
)
