"""The same text under any hash seed, in parallel and in one process, and as committed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: One family of each route, with each kind of plan.
SAMPLE = ("bradford", "genextreme", "laplace_asymmetric", "lognorm", "mielke")
PROGRAM = """
import json, sys
from derive.emit.product import make_product
print(json.dumps({n: make_product(n).texts for n in sys.argv[1:]}, sort_keys=True))
"""


def texts_under(seed: str) -> str:
    path = os.pathsep.join([str(ROOT), str(ROOT / "generated")])
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path}
    command = [sys.executable, "-c", PROGRAM, *SAMPLE]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


@pytest.mark.parametrize("seed", ["0", "1", "42", "4294967295"])
def test_the_hash_seed_does_not_matter(seed: str) -> None:
    import json

    for texts in json.loads(texts_under(seed)).values():
        for path, text in texts.items():
            assert (ROOT / path).read_text() == text, path


def test_processes_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from derive import build, store
    from derive.emit.tree import render_all

    names = ("expon", "lomax", "weibull_min")
    digests = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        monkeypatch.setattr(build, "recall", lambda n, f=folder: store.recall(n, f))
        monkeypatch.setattr(build, "keep", lambda p, f=folder: store.keep(p, f))
        texts = render_all(build.build(names, jobs))
        digests.append(hashlib.sha256(repr(sorted(texts.items())).encode()).hexdigest())
        assert [p.name for p in build.build(names, jobs)] == list(names)
    assert digests[0] == digests[1]
