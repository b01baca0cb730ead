"""Rivals of the roots: what PyTorch and JAX compute for the same elements, and the plain log."""

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


def velocities(case: RootCase) -> dict[str, Array | None]:
    """What each makes of the elements, as dz/da."""
    jax_run = by_jax(case)
    theirs = by_torch(case)().numpy()
    # The law of one component: the backward pass of a Dirichlet variate multiplies by 1 - z.
    factor = 1 - case.z if case.family == "beta" else 1.0
    return {
        "phidot": ours(case)(), "torch": factor * theirs,
        "jax": None if jax_run is None else np.asarray(jax_run()),
    }  # fmt: skip


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
    """What could not take part for the beta law, and what it said."""
    reasons = []
    for name, attempt in (("TensorFlow Probability", import_tfp), ("jax.lax.betainc", betainc)):
        try:
            attempt()
        except Exception as error:  # Whatever a rival raises is its reason.
            text = str(error).splitlines()[0] if str(error) else ""
            reasons.append(f"{name} ({type(error).__name__}: {text})")
        else:
            raise RuntimeError(f"{name} works now; add it to benchmarks/root_rivals.py")
    return reasons


def import_tfp() -> None:
    import_module("tensorflow_probability.substrates.jax")


def betainc() -> None:
    jax.grad(jax.lax.betainc)(2.0, 3.0, 0.5)
