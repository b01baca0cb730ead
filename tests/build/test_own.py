"""Families of one's own as a package, and what is said where SymPy takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sympy import exp, log, loggamma, oo, symbols

from derive.derivation import explicit
from derive.derivation.patience import OutOfTime, limited, within
from derive.domain import positive
from derive.family import Family, Reduction, SpecError
from derive.own import derive_own
from derive.package import write_package

ROOT = Path(__file__).parents[2]
z, k = symbols("z k", positive=True)

stretched = Family(
    name="stretched", variable=z, support=(0, oo), parameters=(positive(k),),
    reduction=Reduction(z**k, "expon"),
)  # fmt: skip
amplitude = Family(
    name="amplitude", variable=z, support=(0, oo), parameters=(positive(k),),
    reduction=Reduction(z**2, "gamma", {"a": k}),
    log_density=(2 * k - 1) * log(z) - z**2 - loggamma(k) + log(2),
)  # fmt: skip

#: Only NumPy, Numba and phidot's runtime can be imported.
ALONE = """
import sys
for name in ("sympy", "mpmath", "jinja2", "rich", "scipy", "derive"):
    sys.modules[name] = None
import mykernels
print(mykernels.families())
print(mykernels.stretched.dz_dk(2.0, 1.5), mykernels.amplitude.gradient(0.5, 1.5).k)
print(mykernels.stretched.at(k=1.5).dz_dk(2.0), mykernels.stretched.dz_dk.info.source)
own = mykernels.stretched
print(own.transport(2.0, (1.5,), (3.0,)), own.sf(2.0, 1.5), own.hessian(2.0, 1.5)[0, 1])
"""


def test_a_package_runs_without_the_engine(tmp_path: Path) -> None:
    out = tmp_path / "mykernels"
    assert list(write_package([stretched, amplitude], out)) == ["stretched", "amplitude"]
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}:{ROOT / 'generated'}"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", ALONE], env=environment, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names, values, source, beside = done.stdout.splitlines()
    assert names == "('stretched', 'amplitude')"
    first, second = map(float, values.split())
    assert first == pytest.approx(-0.9241962407465937, rel=1e-15)
    # 0.5^2 = 0.25 of gamma(1.5), half of whose rate it has: by differences of F in 50 digits.
    assert second == pytest.approx(expected(0.5, 1.5), rel=1e-14)
    assert source.endswith("family stretched") and "derive/families" not in source
    image, above, mixed = map(float, beside.split())
    assert image == pytest.approx(2.0**0.5, rel=1e-15)
    assert above == pytest.approx(float(exp(-(2.0**1.5))), rel=1e-15)
    assert mixed == 0.0
    assert r"\varphi" in (out / "stretched.tex").read_text()
    write_package([stretched], out)  # once more, over what it wrote


def expected(z: float, k: float) -> float:
    """-F_k/p of P(k, z^2)."""
    from mpmath import mp

    with mp.workdps(50):
        slope = mp.diff(lambda a: mp.gammainc(a, 0, mp.mpf(z) ** 2, regularized=True), k)
        density = 2 * mp.exp((2 * mp.mpf(k) - 1) * mp.log(z) - mp.mpf(z) ** 2) / mp.gamma(k)
        return float(-slope / density)


def test_other_files_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ValueError, match="other files"):
        write_package([stretched], tmp_path)
    with pytest.raises(ValueError, match="name the package"):
        write_package([stretched], tmp_path / "my-kernels")
    with pytest.raises(SpecError, match="stated twice"):
        write_package([stretched, stretched], tmp_path / "mykernels")


def test_a_slow_inversion_is_said_and_another_route_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    family = Family(
        name="slow", variable=z, support=(0, oo), parameters=(positive(k),), cdf=1 - exp(-(z**k))
    )

    def never(*_: object) -> None:
        while True:
            time.sleep(0.01)

    monkeypatch.setattr(explicit, "solve", never)
    with limited(0.2):
        from derive.derivation import derive

        found = derive(family, "k")
    assert found.route == "implicit"
    assert found.notes == (
        "SymPy did not invert the cdf u = F(z) within 0.2 s; the implicit route was taken",
    )
    assert found.notes[0] in found.text()


def test_no_inverse_is_said() -> None:
    family = Family(
        name="no_inverse", variable=z, support=(0, oo), parameters=(positive(k),),
        cdf=1 - exp(-k * z - z**k),
    )  # fmt: skip
    (found,) = derive_own(family, "k")
    assert found.route == "implicit"
    assert "no inverse of the cdf" in found.notes[0]


def test_clocks_inside_each_other() -> None:
    def inner() -> None:
        with pytest.raises(OutOfTime):
            within(0.05, lambda: time.sleep(5))
        time.sleep(5)

    start = time.monotonic()
    with pytest.raises(OutOfTime):
        within(0.3, inner)
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    ("name", "title", "word"),
    [
        ("a b", "", "not a name"),
        ("lambda", "", "not a name"),
        ("quoted", 'say "x"', "quotation mark"),
    ],
)
def test_names_become_python_names(name: str, title: str, word: str) -> None:
    family = Family(
        name=name, title=title, variable=z, support=(0, oo), parameters=(positive(k),),
        reduction=Reduction(z**k, "expon"),
    )  # fmt: skip
    with pytest.raises(SpecError, match=word):
        derive_own(family)
