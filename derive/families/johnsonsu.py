"""Johnson's unbounded law: a + b asinh(z) is normal."""

from sympy import asinh, exp, oo, pi, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family, Reduction
from derive.functions import hypot1

z, a = symbols("z a", real=True)
b = symbols("b", positive=True)

score = a + b * asinh(z)

family = Family(
    name="johnsonsu",
    title="Johnson SU",
    variable=z,
    support=(-oo, oo),
    parameters=(real(a), positive(b)),
    reduction=Reduction(score, "norm"),
    pdf=b / sqrt(1 + z**2) * exp(-(score**2) / 2) / sqrt(2 * pi),
    stable={"a": -hypot1(z) / b, "b": -hypot1(z) * asinh(z) / b},
)
