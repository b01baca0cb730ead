"""How the mean waiting time in a queue depends on the laws of its service and arrival times.

Customers wait for one server, first come, first served. With service times S and the times A
between arrivals, the waits follow Lindley's recursion (1952),

    W[n+1] = max(0, W[n] + S[n] - A[n]).

S is Weibull(c, loc, scale) and A is log-normal(s, loc, scale): six parameters, no formula for
E[W]. Hold the random numbers fixed and let a parameter move: S and A move with the velocities
that phidot gives, and so does W, customer by customer:

    dW[n+1] = dW[n] + dS[n] - dA[n]   while the server is busy,   0 when a customer finds it idle.

The mean of dW over one run estimates all six sensitivities (Suri and Zazanis 1988). Here the
kernels of phidot run inside the simulation's own compiled loop, and every sensitivity is checked
against a central difference of whole runs that use the same random numbers.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
from phidot import lognorm, weibull_min

Array = npt.NDArray[np.float64]

NAMES = ("service c", "service loc", "service scale", "arrival s", "arrival loc", "arrival scale")
PARAMETERS = np.array([1.5, 0.2, 0.9, 0.8, 0.1, 1.0])

#: Waits are correlated, means of long batches hardly; the first batch is left out as warm-up.
BATCHES = 101
#: Intervals are so wide that all six hold at once in 99 runs of 100.
WIDTH = NormalDist().inv_cdf(1 - 0.01 / (2 * len(NAMES)))
STEP = 1e-3

# The scalar functions of phidot, to be called from compiled code: derivatives with respect to
# (c, loc, scale) and (s, loc, scale).
service_gradient: Any = weibull_min.gradient.jit
arrival_gradient: Any = lognorm.gradient.jit


@numba.njit(error_model="numpy")
def simulate(parameters: Array, exponential: Array, normal: Array) -> tuple[Array, Array]:
    """The mean wait in each batch of customers, and its derivatives, one row a batch."""
    c, service_loc, service_scale, s, arrival_loc, arrival_scale = parameters
    length = exponential.size // BATCHES
    waits, slopes = np.zeros(BATCHES), np.zeros((BATCHES, parameters.size))
    wait, slope = 0.0, np.zeros(parameters.size)
    for n in range(BATCHES * length):
        batch = n // length
        waits[batch] += wait / length
        slopes[batch] += slope / length
        service = service_loc + service_scale * exponential[n] ** (1.0 / c)
        arrival = arrival_loc + arrival_scale * np.exp(s * normal[n])
        wait += service - arrival
        if wait > 0.0:
            grow = service_gradient(service, c, service_loc, service_scale)
            shrink = arrival_gradient(arrival, s, arrival_loc, arrival_scale)
            for j in range(3):
                slope[j] += grow[j]
                slope[3 + j] -= shrink[j]
        else:
            wait = 0.0
            slope[:] = 0.0
    return waits[1:], slopes[1:]


def difference(parameters: Array, j: int, exponential: Array, normal: Array) -> Array:
    """The derivative by parameter j in each batch, from two runs with the same random numbers."""
    step = np.zeros(parameters.size)
    step[j] = STEP * parameters[j]
    above, _ = simulate(parameters + step, exponential, normal)
    below, _ = simulate(parameters - step, exponential, normal)
    return np.asarray((above - below) / (2.0 * step[j]))


@dataclass(frozen=True)
class Estimate:
    """A mean over batches and half the width of its confidence interval."""

    mean: float
    half: float

    def __str__(self) -> str:
        return f"{self.mean:9.5f} ± {self.half:.5f}"


def estimate(batches: Array) -> Estimate:
    error = batches.std(ddof=1) / np.sqrt(batches.size)
    return Estimate(float(batches.mean()), float(WIDTH * error))


@dataclass(frozen=True)
class Comparison:
    """One sensitivity by both ways, and the gap between them batch by batch."""

    name: str
    pathwise: Estimate
    difference: Estimate
    gap: Estimate

    @property
    def agree(self) -> bool:
        """Both ways share their random numbers, so the gap is known far better than either."""
        return abs(self.gap.mean) <= self.gap.half


def draw(customers: int, seed: int) -> tuple[Array, Array]:
    """The random numbers of one run: what stays fixed while the parameters move."""
    rng = np.random.default_rng(seed)
    return rng.standard_exponential(customers), rng.standard_normal(customers)


def compare(customers: int, seed: int) -> tuple[Estimate, list[Comparison]]:
    """The mean wait, and each of its sensitivities by both ways."""
    numbers = draw(customers, seed)
    waits, slopes = simulate(PARAMETERS, *numbers)
    comparisons = []
    for j, name in enumerate(NAMES):
        finite, pathwise = difference(PARAMETERS, j, *numbers), slopes[:, j]
        comparisons.append(
            Comparison(name, estimate(pathwise), estimate(finite), estimate(pathwise - finite))
        )
    return estimate(waits), comparisons


def main() -> int:
    parser = argparse.ArgumentParser(description="Sensitivities of a queue's mean waiting time.")
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    wait, comparisons = compare(arguments.customers, arguments.seed)
    print(f"mean wait {wait}, {arguments.customers:,} customers\n")
    columns = ("pathwise derivative", "central difference", "gap")
    print(f"{'parameter':15}" + "".join(f"{column:>21}" for column in columns) + "  agree?")
    for c in comparisons:
        numbers = "".join(f"{e!s:>21}" for e in (c.pathwise, c.difference, c.gap))
        print(f"{c.name:15}{numbers}  {'yes' if c.agree else 'NO'}")
    return 0 if all(c.agree for c in comparisons) else 1


if __name__ == "__main__":
    sys.exit(main())
