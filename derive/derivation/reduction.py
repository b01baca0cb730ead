"""The reduction route: y = G(z; theta) ~ Base(eta(theta)), and v follows by the chain rule."""

from __future__ import annotations

from sympy import Abs, Expr, Integer, Symbol, sign

from derive.catalogue import resolve
from derive.derivation.notation import BASE, PHI, RATE, TAU, F, G
from derive.derivation.shorten import shorten
from derive.derivation.step import Derivation, Step, velocity_sign
from derive.family import Family, Reduction


def substitute_base(reduction: Reduction, velocity: Expr) -> Expr:
    """A base's velocity at y = G(z; theta) with the base's shapes at eta(theta)."""
    base = resolve(reduction.base)
    places = {p.symbol: reduction.shapes[p.name] for p in base.parameters}
    return velocity.subs({base.variable: reduction.map} | places, simultaneous=True)


def drift(reduction: Reduction, theta: Symbol) -> Expr:
    """sum_k v_k(y; eta) d eta_k / d theta, the movement of y itself; 0 where y is a pivot."""
    from derive.derivation.derive import derive

    base = resolve(reduction.base)
    total: Expr = Integer(0)
    for parameter in base.parameters:
        rate = reduction.shapes[parameter.name].diff(theta)
        if rate != 0:
            velocity = derive(base, parameter.name).velocity
            total += substitute_base(reduction, velocity) * rate
    return total


def slope(reduction: Reduction, variable: Symbol) -> Expr:
    """dG/dz, with d|z|/dz = z/|z|."""
    return reduction.map.diff(variable).replace(sign, lambda x: x / Abs(x))


def law(reduction: Reduction, variable: Symbol, below: Expr) -> tuple[Expr, str]:
    """F in terms of the base's law at y, and in words what F_0 is."""
    if reduction.folded:
        return (
            1 + variable / Abs(variable) * below
        ) / 2, "F₀ is the base's cdf; both laws are even"
    return below, "F₀ is the base's cdf, or its survival function where G decreases"


def derive_reduction(family: Family, theta: Symbol) -> Derivation:
    """v = [sum_k v_k d eta_k/d theta - G_theta] / G_z (DESIGN 1b)."""
    reduction = family.reduction
    assert reduction is not None
    z, g = family.variable, G(family.variable, theta)
    moved = drift(reduction, theta)
    y_dot = RATE(g, theta)
    velocity = shorten((moved - reduction.map.diff(theta)) / slope(reduction, z))
    base = resolve(reduction.base).name
    steps = [
        Step("map", g, reduction.map, f"y = G has the {base} law"),
        Step(
            "reduction",
            F(z, theta),
            *law(reduction, z, BASE(g, theta)),
        ),
    ]
    if moved == 0:
        steps += [
            Step("y is a pivot", G(PHI(z, theta, TAU), TAU), g),
            Step("differentiate at τ = θ", velocity_sign(z, theta), -g.diff(theta) / g.diff(z)),
        ]
    else:
        steps += [
            Step("velocity of y", y_dot, moved),
            Step(
                "differentiate at τ = θ",
                velocity_sign(z, theta),
                (y_dot - g.diff(theta)) / g.diff(z),
            ),
        ]
    steps += [
        Step("in the parameter", g.diff(theta), reduction.map.diff(theta)),
        Step("in z", g.diff(z), slope(reduction, z)),
        Step("simplify", velocity_sign(z, theta), velocity),
    ]
    return Derivation(family, str(theta), "reduction", tuple(steps), velocity)
