"""Validation of a family's specification: what is stated must be one law, and evaluable.

Input: a Family. Output: nothing, or a SpecError of one line that names the family, the check and
a point at which it fails. Everything is evaluated by the oracle, at drawn points of the domain,
at two precisions at least; none of the checks knows which family it looks at.
"""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword
from random import Random

from mpmath import mp
from sympy import Expr

from derive import sample
from derive.catalogue import resolve
from derive.domain import LOC, SCALE
from derive.family import Family, SpecError, U, Y
from derive.oracle.checks import POINT_CHECKS, SUPPORT_CHECKS, Check, Point
from derive.oracle.numeric import compile_expression
from derive.oracle.special import Unlisted
from derive.points import LEVELS, locate

#: How many sets of parameters, how many points at each, and the precisions in digits; a check
#: is met when two precisions in a row meet it, since a far tail may need more than the first two.
SETS, EACH, PRECISIONS = 4, 6, (30, 60, 120, 240, 480, 960)
#: The same where each check is a costly integral, which converges to the digits asked for.
DENSITY_PRECISIONS = (15, 22, 30)
#: Points at each set of parameters where the law is an integral or an endless sum, and sets where
#: it is the integral of a log-density.
EACH_ITERATED, SETS_INTEGRAL = 2, 2


def validate(family: Family) -> None:
    """Raise SpecError where the specification contradicts itself or cannot be evaluated."""
    for check in (refuse_names, refuse_base, refuse_unlisted):
        check(family)
    rng = sample.generator(family, "validate")
    sets = SETS_INTEGRAL if family.log_density is not None else SETS
    for _ in range(sets if family.parameters else 1):
        parameters = draw_shapes(family, rng)
        run(family, parameters, SUPPORT_CHECKS)
        for z in draw(family, parameters, rng):
            run(family, {**parameters, family.variable.name: z}, POINT_CHECKS)


def draw_shapes(family: Family, rng: Random) -> dict[str, float]:
    """Shapes at which to check; a limit of integrals would take minutes, so none at a shape's 0."""
    while True:
        drawn = sample.draw_parameters(family, rng)
        if family.log_density is None or all(drawn.values()):
            return drawn


def draw(family: Family, parameters: Mapping[str, float], rng: Random) -> list[float]:
    """Realisations at which to check; SpecError where the law cannot be evaluated to find them.

    A law that is an integral or an endless sum is checked in the bulk, where it takes seconds.
    """
    if family.log_density is not None:
        return sample.draw_realisations(family, parameters, rng, EACH_ITERATED)
    if family.is_iterated:
        return [locate(family, parameters, level) for level in LEVELS[:EACH_ITERATED]]
    try:
        return sample.draw_realisations(family, parameters, rng, EACH)
    except (ArithmeticError, LookupError) as failure:
        raise SpecError(
            f"family {family.name}: its law cannot be evaluated at {dict(parameters)}: {failure}"
        ) from failure


def run(family: Family, point: Point, checks: Mapping[str, Check]) -> None:
    """Every check at rising precision until it is met twice in a row; SpecError if it is not."""
    for name, check in checks.items():
        complaints: list[str | None] = ["not checked"]
        for digits in DENSITY_PRECISIONS if family.is_costly else PRECISIONS:
            with mp.workdps(digits):
                complaints.append(attempt(check, family, point))
            if complaints[-2:] == [None, None]:
                break
        else:
            where = ", ".join(f"{k} = {v!r}" for k, v in point.items())
            raise SpecError(f"family {family.name}: {name}: {complaints[-1]} (at {where})")


def attempt(check: Check, family: Family, point: Point) -> str | None:
    """The check's complaint, or the reason why it could not be evaluated."""
    try:
        return check(family, point)
    except (ArithmeticError, LookupError) as failure:
        return str(failure)


#: Names with another meaning in a kernel's signature or body.
#: Symbols of their own that statements have.
OWN = {"quantile": {U}, "chart's": {Y}}
TAKEN = frozenset(("out", "complement", "inf", "nan", "name", "title", "parameters"))


def refuse_names(family: Family) -> None:
    """Names are plain identifiers and differ from each other; the title can stand in a docstring.

    They become names of Python's in the module of the kernels.
    """
    parameters = [p.name for p in family.parameters]
    for name in [family.name, family.variable.name, *parameters]:
        if not name.isidentifier() or iskeyword(name) or name.startswith("_"):
            raise SpecError(f"family {family.name!r}: {name!r} is not a name of letters, digits, _")
    for name in (TAKEN | {family.variate}).intersection(parameters):
        raise SpecError(f"family {family.name}: a parameter cannot be called {name}; rename it")
    if not family.title.isprintable() or set(family.title) & set('"\\'):
        raise SpecError(f"family {family.name}: its title holds a quotation mark or a backslash")
    names = [family.variable.name, *(p.name for p in family.parameters), LOC.name, SCALE.name]
    for name in names:
        if names.count(name) > 1:
            raise SpecError(f"family {family.name}: two of its symbols are called {name}")


def refuse_base(family: Family) -> None:
    """The base of a reduction is known and each of its shapes is given."""
    if family.reduction is None:
        return
    try:
        base = resolve(family.reduction.base)
    except LookupError as unknown:
        raise SpecError(f"family {family.name}: its reduction's base: {unknown}") from None
    needed, given = {p.name for p in base.parameters}, set(family.reduction.shapes)
    for name in sorted(needed ^ given):
        fault = "does not give the shape" if name in needed else "gives an unknown shape"
        raise SpecError(
            f"family {family.name}: its reduction to {base.name} {fault} {name}; "
            f"{base.name} has {', '.join(sorted(needed)) or 'no shapes'}"
        )


def statements(family: Family) -> dict[str, Expr]:
    """Every expression of the specification, by where it stands."""
    stated = {
        name: getattr(family, name) for name in ("cdf", "sf", "quantile", "pdf", "log_density")
    }
    stated |= {f"{side} end": e for side, e in zip(("lower", "upper"), family.support, strict=True)}
    stated |= {f"constraint {c}": c for c in family.constraints}
    stated |= {f"stable form of {k}": e for k, e in family.stable.items()}
    stated |= {f"velocity in {k}": e for k, e in family.velocities.items()}
    if family.chart is not None:
        stated |= {"chart": family.chart.map, "chart's inverse": family.chart.inverse}
        stated |= {f"chart's velocity in {k}": e for k, e in family.chart.velocities.items()}
    for i, branch in enumerate(family.branches, 1):
        stated |= {f"branch {i}'s {k}": e for k, e in vars(branch).items()}
    if family.reduction is not None:
        stated |= {"reduction": family.reduction.map}
        stated |= {f"reduction's {k}": e for k, e in family.reduction.shapes.items()}
    return {place: e for place, e in stated.items() if e is not None}


def refuse_unlisted(family: Family) -> None:
    """Every expression uses known symbols and functions that the oracle can evaluate."""
    known = {family.variable, *(p.symbol for p in family.parameters)}
    for place, expression in statements(family).items():
        allowed = known | OWN.get(place.split(" ")[0], set())
        extra = sorted(map(str, expression.free_symbols - allowed))
        if extra:
            raise SpecError(f"family {family.name}: the {place} uses {extra[0]}, which is unknown")
        try:
            compile_expression(expression, tuple(sorted(allowed, key=str)))
        except Unlisted as unlisted:
            raise SpecError(f"family {family.name}: the {place}: {unlisted}") from None
