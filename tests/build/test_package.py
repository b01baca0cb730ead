"""The wheel and the sdist: what they hold, and that each works alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(program: str, path: Path, cwd: Path) -> str:
    command = [sys.executable, "-P", "-c", program]
    environment = os.environ | {"PYTHONPATH": str(path)}
    done = subprocess.run(
        command, env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_installs_two_packages(installed: Path) -> None:
    folders = {p.name for p in installed.iterdir() if not p.name.endswith(".dist-info")}
    assert folders == {"phidot", "derive"}
    assert (installed / "phidot" / "py.typed").exists()
    assert (installed / "derive" / "templates" / "family.py.jinja").exists()


def test_kernels_run_without_the_engine(installed: Path, tmp_path: Path) -> None:
    """Where SymPy, Jinja2, mpmath and rich cannot be imported."""
    program = """
import sys
for name in ("sympy", "jinja2", "mpmath", "rich", "scipy", "jax"):
    sys.modules[name] = None
import phidot
from phidot import weibull_min
assert phidot.__file__.startswith({place!r}), phidot.__file__
print(weibull_min.dz_dc(2.0, 1.5))
try:
    phidot.Family
except ImportError as error:
    print(error)
"""
    out = run(program.format(place=str(installed)), installed, tmp_path).splitlines()
    assert float(out[0]) == pytest.approx(-0.9241962407465937, rel=1e-15)
    assert "pip install 'phidot[derive]'" in out[1]


def test_the_wheel_derives(installed: Path, tmp_path: Path) -> None:
    program = "from derive.emit.product import make_product; print(make_product('lomax').routes)"
    assert "loc" in run(program, installed, tmp_path)


def test_the_sdist_can_regenerate(built: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    (root,) = tmp_path.iterdir()
    program = """
from pathlib import Path
from derive.emit.product import make_product
for path, text in make_product("lomax").texts.items():
    assert Path(path).read_text() == text, path
"""
    run(program, root, root)
