"""Meaning: the abstract functions of a derivation as functions of numbers, from the law alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from mpmath import mp
from sympy import Symbol

from derive.catalogue import resolve
from derive.derivation import Derivation
from derive.derivation.location import U as UNIT
from derive.derivation.location import Z as REAL
from derive.derivation.notation import LEVEL, TAU
from derive.domain import LOC, SCALE
from derive.family import U
from derive.oracle import anchored, moments
from derive.oracle.law import cdf, increasing, sf, value
from derive.oracle.numeric import compile_expression
from derive.points import Bulk

Meaning: TypeAlias = Mapping[str, Callable[..., Any]]
#: A function of z and of the parameter's value t, all else held.
Law: TypeAlias = Callable[[Any, Any], Any]

#: Where loc and scale stand while a derivation in one of them is tested.
LOCATION, SCALED = mp.mpf("0.375"), mp.mpf("1.625")
#: tau relative to the parameter: another member, near enough for the root-finder.
TARGET = 1 + mp.mpf(1) / 64


@dataclass(frozen=True)
class Setting:
    """F as a function of z and the parameter's value, a guess for its root, and one point."""

    law: Law
    guess: Callable[[Any], Any]
    z: tuple[Symbol, Any]
    parameter: tuple[Symbol, Any]


def interpret(derivation: Derivation, place: Bulk) -> tuple[Meaning, dict[Symbol, Any]]:
    """The functions F, Q, phi, G, F_0, v_0 and the symbols' values at one point of the bulk."""
    setting = set_up(derivation, place)
    meaning = {"F": setting.law, **follow(setting.law, setting.guess)}
    if derivation.route == "implicit":
        meaning["G"] = through_cdf(derivation, place, setting.law)
    if derivation.route == "reduction":
        meaning |= through_map(derivation, place)
    if derivation.route in ("continuity", "score"):
        meaning |= through_density(derivation, place)
    at = setting.parameter[1]
    level = setting.law(setting.z[1], at)
    values = dict(place.shapes) | dict([setting.z, setting.parameter])
    return meaning, values | {TAU: at * TARGET, U: level, UNIT: level}


def set_up(derivation: Derivation, place: Bulk) -> Setting:
    family, name = derivation.family, derivation.parameter
    variable, z = family.variable, place.z
    shapes = {str(s): v for s, v in place.shapes.items()}

    def standard(x: Any, **changed: Any) -> Any:
        return cdf(family, {**shapes, **changed, variable.name: x})

    def drift(scale: Any) -> Any:
        return 0 if family.drift is None else value(family.drift, {**shapes, SCALE.name: scale})

    if derivation.route == "location":
        return Setting(
            lambda x, t: standard(x - t), lambda t: z + t, (REAL, z + LOCATION), (LOC, LOCATION)
        )
    if derivation.route == "scale":
        return Setting(
            lambda x, t: standard(x / t - drift(t)),
            lambda t: (z + drift(t)) * t,
            (REAL, (z + drift(SCALED)) * SCALED),
            (SCALE, SCALED),
        )
    theta = next(s for s in place.shapes if str(s) == name)
    return Setting(
        lambda x, t: standard(x, **{name: t}),
        lambda t: mp.mpf(z),
        (variable, mp.mpf(z)),
        (theta, mp.mpf(place.shapes[theta])),
    )


def follow(law: Law, guess: Callable[[Any], Any]) -> dict[str, Callable[..., Any]]:
    """The root Q of a law and the composition phi."""

    def solve(u: Any, t: Any, ratio: Any) -> Any:
        start = guess(t)
        # The error of a secant's step is about the product of the last two.
        last = mp.power(10, -0.6 * mp.dps)
        return mp.findroot(lambda z: law(z, t) - u, (start, start * ratio), tol=last)

    def phi(z: Any, t: Any, tau: Any) -> Any:
        # The root is about as far from z as tau is from t: a secant over that length starts well.
        near = tau / t if t and 0 < abs(tau / t - 1) < TARGET - 1 else TARGET
        return solve(law(z, t), tau, near)

    return {"Q": lambda u, t: solve(u, t, TARGET), "phi": phi}


def through_cdf(derivation: Derivation, place: Bulk, law: Law) -> Law:
    """G of the implicit route: a stated function of F, on the branch that holds z."""
    symbols = tuple(place.shapes)

    def pivot(z: Any, t: Any) -> Any:
        shapes = [t if str(s) == derivation.parameter else v for s, v in place.shapes.items()]
        for upper, form in derivation.pivots:
            if z <= compile_expression(upper, symbols)(*shapes):
                return compile_expression(form, (LEVEL,))(law(z, t))
        return mp.nan

    return pivot


def through_map(derivation: Derivation, place: Bulk) -> dict[str, Callable[..., Any]]:
    """G of the reduction route, the base's law F_0 at eta(t), and the movement v_0 of y."""
    family, reduction = derivation.family, derivation.family.reduction
    assert reduction is not None
    base = resolve(reduction.base)
    fixed = {str(s): v for s, v in place.shapes.items()} | {family.variable.name: place.z}

    def mapped(z: Any, t: Any) -> Any:
        point = {**fixed, derivation.parameter: t, family.variable.name: z}
        return value(reduction.map, point)

    side = cdf if reduction.folded or increasing(family, fixed) else sf

    def law(y: Any, t: Any) -> Any:
        point = {**fixed, derivation.parameter: t}
        eta = {k: value(e, point) for k, e in reduction.shapes.items()}
        return side(base, {**eta, base.variable.name: y})

    start = mapped(place.z, fixed[derivation.parameter])
    phi = follow(law, lambda t: start)["phi"]

    def rate(y: Any, t: Any) -> Any:
        return mp.diff(lambda tau: phi(y, t, tau), t)

    return {"G": mapped, "F_0": law, "v_0": rate}


def through_density(derivation: Derivation, place: Bulk) -> dict[str, Callable[..., Any]]:
    """The stated log-density, the score by differences, and v by the oracle."""
    family, name = derivation.family, derivation.parameter
    assert family.log_density is not None
    expression = family.log_density
    shapes = {str(s): v for s, v in place.shapes.items()}

    def log_density(z: Any, t: Any) -> Any:
        stated = value(expression, {**shapes, name: t, family.variable.name: z})
        return stated if family.normalised else stated - mp.log(normaliser(t))

    def normaliser(t: Any) -> Any:
        return moments.normaliser(family, {**shapes, name: t}, mp.dps)

    def velocity(z: Any, t: Any) -> Any:
        # Differences of v are taken, so it must carry all the digits in force.
        point = {**shapes, name: t, family.variable.name: z}
        return anchored.velocity(family, name, point, mp.dps)

    def score(z: Any, t: Any) -> Any:
        return mp.diff(lambda x: log_density(z, x), t)

    def mean(t: Any) -> Any:
        return mp.diff(lambda x: mp.log(normaliser(x)), t)

    return {"ell": log_density, "s": score, "v": velocity, "Z": normaliser, "M": mean}
