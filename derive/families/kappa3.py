"""Mielke and Johnson's three-parameter kappa law, F = z (a + z^a)^(-1/a)."""

from sympy import log, oo, symbols

from derive.domain import positive
from derive.family import Family, Reduction

z, a = symbols("z a", positive=True)

family = Family(
    name="kappa3",
    title="Kappa, three parameters",
    variable=z,
    support=(0, oo),
    parameters=(positive(a),),
    reduction=Reduction(log(1 + a * z**-a) / a, "expon"),
    pdf=a * (a + z**a) ** (-(a + 1) / a),
    source="Mielke and Johnson 1973, doi:10.1175/1520-0493(1973)101<0701:TKDMLE>2.3.CO;2",
)
