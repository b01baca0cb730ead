"""Mielke and Johnson's three-parameter kappa law, F = z (a + z^a)^(-1/a)."""

from sympy import Piecewise, exp, log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction
from derive.functions import log1p_excess, softplus_excess

z, a = symbols("z a", positive=True)

# log w and w for w = a z^-a, with the one logarithm of z that the forms share.
level = log(a) - a * log(z)
w = a * exp(-a * log(z))

family = Family(
    name="kappa3",
    title="Kappa, three parameters",
    variable=z,
    support=(0, oo),
    parameters=(positive(a),),
    reduction=Reduction(log(1 + a * z**-a) / a, "expon"),
    pdf=a * (a + z**a) ** (-(a + 1) / a),
    source="Mielke and Johnson 1973, doi:10.1175/1520-0493(1973)101<0701:TKDMLE>2.3.CO;2",
    stable={
        "a": -z
        / a**2
        * Piecewise(
            (softplus_excess(level) + (log(a) - 1), w > 1),
            (w * log1p_excess(w) + a * log(z), True),
        ),
    },
)
