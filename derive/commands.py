"""Commands: what each word of the command line does. Arguments in, an exit status out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from derive import budget, catalogue, thresholds
from derive.build import build, is_quick
from derive.compare import compare, write
from derive.derivation import derive, derive_all
from derive.derivation.second import derive_second
from derive.emit.product import Product
from derive.emit.tree import render_all
from derive.family import Family
from derive.fuzz import ALLOWED, NOTABLE, TASK, Tally, fuzz
from derive.load import load_families, load_file
from derive.own import derive_own
from derive.record import recall_measured, remember
from derive.report import print_list, print_table
from derive.skeleton import write_skeleton
from derive.verify import FULL, QUICK, Measurement, measure_module, verify, verify_gradient

ROOT = Path()
CONSOLE = Console(stderr=False)
#: Wrong velocities of a family that `fuzz` prints.
MOST_PRINTED = 10


def progress(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console, transient=not console.is_terminal)


def derive_products(names: Sequence[str], jobs: int | None) -> list[Product]:
    """Build with a progress bar."""
    with progress(CONSOLE) as bar:
        task = bar.add_task("derive", total=len(names))
        return build(names, jobs, lambda name: bar.update(task, advance=1))


def list_families() -> int:
    """Every family with its recorded error."""
    print_list([catalogue.load(n) for n in catalogue.names()], CONSOLE)
    return 0


def find(name: str) -> Family:
    """A family of the catalogue, or the one that a file defines."""
    return load_file(Path(name)) if name.endswith(".py") else catalogue.load(name)


def show(named: str | Family, parameter: str | None, latex: bool) -> int:
    """Print the derivations of a family; one that is not the catalogue's is checked first."""
    family = find(named) if isinstance(named, str) else named
    if not isinstance(named, str) or named.endswith(".py"):
        chosen = derive_own(family, parameter)
    else:
        chosen = (derive(family, parameter),) if parameter else derive_all(family)
    for derivation in chosen:
        print(derivation.latex() if latex else derivation.text())
    entries = [] if parameter else list(derive_second(chosen))
    if entries:
        print("% " * latex + f"{family.name}: slopes, and second derivatives of the map at τ = θ\n")
        print(*(e.latex() + r" \\" if latex else e.text() + "\n" for e in entries), sep="\n")
    return 0


def make_own(files: Sequence[str], out: Path, verified: bool) -> int:
    """Write a package from files that define families, and say how exact each kernel is."""
    from derive.package import write_package

    found = [family for file in files for family in load_families(Path(file))]
    modules = write_package(found, out)
    CONSOLE.print(f"{out}: {', '.join(modules)}")
    for family, module in zip(found, modules.values(), strict=True) if verified else ():
        for parameter, budget_ in measure_module(family, module, QUICK).items():
            CONSOLE.print(f"{family.name} dz/d{parameter}: {budget_.describe()}")
    return 0


def make(families: Sequence[str], jobs: int | None, verified: bool) -> int:
    """Derive and write everything, verify, print the table; 1 where a kernel misses its budget."""
    require_checkout()
    names = catalogue.names()
    chosen = [catalogue.load(n).name for n in families] or list(names)
    products = derive_products(names, jobs)
    changed = write(render_all(products), ROOT)
    CONSOLE.print(
        f"generated/: {len(changed)} files written" if changed else "generated/: up to date"
    )
    measured = verify_all(chosen, jobs) if verified else {}
    print_table([p for p in products if p.name in chosen], measured, CONSOLE)
    return report_failures(measured)


def require_checkout() -> None:
    """FileNotFoundError where the working directory is no checkout."""
    if not (ROOT / "derive" / "families").is_dir():
        raise FileNotFoundError(
            "run this in the root of a checkout of phidot (derive/ is not here)"
        )


def verify_all(names: Sequence[str], jobs: int | None) -> dict[str, Measurement]:
    """Measure on the quick sample, in processes; recall what was measured on the same files."""
    ready = {n: m for n in names if (m := recall_measured(n, ROOT)) is not None}
    missing = sorted((n for n in names if n not in ready), key=is_quick)
    with progress(CONSOLE) as bar, ProcessPoolExecutor(jobs or os.cpu_count()) as pool:
        task = bar.add_task("verify", total=len(names), completed=len(ready))
        for measurement in pool.map(measure_quick, missing):
            ready[measurement.name] = measurement
            remember(measurement, ROOT)
            bar.update(task, advance=1)
    return ready


def measure_quick(name: str) -> Measurement:
    return verify_gradient(name, QUICK)


def measure_full(name: str) -> Measurement:
    return verify(name, FULL)


def report_failures(measured: dict[str, Measurement]) -> int:
    """One line for every velocity that misses its budget; the exit status."""
    failures = [
        line for name, m in sorted(measured.items()) for line in budget.misses(name, m.errors)
    ]
    for line in failures:
        CONSOLE.print(line)
    return 1 if failures else 0


def check(jobs: int | None) -> int:
    """Print what differs between generated/ and what would be written."""
    require_checkout()
    differences = compare(render_all(derive_products(catalogue.names(), jobs)), ROOT)
    for difference in differences:
        print(difference)
    print(
        f"{len(differences)} differences; run `make` to write them"
        if differences
        else "generated/ is exact"
    )
    return 1 if differences else 0


def record_budgets(families: Sequence[str]) -> int:
    """Measure the full sample and write derive/budgets/<family>.json."""
    require_checkout()
    names = [catalogue.load(n).name for n in families] or list(catalogue.names())
    with progress(CONSOLE) as bar, ProcessPoolExecutor(os.cpu_count()) as pool:
        task = bar.add_task("measure", total=len(names))
        for measurement in pool.map(measure_full, names):
            budget.write(measurement.name, measurement.errors)
            bar.update(task, advance=1)
    CONSOLE.print("budgets recorded; run `make` to put them into the docstrings")
    return 0


def fuzz_families(families: Sequence[str], count: int, seed: int, seconds: float) -> int:
    """Compare random points with the oracle, print the worst; 1 where one is beyond ALLOWED."""
    names = [catalogue.load(n).name for n in families] or [
        n for n in catalogue.names() if catalogue.load(n).is_root
    ]
    with progress(CONSOLE) as bar:
        task = bar.add_task("fuzz", total=len(names) * -(-count // TASK))
        tallies = {n: fuzz(n, count, seed, seconds, lambda: bar.advance(task)) for n in names}
    for name, tally in tallies.items():
        print_tally(name, tally)
    return 1 if any(t.wrong for t in tallies.values()) else 0


def print_tally(name: str, tally: Tally) -> None:
    print(
        f"{name}: {tally.compared} velocities compared, {tally.refused} without an exact value; "
        f"{len(tally.notable)} above {NOTABLE:g} eps max(1, cond), "
        f"{len(tally.wrong)} above {ALLOWED:g}"
    )
    print(f"  worst: {tally.worst}")
    for finding in tally.wrong[1:MOST_PRINTED]:
        print(f"  also:  {finding}")


def tune_families(families: Sequence[str]) -> int:
    """Choose the borders between the regimes of roots, print what was tried, write the JSON."""
    from derive.tune import LIMIT, tune  # It needs scipy, which the other commands do without.

    require_checkout()
    for name in families or [p.stem for p in sorted(thresholds.FOLDER.glob("*.json"))]:
        print(f"{name}: the cheapest within {LIMIT:g} eps")
        for trials, chosen in tune(name):
            for t in trials:
                mark = "*" if t is chosen else " "
                print(
                    f"{mark} {t.border:12} {t.value:8g} {t.error:8.2f} eps {t.nanoseconds:8.2f} ns"
                )
    CONSOLE.print("thresholds written; run `make`, then `make fuzz`")
    return 0


def new(file: Path) -> int:
    """Write a skeleton; FileExistsError where the file is already there."""
    write_skeleton(file)
    CONSOLE.print(f"wrote {file}; edit it, then: phidot show {file}")
    return 0
