"""Every test that takes ``family_name`` runs once for each family of the catalogue."""

import pytest

from derive.catalogue import names


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "family_name" in metafunc.fixturenames:
        metafunc.parametrize("family_name", names())
