"""Rivals of the roots: what PyTorch and JAX compute for the same elements, and the plain log.

TensorFlow Probability, which needs a process of its own, is in ``benchmarks.tfp``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import jax
import numba
import numpy as np
import torch
from phidot._intrinsics import wide
from phidot._math import log

from benchmarks.cases import Array
from benchmarks.root_cases import RootCase
from benchmarks.tfp import is_installed

Run = Callable[[], Any]

jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]


def ours(case: RootCase) -> Run:
    """dz/da into an array that is there."""
    velocity, out = import_module(f"phidot.{case.family}").dz_da, np.empty_like(case.z)
    return lambda: velocity(case.z, *case.shapes, out=out)


def by_torch(case: RootCase) -> Run:
    """The kernels behind the gradients of ``rsample``; they take shapes as arrays only."""
    z, a, *rest = (torch.from_numpy(c) for c in (case.z, *case.columns))
    if case.family == "gamma":
        return lambda: torch._standard_gamma_grad(a, z)
    total = a + rest[0]
    return lambda: torch._dirichlet_grad(z, a, total)


def by_jax(case: RootCase) -> Run | None:
    """The gradient of ``jax.random.gamma``, compiled; JAX has none of the beta law at a given z."""
    if case.family != "gamma":
        return None
    gradient = jax.jit(jax.lax.random_gamma_grad)
    a, z = jax.numpy.asarray(case.columns[0]), jax.numpy.asarray(case.z)
    return lambda: gradient(a, z).block_until_ready()


def velocities(case: RootCase) -> dict[str, Array]:
    """What each makes of the elements, as dz/da."""
    theirs = by_torch(case)().numpy()
    # The law of one component: the backward pass of a Dirichlet variate multiplies by 1 - z.
    factor = 1 - case.z if case.family == "beta" else 1.0
    found = {"phidot": ours(case)(), "torch": factor * theirs}
    if (run := by_jax(case)) is not None:
        found["jax"] = np.asarray(run())
    return found


def vector_log(z: Array) -> Run:
    """The project's own log in a loop of its own."""
    loop, out = compile_log(), np.empty_like(z)
    return lambda: loop(z, out)


def compile_log() -> Callable[[Array, Array], None]:
    @numba.njit(error_model="numpy", nogil=True)
    def loop(z: Array, out: Array) -> None:
        wide()  # type: ignore[call-arg]
        for i in range(z.size):
            out[i] = log(z[i])

    compiled: Callable[[Array, Array], None] = loop
    return compiled


def absent() -> list[str]:
    """What does not take part for the beta law, and why."""
    reasons = []
    if not is_installed():
        reasons.append("TensorFlow Probability (not installed; `make bench` says why it could not)")
    try:
        jax.grad(jax.lax.betainc)(2.0, 3.0, 0.5)
    except ValueError as error:
        return [*reasons, f"jax.lax.betainc ({error})"]
    raise RuntimeError("jax.lax.betainc has gradients now; add it to benchmarks/root_rivals.py")
