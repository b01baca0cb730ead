"""What a family's digest is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.emit import digest


@pytest.mark.parametrize(
    ("name", "other"), [("reciprocal", "loguniform"), ("weibull_min", "expon")]
)
def test_a_family_that_another_is_made_from_counts(name: str, other: str) -> None:
    """By import, or as the base of a reduction."""
    families = Path(digest.PACKAGE) / "families"
    read = list(digest.spec_bytes(name))
    assert read[0] == (families / f"{name}.py").read_bytes()
    assert (families / f"{other}.py").read_bytes() in read
