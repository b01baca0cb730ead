"""F where b and n y are small against a, for moderate a: e by N shifts from e at a + N.

From a Y(a) = x n Y(a + 1) - [log x + psi(n) - psi(a + 1)] (DLMF 8.17.20, differentiated), with
1 + g = x n/(a + 1) and E(z) = psi(z) - log z,

    e(a) = (1 + g) e(a + 1) + [g - log(1 + g)] + [E(a + 1) - E(n)].

All terms are small. With s = g/(2 + g) and A(s^2) = (atanh s - s)/s^3, g - log(1 + g) is
g s - 2 s^3 A(s^2); and E(z) = E(z + 1) - [1/z - log(1 + 1/z)], psi's recurrence (DLMF 5.5.2).
"""

from __future__ import annotations

from mpmath import mp, mpf

from derive.approximation import chebyshev
from derive.primitives._notation import Constants, read
from derive.root import Regime
from derive.roots._beta_polynomial import Box, text
from derive.roots._beta_score import DEPARTURE, coefficients

#: a >= LEAST and b, n y <= SHARE a; a + N is then where the expansion for large a holds.
LEAST, SHARE, N = 2.0, 0.4, 8
#: The correction must be as accurate as itself, not as Y.
TOLERANCE = 2e-17
#: w and s^2 are within these there.
BOX = Box(-0.55, 0.25, LEAST + N, 10.0 + N, TOLERANCE)
MOST = mpf("0.19")


def lag(square: mpf) -> mpf:
    """(atanh s - s)/s^3 at ``square`` = s^2."""
    with mp.extradps(30):
        s = mp.sqrt(square)
        return (mp.atanh(s) - s) / s**3


def top(lines: str) -> str:
    """e and E(a + 1) - E(n) at a + N; ``lines`` are those of the expansion."""
    return f"""
inverse_a = 1.0 / (a + COUNT)
growth = fma(-COUNT, y, departure) * inverse_a
w = log1p(growth)
mu = (a + COUNT) / (n + COUNT)
{lines}
e_{N} = fma(growth, log1p_excess(growth), fma(inverse_a, correction, -w))
beside_a = 1.0 / (a + COUNT + 1.0)
beside_n = 1.0 / (n + COUNT)
excess_a = beside_a * fma(beside_a, EXCESS(beside_a * beside_a), 0.5)
excess_n = beside_n * fma(beside_n, EXCESS(beside_n * beside_n), 0.5)
d_{N} = excess_n - excess_a
"""


def shift(k: int) -> str:
    """The same at a + k from a + k + 1."""
    return f"""
{fall(f"fall_{k}_a", f"a + {k + 1.0}")}
{fall(f"fall_{k}_n", f"n + {float(k)}")}
d_{k} = d_{k + 1} + (fall_{k}_n - fall_{k}_a)
g_{k} = fma({-float(k)}, y, departure - 1.0) / fall_{k}_a_z
s_{k} = g_{k} / (2.0 + g_{k})
q_{k} = s_{k} * s_{k}
short_{k} = s_{k} * fma(-2.0 * q_{k}, LAG(q_{k}), g_{k})
e_{k} = fma(g_{k}, e_{k + 1}, e_{k + 1}) + (short_{k} + d_{k})
"""


def fall(name: str, place: str) -> str:
    """``name`` = 1/z - log(1 + 1/z) at z = ``place``, where s = 1/(2 z + 1)."""
    return f"""{name}_z = {place}
{name}_s = 1.0 / fma(2.0, {name}_z, 1.0)
{name}_q = {name}_s * {name}_s
{name} = {name}_s * fma(-2.0 * {name}_q, LAG({name}_q), 1.0 / {name}_z)
"""


def regime() -> Regime:
    """a >= LEAST, b and n y at most SHARE a, below the a of the expansion."""
    lines, constants = text(BOX)
    constants |= {
        "COUNT": float(N),
        "LAG": chebyshev(lag, 0, MOST, 10),
        "EXCESS": coefficients(),
    }
    shifts = "".join(shift(k) for k in range(N - 1, -1, -1))
    function = read(
        "f_near",
        f"{DEPARTURE}\n{top(lines)}\n{shifts}\nreturn e_0\n",
        Constants(**constants),
        f"e by {N} shifts from a + {N}.",
    )
    holds = read(
        "f_near_holds",
        f"""{DEPARTURE}
limit = SHARE * a
return (LEAST <= a) & ((b <= limit) & (n * y <= limit))
""",
        {"SHARE": SHARE, "LEAST": LEAST},
        "Whether e is small against 1.",
    )
    return Regime("near", holds, function, "e(a) from e(a + 1) by DLMF 8.17.20, differentiated")
