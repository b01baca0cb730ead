"""Double Weibull law: |z|^c is exponential, either sign as likely."""

from sympy import Abs, Eq, Piecewise, Symbol, log, oo

from derive.domain import positive
from derive.family import Family, Reduction

z = Symbol("z", real=True)
c = Symbol("c", positive=True)
size = Abs(z)

family = Family(
    name="dweibull",
    title="Double Weibull",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(c),),
    reduction=Reduction(size**c, "expon", folded=True),
    stable={"c": Piecewise((0, Eq(z, 0)), (-z * log(size) / c, True))},
)
