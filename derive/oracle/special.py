"""Which mpmath function evaluates which SymPy function, and how the primitives are evaluated.

Everything here is read at the precision in force when it is called. A function that is not listed
is not evaluated: ``Unlisted`` names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp
from mpmath import mp

from derive import functions as own
from derive.oracle.cancellation import accurate_sum
from derive.oracle.error_function import erf, erfc
from derive.oracle.kolmogorov import kolmogorov
from derive.oracle.normal_quantile import erfcinv

#: Guard bits of the first of two evaluations of a primitive, and the precision where it gives up.
GUARD, LARGEST = 30, 1 << 17


class Unlisted(ValueError):  # noqa: N818
    """A SymPy node that the oracle has no rule for."""


def guarded(f: Callable[[Any], Any], left: Any, right: Any, huge: int) -> Callable[[Any], Any]:
    """``f``, or its limit beyond |x| = 2^huge, where mpmath needs too many bits or fails."""

    def evaluate(x: Any) -> Any:
        if mp.isfinite(x) and x != 0 and mp.mag(x) > huge and not isinstance(x, mp.mpc):
            return mp.mpf(left if x < 0 else right)
        return f(x)

    return evaluate


def hypergeometric(upper: Any, lower: Any, x: Any) -> Any:
    return mp.hyper(list(upper), list(lower), x)


def incomplete_beta(a: Any, b: Any, x1: Any, x2: Any) -> Any:
    return mp.betainc(a, b, x1, x2)


def regularized_beta(a: Any, b: Any, x1: Any, x2: Any) -> Any:
    return mp.betainc(a, b, x1, x2, regularized=True)


def step(x: Any, at_zero: Any = 0.5) -> Any:
    return at_zero if x == 0 else int(x > 0)


exponential = guarded(mp.exp, 0, mp.inf, 4096)
exponential_less_one = guarded(mp.expm1, -1, mp.inf, 4096)

TABLE: dict[type, Callable[..., Any]] = {
    sp.exp: exponential, sp.log: mp.log, sp.LambertW: mp.lambertw,
    sp.sin: mp.sin, sp.cos: mp.cos, sp.tan: mp.tan, sp.sinc: mp.sinc,
    sp.sec: mp.sec, sp.csc: mp.csc, sp.cot: mp.cot,
    sp.asin: mp.asin, sp.acos: mp.acos, sp.atan: mp.atan, sp.atan2: mp.atan2, sp.acot: mp.acot,
    sp.sinh: mp.sinh, sp.cosh: mp.cosh, sp.tanh: mp.tanh,
    sp.sech: mp.sech, sp.csch: mp.csch, sp.coth: mp.coth,
    sp.asinh: mp.asinh, sp.acosh: mp.acosh, sp.atanh: mp.atanh, sp.acoth: mp.acoth,
    sp.Abs: mp.fabs, sp.sign: mp.sign, sp.floor: mp.floor, sp.ceiling: mp.ceil,
    sp.re: mp.re, sp.im: mp.im, sp.conjugate: mp.conj, sp.arg: mp.arg,
    sp.Min: min, sp.Max: max, sp.Heaviside: step,
    sp.erf: guarded(erf, -1, 1, 500), sp.erfc: guarded(erfc, 2, 0, 500),
    sp.erfi: mp.erfi, sp.erfinv: mp.erfinv, sp.erfcinv: erfcinv,
    sp.gamma: mp.gamma, sp.loggamma: mp.loggamma, sp.digamma: mp.digamma,
    sp.polygamma: mp.polygamma, sp.beta: mp.beta, sp.factorial: mp.factorial,
    sp.binomial: mp.binomial, sp.RisingFactorial: mp.rf, sp.FallingFactorial: mp.ff,
    sp.lowergamma: lambda a, x: mp.gammainc(a, 0, x), sp.uppergamma: mp.gammainc,
    sp.betainc: incomplete_beta, sp.betainc_regularized: regularized_beta,
    sp.expint: mp.expint, sp.Ei: mp.ei, sp.Si: mp.si, sp.Ci: mp.ci,
    sp.besselj: mp.besselj, sp.bessely: mp.bessely, sp.besseli: mp.besseli, sp.besselk: mp.besselk,
    sp.airyai: mp.airyai, sp.airybi: mp.airybi,
    sp.hyper: hypergeometric, sp.appellf1: mp.appellf1,
    own.kolmogorov: kolmogorov, sp.zeta: mp.zeta, sp.polylog: mp.polylog, sp.lerchphi: mp.lerchphi,
    sp.elliptic_k: mp.ellipk, sp.elliptic_e: mp.ellipe, sp.elliptic_f: mp.ellipf,
}  # fmt: skip


def soft_positive_part(t: Any) -> Any:
    return max(t, mp.zero) + mp.log1p(exponential(-mp.fabs(t)))


def bessel_quotient(t: Any) -> Any:
    return mp.besseli(1, t) / mp.besseli(0, t) if mp.isfinite(t) else mp.one


def mass_between(lower: Any, upper: Any) -> Any:
    """(Phi(upper) - Phi(lower))/phi(m), from the tails on the side of 0 where they are small."""
    if upper <= 0:
        lower, upper = -upper, -lower
    nearest = max(lower, mp.zero)
    with mp.extraprec(GUARD + 2 * int(mp.mag(1 + nearest))):
        root = mp.sqrt(2)
        mass = accurate_sum(lambda: (TABLE[sp.erfc](lower / root), -TABLE[sp.erfc](upper / root)))
        value = mp.sqrt(mp.pi / 2) * exponential(nearest**2 / 2) * mass
    return +value


def log_of_quotient(x: Any, y: Any) -> Any:
    """By the exact difference where x and y are near each other."""
    if x > 2 * y or 2 * x < y:
        return mp.log(x) - mp.log(y)
    return mp.log1p(mp.fsub(x, y, exact=True) / y)


def binet(a: Any) -> Any:
    """Binet's function and its limit."""
    if mp.isinf(a):
        return mp.zero
    return settled(lambda: mp.loggamma(a) - (a - 0.5) * mp.log(a) + a - mp.log(2 * mp.pi) / 2, "mu")


def normal_quantile(u: Any) -> Any:
    return -mp.sqrt(2) * erfcinv(2 * u)


def normal_quantile_offset(v: Any) -> Any:
    return mp.sqrt(2) * mp.erfinv(2 * v)


def normal_quantile_exp(t: Any) -> Any:
    """By the lesser of e^t and 1 - e^t."""
    if not t <= 0:
        return mp.nan
    return normal_quantile(exponential(t)) if t < -1 else -normal_quantile(-exponential_less_one(t))


def log_of_rest(t: Any) -> Any:
    """log(1 - e^-t) by whichever of its two ways keeps the digits."""
    if not t > 0:
        return -mp.inf if t == 0 else mp.nan
    return mp.log(-exponential_less_one(-t)) if t < 1 else mp.log1p(-exponential(-t))


def log_soft_positive_part(t: Any) -> Any:
    if t >= 0:
        return mp.log(soft_positive_part(t))
    small = exponential(t)
    return t + mp.log(mp.log1p(small) / small)


#: Primitives that mpmath itself evaluates to full relative accuracy.
DIRECT: dict[type[own.Primitive], Callable[..., Any]] = {
    own.log1p: mp.log1p,
    own.expm1: exponential_less_one,
    own.softplus: soft_positive_part,
    own.log1mexp: log_of_rest,
    own.log_softplus: log_soft_positive_part,
    own.hypot1: lambda t: mp.hypot(1, t),
    own.lorentz: lambda t: t / (1 + t * t) if mp.isfinite(t) else mp.zero,
    own.logistic: lambda t: 1 / (1 + exponential(-t)),
    own.log1p_ratio: lambda t: mp.log1p(t) / t,
    own.expm1_ratio: lambda t: exponential_less_one(t) / t,
    own.bessel_ratio: bessel_quotient,
    own.normal_mass: mass_between,
    own.log_quotient: log_of_quotient,
    own.log_sum: lambda x, y: mp.log(mp.fadd(x, y, exact=True)),
    own.stirling: binet,
    own.ndtri: normal_quantile,
    own.ndtri_offset: normal_quantile_offset,
    own.ndtri_exp: normal_quantile_exp,
}


def settled(f: Callable[[], Any], name: str) -> Any:
    """``f()`` to full relative accuracy: its precision is doubled until two values agree."""
    tolerance = mp.ldexp(1, -mp.prec)
    precision = mp.prec + GUARD
    previous = None
    while precision < LARGEST:
        with mp.workprec(precision):
            value = f()
            change = mp.inf if previous is None else mp.fabs(value - previous)
            if value != 0 and change <= tolerance * mp.fabs(value):
                return value
        previous, precision = value, 2 * precision
    raise ArithmeticError(f"{name} does not settle within {LARGEST} bits")
