"""gamma(a) at the ends of the support: the endpoint series and the tail series, unrolled.

Endpoint: V = (1/a) sum c_n (psi(a+1+n) - log z), c_n = z^n/(a+1)_n, so a V = S score + T with
S = sum c_n, T = sum c_n (1/(a+1) + ... + 1/(a+n)) and ``score`` = psi(1 + a) - log z. The common
denominator is multiplied up: one division in all, and no term is negative.
Tail: V = (1/z) (A (log z - psi(a)) + dA/da), A = 1 + (a-1)/z + (a-1)(a-2)/z^2 + ...
"""

from __future__ import annotations

from math import exp, inf

from derive.primitives._notation import Constants, read
from derive.root import Regime
from derive.roots._gamma_tile import LEAST, MIDDLE
from derive.roots._gamma_uniform import MODERATE

# Terms that leave less than 2^-57: for z <= LEAST, and for a ratio of successive terms below 1/e.
SMALL_TERMS = 14
GEOMETRIC_TERMS = 40

SCORE = "score = digamma_excess(a) - log_quotient(z, 1.0 + a)"
SMALL_SOURCE = "the recurrence of the continuity equation at z = 0 (for F it is DLMF 8.7.1)"
TAIL_SOURCE = "the recurrence of the continuity equation at infinity (for F it is DLMF 8.11.2)"


def small() -> Regime:
    """Small z and moderate a."""
    text = f"""given z, a
{SCORE}
{inward(SMALL_TERMS, "z", "a + {j}")}
total = fma(terms_1 * product_1, score, lags_1)
return total / (a * (product_1 * product_1))
"""
    holds = "given z, a\nreturn (z < LEAST) & (a < MIDDLE)"
    return regime("small", text, holds, SMALL_SOURCE)


def left() -> Regime:
    """z < a/e and large a: the factors (a + n)/a keep the products finite."""
    text = f"""given z, a
inverse = 1.0 / a
ratio = z * inverse
{SCORE}
{inward(GEOMETRIC_TERMS, "ratio", "fma({j}, inverse, 1.0)")}
total = fma(terms_1 * product_1, score, inverse * lags_1)
return total / (a * (product_1 * product_1))
"""
    holds = "given z, a\nreturn (z < DOWN * a) & (MIDDLE <= a)"
    return regime("left", text, holds, SMALL_SOURCE)


def right() -> Regime:
    """z > e a, or z beyond the cells; the limit 0 at infinity."""
    text = f"""given z, a
inverse = 1.0 / z
shape = a * inverse
{SCORE}
{falling(GEOMETRIC_TERMS)}
total = fma(-(a * score), sum_1, sum_1) + shape * slope_1
rate = (total / z) / a
end = z == INF
return 0.0 if end else rate
"""
    return regime("right", text, None, TAIL_SOURCE)


def inward(count: int, ratio: str, factor: str) -> str:
    """S = terms_1/product_1 and T = lags_1/product_1^2, from the last term inwards.

    ``factor`` is the text of the n-th factor of the product, with ``{j}`` for n.
    """
    lines = [f"product_{count} = {factor.format(j=float(count))}"]
    lines += [f"terms_{count} = product_{count} + {ratio}", f"lags_{count} = {ratio}"]
    for j in range(count - 1, 0, -1):
        lines += [
            f"factor_{j} = {factor.format(j=float(j))}",
            f"product_{j} = factor_{j} * product_{j + 1}",
            f"terms_{j} = fma({ratio}, terms_{j + 1}, product_{j})",
            f"lags_{j} = {ratio} * fma(factor_{j}, lags_{j + 1}, terms_{j + 1} * product_{j + 1})",
        ]
    return "\n".join(lines)


def falling(count: int) -> str:
    """A = sum_1 and z dA/da = slope_1, from the last term inwards."""
    lines = [f"ratio_{count} = fma(-{float(count)}, inverse, shape)"]
    lines += [f"sum_{count} = 1.0 + ratio_{count}", f"slope_{count} = 1.0"]
    for j in range(count - 1, 0, -1):
        lines += [
            f"ratio_{j} = fma(-{float(j)}, inverse, shape)",
            f"slope_{j} = fma(ratio_{j}, slope_{j + 1}, sum_{j + 1})",
            f"sum_{j} = fma(ratio_{j}, sum_{j + 1}, 1.0)",
        ]
    return "\n".join(lines)


def regime(name: str, text: str, holds: str | None, source: str) -> Regime:
    constants: Constants = {
        "LEAST": LEAST,
        "MIDDLE": MIDDLE,
        "DOWN": exp(-MODERATE.reach),
        "INF": inf,
    }
    function = read(f"gamma_{name}", text, constants, f"V in the regime {name}.")
    document = f"Whether the regime {name} is used."
    condition = read(f"gamma_{name}_holds", holds, constants, document) if holds else None
    return Regime(name, condition, function, source)
