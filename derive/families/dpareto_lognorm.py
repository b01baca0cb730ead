"""Double Pareto log-normal law: log z is u + s x + y/a - w/b, x normal, y and w exponential."""

from sympy import Expr, Max, Min, Or, Piecewise, erfc, exp, log, oo, pi, sqrt, symbols

from derive.domain import positive, real
from derive.family import Family
from derive.functions import hazard_excess, mills

z, s, a, b = symbols("z s a b", positive=True)
u = symbols("u", real=True)

score = (log(z) - u) / s
p, q = a * s - score, b * s + score
bell = exp(-(score**2) / 2) / sqrt(2 * pi)
lag = bell * (b * mills(p) - a * mills(q)) / (a + b)

# The shares of R(p) and R(q) in their sum. p + q > 0, so the lesser ratio is finite.
least = mills(Max(p, q)) / mills(Min(p, q))
up = Piecewise((1, p <= q), (least, True)) / (1 + least)
down = Piecewise((least, p <= q), (1, True)) / (1 + least)
# Of R(t), R'(t) = -R(t) H(t) with H(t) = 1/R(t) - t.
rise, fall = up * hazard_excess(p), down * hazard_excess(q)


def steer() -> Expr:
    """v_s/z. In the bulk of a law that is nearly log-normal it is the score but for a little."""
    return Piecewise(
        (s * (a * up - b * down), Or(p < 0, q < 0, s * Min(a, b) < 1)),
        (score + (fall - rise), True),
    )


family = Family(
    name="dpareto_lognorm",
    title="Double Pareto log-normal",
    variable=z,
    support=(0, oo),
    parameters=(
        real(u),
        positive(s, tested=(1e-2, 1e1)),
        positive(a, tested=(1e-2, 1e2)),
        positive(b, tested=(1e-2, 1e2)),
    ),
    cdf=erfc(-score / sqrt(2)) / 2 - lag,
    sf=erfc(score / sqrt(2)) / 2 + lag,
    pdf=bell * a * b / ((a + b) * z) * (mills(p) + mills(q)),
    stable={
        "u": z,
        "s": z * steer(),
        "a": -z * (s * rise + 1 / (a + b)) / a,
        "b": z * (s * fall + 1 / (a + b)) / b,
    },
)
