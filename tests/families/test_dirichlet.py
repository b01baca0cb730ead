"""dirichlet.dz_dalpha: mass is preserved on the simplex, and bad input is told apart."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp
from phidot import beta, dirichlet

SHAPES = ([1.3, 2.2, 0.7], [0.4, 5.0, 1.0, 12.0], [30.0, 2.0, 2.0])


def density(x: list[object], alpha: list[object]) -> object:
    """The density over the first n - 1 components."""
    total = mp.gamma(mp.fsum(alpha))
    for a, xi in zip(alpha, x, strict=True):
        total *= mp.power(xi, a - 1) / mp.gamma(a)
    return total


@pytest.mark.parametrize("alpha", SHAPES)
def test_mass_is_preserved(alpha: list[float]) -> None:
    """dp/dalpha_j + sum_i d(p J_ij)/dx_i = 0, x_n being 1 less the others."""
    rng, n, step = np.random.default_rng(len(alpha)), len(alpha), 1e-4
    weights = np.array([1.0, -8.0, 8.0, -1.0]) / (12.0 * step)
    offsets = step * np.array([-2.0, -1.0, 1.0, 2.0])
    x = 0.1 / n + 0.9 * rng.dirichlet(alpha)
    for j in range(n):
        change = mp.diff(lambda t, j=j: density([*x], [*alpha[:j], t, *alpha[j + 1 :]]), alpha[j])
        flow = 0.0
        for i in range(n - 1):
            direction = np.zeros(n)
            direction[[i, -1]] = 1.0, -1.0
            for weight, offset in zip(weights, offsets, strict=True):
                there = x + offset * direction
                jacobian = dirichlet.dz_dalpha(there, alpha)
                flow += weight * float(density([*there], [*alpha])) * jacobian[i, j]
        assert abs(float(change) + flow) <= 1e-6 * (abs(float(change)) + 1.0)


def test_two_components_are_beta() -> None:
    z = np.array([[0.3, 0.7], [1e-200, 1.0], [0.999, 0.001]])
    jacobian = dirichlet.dz_dalpha(z, [2.0, 0.3])
    np.testing.assert_allclose(jacobian[:, 0, 0], beta.dz_da(z[:, 0], 2.0, 0.3), rtol=1e-13)
    np.testing.assert_allclose(jacobian[:, 0, 1], beta.dz_db(z[:, 0], 2.0, 0.3), rtol=1e-12)


def test_columns_add_up_to_nothing() -> None:
    rng = np.random.default_rng(5)
    alpha = np.exp(rng.uniform(-4.0, 4.0, (200, 6)))
    z = np.array([rng.dirichlet(a) for a in alpha])
    jacobian = dirichlet.dz_dalpha(z, alpha)
    assert jacobian.shape == (200, 6, 6)
    scale = np.abs(jacobian).sum(axis=-2)
    assert np.all(np.abs(jacobian.sum(axis=-2)) <= 1e-9 * scale)


def test_shapes_broadcast_and_float32_stays() -> None:
    z = np.full((4, 1, 3), 1.0 / 3.0, np.float32)
    alpha = np.ones((5, 3), np.float32)
    jacobian = dirichlet.dz_dalpha(z, alpha)
    assert jacobian.shape == (4, 5, 3, 3)
    assert jacobian.dtype == np.float32


@pytest.mark.parametrize(
    ("z", "alpha"),
    [
        ([0.5, 0.6], [1.0, 1.0]),
        ([-0.1, 1.1], [1.0, 1.0]),
        ([0.5, 0.5], [1.0, 0.0]),
        ([0.5, 0.5], [1.0, np.nan]),
    ],
)
def test_outside_is_nan(z: list[float], alpha: list[float]) -> None:
    assert np.isnan(dirichlet.dz_dalpha(z, alpha)).all()


def test_an_edge_has_its_limit() -> None:
    jacobian = dirichlet.dz_dalpha([0.0, 0.4, 0.6], [0.5, 1.0, 2.0])
    assert np.all(jacobian[:, 0] == 0.0)
    assert np.isfinite(jacobian).all()


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="same length"):
        dirichlet.dz_dalpha([0.5, 0.5], [1.0, 1.0, 1.0])
    with pytest.raises(ValueError, match="at least 2"):
        dirichlet.dz_dalpha([1.0], [1.0])
