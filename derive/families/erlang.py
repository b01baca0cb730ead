"""Erlang law: gamma, as scipy.stats names it for integer shapes; a may be any positive number."""

from dataclasses import replace

from derive.families import gamma
from derive.family import Reduction

family = replace(
    gamma.family,
    name="erlang",
    title="Erlang",
    reduction=Reduction(gamma.z, "gamma", {"a": gamma.a}),
    velocities={},
)
