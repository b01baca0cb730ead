"""Normal law truncated to an interval [a, b]; either bound may be infinite."""

from sympy import Expr, Max, Min, erfc, exp, oo, pi, sqrt, symbols

from derive.domain import within
from derive.family import Family
from derive.functions import normal_mass

z, a, b = symbols("z a b", real=True)


def tail(x: Expr) -> Expr:
    """1 - Phi(x)."""
    return erfc(x / sqrt(2)) / 2


# v_a = phi(a)/phi(z) (Phi(b) - Phi(z))/(Phi(b) - Phi(a)), and v_b is its mirror image. Each mass is
# one that does not underflow times the density at the point of its interval nearest to 0; of the
# densities a quotient remains, between a and z as far as they are below 0.
below, start = Min(z, 0), Min(a, 0)
above, stop = Max(z, 0), Max(b, 0)
whole = normal_mass(a, b)

family = Family(
    name="truncnorm",
    title="Truncated normal",
    variable=z,
    support=(a, b),
    parameters=(
        within(a, -oo, oo, closed="lower", tested=(1e-3, 35.0)),
        within(b, -oo, oo, closed="upper", tested=(1e-3, 35.0)),
    ),
    constraints=(a < b,),
    cdf=(tail(a) - tail(z)) / (tail(a) - tail(b)),
    sf=(tail(z) - tail(b)) / (tail(a) - tail(b)),
    pdf=exp(-(z**2) / 2) / sqrt(2 * pi) / (tail(a) - tail(b)),
    stable={
        "a": exp((below - start) * (below + start) / 2) * normal_mass(z, b) / whole,
        "b": exp((above - stop) * (above + stop) / 2) * normal_mass(a, z) / whole,
    },
)
