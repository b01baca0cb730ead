"""Every test that takes ``family_name`` runs once for each family of the catalogue."""

import pytest

from derive.catalogue import names


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "family_name" in metafunc.fixturenames:
        metafunc.parametrize("family_name", names())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of a family in a row: derivations, points and compiled kernels are kept."""
    items.sort(key=family_of)


def family_of(item: pytest.Item) -> str:
    call = getattr(item, "callspec", None)
    return str(call.params.get("family_name") or "") if call else ""
