"""`make check` sees a file that was edited, that is missing, and that nobody generates."""

from __future__ import annotations

from pathlib import Path

from derive.compare import compare, write

TEXTS = {"generated/phidot/a.py": "a = 1\n", "generated/phidot/b.py": "b = 2\n", "docs/t.md": "t\n"}


def kinds(root: Path) -> dict[str, str]:
    return {d.path: d.kind for d in compare(TEXTS, root)}


def test_an_exact_tree_has_no_difference(tmp_path: Path) -> None:
    assert set(kinds(tmp_path).values()) == {"missing"}
    assert len(write(TEXTS, tmp_path)) == len(TEXTS)
    assert kinds(tmp_path) == {}
    assert write(TEXTS, tmp_path) == []


def test_edited_missing_and_left_over(tmp_path: Path) -> None:
    write(TEXTS, tmp_path)
    (tmp_path / "generated/phidot/a.py").write_text("a = 3\n")
    (tmp_path / "generated/phidot/b.py").unlink()
    (tmp_path / "generated/phidot/c.py").write_text("c = 4\n")
    assert kinds(tmp_path) == {
        "generated/phidot/a.py": "stale",
        "generated/phidot/b.py": "missing",
        "generated/phidot/c.py": "left over",
    }
    (stale,) = [d for d in compare(TEXTS, tmp_path) if d.kind == "stale"]
    assert "-a = 3" in stale.diff and "+a = 1" in stale.diff
    write(TEXTS, tmp_path)
    assert kinds(tmp_path) == {}


def test_caches_are_not_left_over(tmp_path: Path) -> None:
    write(TEXTS, tmp_path)
    (tmp_path / "generated/phidot/__pycache__").mkdir()
    (tmp_path / "generated/phidot/__pycache__/a.cpython-311.pyc").write_bytes(b"\0")
    assert kinds(tmp_path) == {}


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    write(TEXTS, tmp_path)
    before = (tmp_path / "generated/phidot/a.py").stat().st_mtime_ns
    write(TEXTS | {"generated/phidot/b.py": "b = 5\n"}, tmp_path)
    assert (tmp_path / "generated/phidot/a.py").stat().st_mtime_ns == before
