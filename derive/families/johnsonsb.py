"""Johnson's bounded law: a + b logit(z) is normal."""

from sympy import exp, log, pi, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family, Reduction

z, b = symbols("z b", positive=True)
a = symbols("a", real=True)

score = a + b * (log(z) - log(1 - z))

family = Family(
    name="johnsonsb",
    title="Johnson SB",
    variable=z,
    support=(0, 1),
    parameters=(real(a), positive(b)),
    reduction=Reduction(score, "norm"),
    pdf=b / (z * (1 - z)) * exp(-(score**2) / 2) / sqrt(2 * pi),
)
