"""Tails: both tails of a law over its density, and their logarithms, in forms with a kernel.

Truncation, extremes and mixtures need F/p, (1 - F)/p, log F and log(1 - F). Each is stated so
that it keeps its digits in its own tail; in the other one it need only be finite or infinite of the
right sign, since the lighter tail is always the one that is used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sympy import (
    Add,
    Expr,
    Integer,
    Piecewise,
    Rational,
    atan,
    atan2,
    exp,
    expand_log,
    log,
    pi,
    powsimp,
)

from derive.catalogue import is_shipped, resolve
from derive.derivation.explicit import increases
from derive.derivation.implicit import pieces
from derive.derivation.reduction import substitute_base
from derive.family import Branch, Family, SpecError, U
from derive.functions import expm1, expm1_ratio, hypot1, log1p, log_ndtr, lorentz, mills, softplus
from derive.ir import Name
from derive.lower import LoweringError
from derive.lower import lower as lower_formula
from derive.plan.rewrite import fold_exponentials, use_expm1


@dataclass(frozen=True)
class Tails:
    """``lower`` is F/p and ``upper`` (1 - F)/p; all in the family's variable and shapes.

    ``is_lower`` says whether F is the lighter tail, exactly or nearly so.
    """

    lower: Expr
    upper: Expr
    log_lower: Expr
    log_upper: Expr
    log_density: Expr
    is_lower: Expr

    @property
    def log_cdf(self) -> Expr:
        """log F to full accuracy on both sides."""
        return Piecewise((self.log_lower, self.is_lower), (log1p(-exp(self.log_upper)), True))

    @property
    def log_sf(self) -> Expr:
        """log(1 - F) to full accuracy on both sides."""
        return Piecewise((log1p(-exp(self.log_lower)), self.is_lower), (self.log_upper, True))

    def mapped(self, change: Callable[[Expr], Expr]) -> Tails:
        """The same with every formula changed."""
        return Tails(*(change(e) for e in vars(self).values()))

    @property
    def turned(self) -> Tails:
        """Those of -X at -z: F and 1 - F change places."""
        pairs = (self.upper, self.lower, self.log_upper, self.log_lower)
        return Tails(*pairs, self.log_density, is_lower=~self.is_lower)


#: The tails of families that a combinator made, which knows them better than their cdf tells.
KNOWN: dict[Family, Tails] = {}


def find_tails(family: Family, purpose: str) -> Tails:
    """The tails; SpecError where F has no kernel, with what they are wanted for."""
    found = tails(family)
    if found is None:
        raise SpecError(
            f"family {family.name}: {purpose} needs its cdf, which has no kernel; "
            "use a family whose cdf is elementary or the normal's"
        )
    return found


@cache
def tails(family: Family) -> Tails | None:
    """The tails from what the family states; None where F is an integral without a kernel."""
    if family in KNOWN:
        return KNOWN[family]
    if family.name in CLOSED and is_shipped(family):
        return CLOSED[family.name](family.variable)
    ways: list[Tails | None] = [by_pieces(family)] if pieces(family) else []
    if family.reduction is not None and not family.reduction.folded:
        ways.append(by_reduction(family))
    return next((found for found in ways if found is not None and has_kernel(found)), None)


def has_kernel(found: Tails) -> bool:
    """Whether every formula can be computed, not only by the oracle."""
    for formula in vars(found).values():
        try:
            lower_formula(formula, {s: Name(str(s)) for s in formula.free_symbols})
        except (LoweringError, TypeError):  # TypeError: a constant that is not real
            return False
    return True


def normal(z: Expr) -> Tails:
    """Of the normal law, by Mills' ratio."""
    return Tails(
        mills(-z), mills(z), log_ndtr(z), log_ndtr(-z), -(z**2) / 2 - log(2 * pi) / 2, z <= 0
    )  # fmt: skip


def exponential(z: Expr) -> Tails:
    """Of the exponential law; F = z E_1(-z) keeps its logarithm where z underflows."""
    below = log(z) + log(expm1_ratio(-z))
    return Tails(z * expm1_ratio(z), Integer(1), below, -z, -z, z <= log(2))


def cauchy(z: Expr) -> Tails:
    """Of Cauchy's law, without the square of z, which overflows."""

    def angle(u: Expr) -> Expr:
        return Piecewise((atan(1 / u), u > 1), (pi / 2 - atan(u), True))

    def above(u: Expr) -> Expr:
        far = u * atan(1 / u) / lorentz(u)
        return Piecewise((far, u > 1), ((1 + u**2) * (pi / 2 - atan(u)), True))

    density = -2 * log(hypot1(z)) - log(pi)
    left, right = log(angle(-z) / pi), log(angle(z) / pi)
    return Tails(above(-z), above(z), left, right, density, z <= 0)


def logistic(z: Expr) -> Tails:
    """Of the logistic law; e^z is the only exponential, so that none overflows in its own tail."""
    left, right = -softplus(-z), -softplus(z)
    return Tails(1 + exp(z), 1 + exp(-z), left, right, left + right, z <= 0)


#: The tails of laws to which others reduce.
CLOSED: dict[str, Callable[[Expr], Tails]] = {
    "cauchy": cauchy,
    "expon": exponential,
    "logistic": logistic,
    "norm": normal,
}


def by_reduction(family: Family) -> Tails | None:
    """Those of the base at G(z); F and 1 - F change places where G decreases."""
    reduction = family.reduction
    assert reduction is not None
    base = tails(resolve(reduction.base))
    if base is None:
        return None
    slope, rising = reduction.map.diff(family.variable), increases(family)
    there = base.mapped(lambda e: substitute_base(reduction, e))
    steep = slope if rising else -slope
    density = there.log_density + expand_log(log(steep), force=True)
    lower, upper = (powsimp(e / steep) for e in (there.lower, there.upper))
    left, right = (expand_log(e, force=True) for e in (there.log_lower, there.log_upper))
    found = Tails(lower, upper, left, right, density, there.is_lower).mapped(stable)
    return found if rising else found.turned


def by_pieces(family: Family) -> Tails:
    """From the stated cdf or survival function, piece by piece."""
    branches = pieces(family)
    found = [of_branch(family, b) for b in branches]
    if len(found) == 1:
        return found[0]
    conditions = [family.variable <= b.upper for b in branches[:-1]] + [True]

    def join(name: str) -> Expr:
        return Piecewise(*((getattr(t, name), c) for t, c in zip(found, conditions, strict=True)))

    return Tails(*(join(n) for n in vars(found[0])))


def both(branch: Branch) -> tuple[Expr, Expr]:
    """F and 1 - F, one of them as what the other one leaves."""
    below: Expr = branch.cdf
    above: Expr = branch.sf
    return (1 - above if below is None else below), (1 - below if above is None else above)


def of_branch(family: Family, branch: Branch) -> Tails:
    below, above = both(branch)
    slope = below.diff(family.variable) if branch.cdf is not None else -above.diff(family.variable)
    density = family.pdf if family.pdf is not None and not family.pdf.is_Piecewise else slope
    lower, upper = stable(below / density), stable(above / density)
    left, right, ell = (stable(logarithm(e)) for e in (below, above, density))
    return Tails(lower, upper, left, right, ell, is_left(family, branch, left <= right))


def is_left(family: Family, branch: Branch, compared: Expr) -> Expr:
    """Whether z is below the median: by the quantile, by symmetry, or by comparing the tails."""
    z = family.variable
    if family.quantile is not None:
        return z <= family.quantile.subs(U, Rational(1, 2))
    if branch.cdf is not None and branch.cdf.subs(z, -z) == branch.sf:
        return z <= 0
    return compared


def logarithm(expression: Expr) -> Expr:
    """log of a positive product, its factors apart."""
    if expression.is_Piecewise:
        return Piecewise(*((logarithm(v), c) for v, c in expression.args))
    return expand_log(log(expression), force=True)


def stable(expression: Expr) -> Expr:
    """Exponentials and logarithms in functions that keep digits near 0 and do not overflow."""
    return fold_exponentials(use_expm1(use_softplus(use_atan(expression))))


def use_atan(expression: Expr) -> Expr:
    """The angle of (x, y), y > 0, in pieces of which none loses digits."""

    def rewrite(y: Expr, x: Expr) -> Expr:
        slope = x / y
        return Piecewise((atan(1 / slope), slope > 1), (pi / 2 - atan(slope), True))

    return expression.replace(atan2, rewrite)


def use_softplus(expression: Expr) -> Expr:
    """log(1 + e^u) to softplus(u); log(1 + u) to log1p(u) where it is not of 1 - e^u."""

    def rewrite(node: Expr) -> Expr:
        argument = node.args[0]
        if not isinstance(argument, Add) or Integer(1) not in argument.args:
            return node
        rest = argument - 1
        if isinstance(rest, exp):
            return softplus(rest.args[0])
        if isinstance(-rest, exp):
            return log(-expm1((-rest).args[0]))
        return log1p(rest)

    return expression.replace(lambda e: isinstance(e, log), rewrite)
