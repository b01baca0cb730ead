"""Power log-normal law: log(z)/s is power normal with shape c."""

from sympy import erfc, exp, log, oo, pi, sqrt, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import ndtr_quotient

z, c, s = symbols("z c s", positive=True)

score = log(z) / s
tail = erfc(score / sqrt(2)) / 2

family = Family(
    name="powerlognorm",
    title="Power log-normal",
    variable=z,
    support=(0, oo),
    parameters=(positive(c), positive(s)),
    reduction=Reduction(score, "powernorm", {"c": c}),
    sf=tail**c,
    pdf=c / (z * s) * exp(-(score**2) / 2) / sqrt(2 * pi) * tail ** (c - 1),
    stable={"c": -s * z * ndtr_quotient(-score) / c},
)
