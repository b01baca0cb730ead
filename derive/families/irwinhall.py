"""Irwin-Hall law, the sum of n uniform variables."""

from sympy import Expr, Sum, Symbol, binomial, factorial, floor

from derive.domain import integer
from derive.family import Family

z = Symbol("z", positive=True)
n = Symbol("n", integer=True, positive=True)
k = Symbol("k", integer=True, nonnegative=True)


def spline(x: Expr, degree: Expr) -> Expr:
    """The sum of the truncated powers of ``x - k``, a cardinal B-spline (Hall 1927)."""
    terms = (-1) ** k * binomial(n, k) * (x - k) ** degree / factorial(degree)
    return Sum(terms, (k, 0, floor(x)))


family = Family(
    name="irwinhall",
    title="Irwin-Hall",
    variable=z,
    support=(0, n),
    parameters=(integer(n, tested=(1, 20)),),
    cdf=spline(z, n),
    sf=spline(n - z, n),
    pdf=spline(z, n - 1),
    source="Hall 1927, doi:10.1093/biomet/19.3-4.240",
)
