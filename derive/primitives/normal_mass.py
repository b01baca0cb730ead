"""The integral of e^((m^2 - t^2)/2) from lower to upper, m the point of the interval nearest to 0.

It is (Phi(upper) - Phi(lower))/phi(m), which neither under- nor overflows. With p and q the lesser
and the greater of |lower| and |upper| it is R(p) - e^((p^2 - q^2)/2) R(q) by Mills' ratio R where
the ends have one sign, and sqrt(2 pi) less both tails where they have not. A narrow interval, where
these would cancel, takes a Gauss-Legendre quadrature: seven positive terms, which leave 1e-16.
"""

from __future__ import annotations

from mpmath import mp

from derive.approximation import parts
from derive.legendre import gauss_legendre
from derive.primitives._notation import Constants, read

NODES = 7


def nodes() -> tuple[Constants, list[str]]:
    """Nodes and weights on [0, 1], and a line for each of the terms."""
    constants: Constants = {}
    lines = []
    for i, (x, w) in enumerate(gauss_legendre(NODES, 40)):
        constants |= {f"NODE{i}": float((1 + x) / 2), f"WEIGHT{i}": float(w / 2)}
        place = f"fma(width, NODE{i}, start) * fma(width, NODE{i}, mirror)"
        before = f"sum{i - 1}" if i else "0.0"
        lines.append(f"sum{i} = fma(WEIGHT{i}, exp(-0.5 * ({place})), {before})")
    return constants, lines


CONSTANTS, TERMS = nodes()
TEXT = "\n".join(TERMS)

FUNCTION = read(
    "normal_mass",
    f"""given lower, upper
straddles = (lower < 0.0) & (0.0 < upper)
p = minimum(abs(lower), abs(upper))
q = maximum(abs(lower), abs(upper))
nearest = 0.0 if straddles else p
double = (q - nearest) * (q + nearest)
outer = exp(-0.5 * double) * mills(q)
inner = mills(p)
both = (ROOT - exp(-0.5 * (p * p)) * inner) - outer
one = inner - outer
wide = both if straddles else one
width = upper - lower
start = lower if straddles else 0.0
mirror = lower if straddles else p + p
{TEXT}
narrow = (width < WIDEST) & (double < DROP)
return width * sum{NODES - 1} if narrow else wide
""",
    CONSTANTS
    | {
        "ROOT": parts(lambda: mp.sqrt(2 * mp.pi), 1)[0],
        "WIDEST": 0.7,
        "DROP": 1.4,
    },
    "The integral of exp((m^2 - t^2)/2) over lower < t < upper, m the t nearest to 0.",
)
