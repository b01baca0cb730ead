"""The child process of ``benchmarks.tfp``; its environment has JAX and TFP, and no phidot.

``python -m benchmarks.tfp_child FOLDER TURNS`` reads z, a and b there as .npy files and writes
``velocity.npy`` and ``nanoseconds.npy`` beside them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time_ns

import jax
import numpy as np

from benchmarks.timing import race

Cdf = Callable[[jax.Array, jax.Array, jax.Array], jax.Array]


def velocity(cdf: Cdf, a: jax.Array, b: jax.Array, z: jax.Array) -> jax.Array:
    """dz/da = -F_a/p. One pull-back through all elements; the compiler drops F itself."""
    value, pull = jax.vjp(cdf, a, b, z)
    slope, _, density = pull(jax.numpy.ones_like(value))
    quotient: jax.Array = -slope / density
    return quotient


def main(folder: Path, turns: int) -> None:
    jax.config.update("jax_enable_x64", True)  # type: ignore[no-untyped-call]
    from tensorflow_probability.substrates.jax.math import betainc

    a, b, z = (jax.numpy.asarray(np.load(folder / f"{name}.npy")) for name in "abz")
    compiled = jax.jit(lambda *given: velocity(betainc, *given))

    def run() -> object:
        return compiled(a, b, z).block_until_ready()

    shortest = race({"tfp": run}, turns, process_time_ns)["tfp"]
    np.save(folder / "nanoseconds.npy", shortest / z.size)
    np.save(folder / "velocity.npy", np.asarray(run()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
