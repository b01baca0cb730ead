"""Second derivatives of the map phi and slopes of velocities, by differences of the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mpmath import mp, mpf

from derive.family import Family
from derive.oracle.difference import scale_at
from derive.oracle.law import support
from derive.oracle.velocity import domain, velocity

#: Digits of a velocity, and the part of an argument's distance from the ends that it is moved by.
DIGITS, STEP = 36, mpf(10) ** -14
#: The same where a velocity is an integral.
FEW, LONG = 26, mpf(10) ** -8


@dataclass(frozen=True)
class Truth:
    """The exact values at one point of the standard member."""

    family: Family
    z: float
    shapes: Mapping[str, float]

    @cached_property
    def names(self) -> list[str]:
        return [p.name for p in self.family.parameters if not p.integer]

    @cached_property
    def scale(self) -> Any:
        point = {**self.shapes, self.family.variable.name: self.z}
        return scale_at(mpf(self.z), support(self.family, point))

    @cached_property
    def rooms(self) -> dict[str, Any]:
        """The distance of every shape, and of z (""), from its domain's nearest open end, else its
        size."""
        point = {**self.shapes, self.family.variable.name: self.z}
        found = {"": room(mpf(self.z), support(self.family, point))}
        for p in self.family.parameters:
            closed = p.includes_lower, p.includes_upper
            ends = [e for e, c in zip(domain(self.family, p.name), closed, strict=True) if not c]
            found[p.name] = room(mpf(self.shapes[p.name]), ends)
        return found

    @cached_property
    def digits(self) -> int:
        """Where z is small, its slope is seen in later digits of v."""
        least = DIGITS if self.family.log_density is None else FEW
        return least + int(max(0, -mp.log10(self.scale)))

    def at(self, name: str, moved: str, step: Any) -> Any:
        """v_name with one argument moved."""
        shapes = {k: mpf(x) for k, x in self.shapes.items()}
        z = mpf(self.z)
        if moved:
            shapes[moved] += step
        else:
            z += step
        return velocity(self.family, name, z, shapes, self.digits)

    def slope(self, name: str, moved: str) -> Any:
        """dv_name/d(moved), z where ``moved`` is empty."""
        with mp.workdps(2 * self.digits + 40):
            size = self.scale
            if moved:
                size = scale_at(mpf(self.shapes[moved]), domain(self.family, moved))
            step = size * (STEP if self.family.log_density is None else LONG)
            return (self.at(name, moved, step) - self.at(name, moved, -step)) / (2 * step)

    @cached_property
    def slopes(self) -> dict[str, Any]:
        return {n: self.slope(n, "") for n in self.names}

    @cached_property
    def terms(self) -> dict[tuple[str, str], tuple[Any, Any]]:
        """The two terms of every entry of the Hessian, of (i, j) dv_j/di and v_i dv_j/dz."""
        v = {n: self.at(n, "", mpf(0)) for n in self.names}
        return {
            (i, j): (self.slope(j, i), v[i] * self.slopes[j])
            for i in self.names
            for j in self.names
        }


def room(x: Any, ends: Iterable[Any]) -> Any:
    """The distance from the nearest finite end; without one the size of x, at least 1."""
    distances = [abs(x - e) for e in ends if mp.isfinite(e)]
    return min(distances) if distances else max(abs(x), mpf(1))
