"""Measure: nanoseconds an element of every velocity of one case, by each way of computing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

import numpy as np

from benchmarks.cases import Case
from benchmarks.formula import is_elementary
from benchmarks.rivals import compile_loop, compile_numpy
from benchmarks.timing import race
from derive.derivation import Derivation, derive


@dataclass(frozen=True)
class Row:
    """One velocity: nanoseconds an element, ``fresh`` being phidot with a new array a call."""

    family: str
    parameter: str
    phidot: float
    fresh: float
    loop: float
    numpy: float
    agrees: bool

    @property
    def label(self) -> str:
        return f"{self.family} {self.parameter}"

    @property
    def to_loop(self) -> float:
        """How many times as long as the hand-written loop phidot takes."""
        return self.phidot / self.loop

    @property
    def to_numpy(self) -> float:
        """How many times as long as phidot NumPy takes."""
        return self.numpy / self.phidot


def measure(case: Case) -> Iterator[Row]:
    """A row for every velocity of the case that has an elementary formula."""
    for parameter in case.family.differentiable:
        derivation = derive(case.family, parameter)
        if is_elementary(derivation):
            yield measure_velocity(case, derivation)


def measure_velocity(case: Case, derivation: Derivation) -> Row:
    name = case.family.name
    velocity = getattr(import_module(f"phidot.{name}"), f"dz_d{derivation.parameter}")
    loop, numpy = compile_loop(derivation), compile_numpy(derivation)
    z, parameters = case.z, tuple(case.values.values())
    # One array for both: a large one costs up to a third more or less by where it lies.
    out = np.empty_like(z)
    with np.errstate(all="ignore"):
        times = race({
            "phidot": lambda: velocity(z, *parameters, out=out),
            "loop": lambda: loop(z, *parameters, out),
            "numpy": lambda: numpy(z, *parameters),
            "fresh": lambda: velocity(z, *parameters),
        })  # fmt: skip
        ours, theirs = velocity(z, *parameters), np.empty_like(z)
        loop(z, *parameters, theirs)
    each = {who: nanoseconds / z.size for who, nanoseconds in times.items()}
    usable = np.isfinite(theirs)
    agrees = bool(np.allclose(ours[usable], theirs[usable], rtol=1e-6, atol=1e-9))
    return Row(name, derivation.parameter, **each, agrees=agrees)
