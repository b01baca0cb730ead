"""Which runtime modules have a digest of what they call."""

from __future__ import annotations

import pytest

from derive.emit.digest import kernel_digest, module_digest_of_roots
from derive.emit.runtime import runtime_texts
from derive.emit.stamp import list_called, stamp_all

NOTICE = "# Copied.\n"
RUNTIME = {
    "_python.py": "from ._math import exp\n",
    "_alone.py": "from ._jit import jit\n@jit\ndef f(): ...\n",
    "_primitive.py": "from ._math import exp\n@jit\ndef f(): ...\n",
    "_beside.py": "from ._alone import f\nfrom ._python import g\n@jit\ndef h(): ...\n",
    "_root.py": "from ._gamma_rate import gamma_rate\n@jit\ndef f(): ...\n",
    "_above.py": "from ._root import f\n@jit\ndef g(): ...\n",
    "_jit.py": "def jit(): ...\n",
}


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("_python.py", set()),
        ("_alone.py", set()),
        ("_primitive.py", {"_math"}),
        ("_beside.py", {"_alone"}),
        ("_root.py", {"_gamma_rate"}),
        ("_above.py", {"_root", "_gamma_rate"}),
    ],
)
def test_what_is_compiled_is_found_at_any_depth(name: str, called: set[str]) -> None:
    assert list_called(name, RUNTIME) == called


def test_what_calls_a_root_knows_when_the_roots_change() -> None:
    stamped = stamp_all({k: NOTICE + v for k, v in RUNTIME.items()})
    assert stamped["_alone.py"] == NOTICE + RUNTIME["_alone.py"]
    assert kernel_digest() in stamped["_beside.py"].splitlines()[1]
    assert module_digest_of_roots() in stamped["_above.py"].splitlines()[1]


def test_latent_means_are_stamped() -> None:
    stamped = stamp_all(runtime_texts())
    for name in ("_levy_stable.py", "_norminvgauss.py", "_poisson.py"):
        assert f"calls: {kernel_digest()}\n" in stamped[name]
    for name in ("_ncf.py", "_nct.py", "_ncx2.py", "_studentized_range.py"):
        assert f"calls: {module_digest_of_roots()}\n" in stamped[name]
