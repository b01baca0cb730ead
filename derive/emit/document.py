"""Docstrings of generated modules and functions."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from derive.budget import Budget
from derive.derivation import Derivation
from derive.derivation.notation import to_text
from derive.domain import LOC, SCALE
from derive.family import Family
from derive.functions import Rate
from derive.points import describe_tested

OUTSIDE = (
    "Outside the support or outside a parameter's domain the result is nan; on an edge of the "
    "support and at infinite z it is the limit where there is one, else nan."
)

INTERPOLATED = (
    "Of 1024 values of z or more, those that lie close together (64 or more) get {names} from "
    "polynomials, within the error that is recorded of the kernel; all others get the kernel's, "
    "bit for bit. The polynomials are made at the first such call and kept in the object returned."
)

OVERFLOW = (
    "Where the velocity of the standard member, or the rate that it is made of, exceeds the "
    "largest double, as it may for shapes below 1e-300, the result is nan. Other shapes beyond "
    "the tested ones get the asymptotic form; tests hold it to 8 of the units below."
)

BESIDE = (
    "complement is (loc + scale - z)/scale where the caller knows it better than z tells: next to "
    "the upper end z has few digits left of its distance from there. A distance that was rounded "
    "into z is off by up to eps/(4 (1 - z)) of itself, and the result with it: half of the digits "
    "where 1 - z = 1e-8."
)


def document_interpolation(parameters: Sequence[str]) -> str:
    """What ``at`` says of the velocities that it interpolates."""
    text = INTERPOLATED.format(names=" and ".join(f"dz_d{p}" for p in parameters))
    return "\n    ".join(wrap(text, 92))


def document_module(family: Family, derivations: Sequence[Derivation], source: str) -> str:
    """The docstring of a family's module; only the library's are named as scipy names them."""
    names = ", ".join(f"dz_d{d.parameter}" for d in derivations)
    shipped = source.startswith("derive/families/")
    named = f" Named as in scipy.stats.{family.name}." if shipped else ""
    return (
        f"{family.title or family.name}: derivatives of a realisation z with respect to the "
        f"parameters,\nthe random numbers held fixed.{named}\n\n"
        f"{names};\ngradient gives all of them in one pass.\n"
    )


def document_velocity(
    derivation: Derivation, budget: Budget | None, beside: bool, source: str
) -> str:
    """The docstring of one derivative: formula, domain, what outside gives, error, source."""
    family, name = derivation.family, derivation.parameter
    standard = name not in (LOC.name, SCALE.name) and family.located_scaled
    lines = [
        f"dz/d{name} of a variate of the law {family.name}, element by element.",
        "",
        *formula_lines(derivation, standard),
        "",
        *domain_lines(family),
        "",
        *wrap(OUTSIDE, 92),
        *(["", *wrap(OVERFLOW, 92)] if derivation.velocity.has(Rate) else []),
        *(["", *wrap(BESIDE, 92)] if beside else []),
        "",
        *wrap(error_text(family, budget), 92),
        f"Source: the {derivation.route} route from {source}.",
    ]
    return "\n".join(f"    {line}".rstrip() for line in lines).strip() + "\n    "


def document_logarithmic(family: Family, name: str) -> str:
    """The docstring of a derivative in the logarithm of z."""
    lines = [
        f"d log z/d{name} of a variate of the law {family.name}, element by element.",
        "",
        "log_z is the logarithm of (z - loc)/scale, which does not change with loc and scale;",
        "z itself may be too small or too large for a double. dz = z times this.",
        "",
        f"Domain, every argument broadcast against the others: log_z real or infinite, "
        f"{', '.join(p.describe() for p in family.parameters)}; nan outside.",
    ]
    return "\n".join(f"    {line}".rstrip() for line in lines).strip() + "\n    "


def formula_lines(derivation: Derivation, standard: bool) -> list[str]:
    """The formula in Unicode, drawn over several lines where it is a fraction."""
    if derivation.route == "location":
        return ["dz/dloc = 1"]
    if derivation.route == "scale":
        return ["dz/dscale = (z - loc) / scale", *drift_lines(derivation.family)]
    z = derivation.family.variate
    where = f", times scale, with {z} standing for ({z} - loc)/scale" if standard else ""
    drawn = to_text(derivation.velocity).replace("\\", "\\\\").splitlines()
    return [f"dz/d{derivation.parameter} is this{where}:", "", *("    " + d for d in drawn)]


def drift_lines(family: Family) -> list[str]:
    """What scale adds beside its factor."""
    if family.drift_in_scale is None:
        return []
    drawn = to_text(family.drift_in_scale).splitlines()
    return ["", "and beside it:", "", *("    " + d for d in drawn)]


def domain_lines(family: Family) -> list[str]:
    low, high = family.support
    rows = [f"    {p.name}: {p.describe()}" for p in family.parameters]
    rows += [f"    {c}" for c in family.constraints]
    if family.located_scaled:
        rows += ["    loc: real", "    scale: > 0"]
    z = family.variate
    x = f"({z} - loc)/scale" if family.located_scaled else z
    return [f"Domain, every argument broadcast against the others: {low} <= {x} <= {high}", *rows]


def error_text(family: Family, budget: Budget | None) -> str:
    if budget is None:
        return "Error: not recorded."
    return (
        f"Error, measured against a 50-digit oracle at {budget.points} points with "
        f"{describe_tested(family)}: at most {budget.worst:g}, in the median {budget.median:g}, "
        "in units of eps * max(1, condition number)."
    )
