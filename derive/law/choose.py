"""Choose: a family's functions of the law in the forms that keep their digits, and what is missing.

The first form is taken whose error in the model of float64 is at most ``GOOD`` eps * max(1,
condition number) at every point of the sample, for the list begins with the plainest; else the form
of least error, if that is at most ``BOUND``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

from sympy import Abs, Expr, Symbol, besseli, exp, loggamma, sign

from derive import ir
from derive.derivation.shorten import shorten
from derive.family import Family
from derive.functions import BESSELS
from derive.law import forms, state, target
from derive.law.target import BOUND, Aim
from derive.lower import LoweringError, lower
from derive.plan import Plan

GOOD = 8.0
#: Points without which an error says little, where the law has so many.
FEWEST = 4
TAILS = {"cdf": (False, False), "sf": (True, False), "logcdf": (False, True), "logsf": (True, True)}
QUANTILES = {"ppf": False, "isf": True}
#: Operations in a derivative above which it is not shortened, which takes seconds.
LONGEST = 60
UNPROVED = "F of its formula was not proved to be u at every point"
#: What the score in loc and in scale is made of: d log p/dz, and 1 + z d log p/dz.
ALONG, STRETCH = "d log p/dz", "1 + z d log p/dz"


@dataclass(frozen=True)
class Law:
    """The forms by name, for the standard member, and the reasons why others are missing.

    ``score`` has one form for each shape, then ``ALONG`` and ``STRETCH``; ``dppf`` one for each
    shape, in the level u; ``dcdf`` those that are stated, where -p v would lose digits.
    """

    family: Family
    forms: Mapping[str, Expr]
    score: Mapping[str, Expr]
    dppf: Mapping[str, Expr]
    missing: Mapping[str, str]
    dcdf: Mapping[str, Expr] = field(default_factory=dict)

    @property
    def formulas(self) -> tuple[Expr | None, Expr | None, Expr | None]:
        """log p, F and the quantile function as stated; None where there is no formula."""
        below, level = state.tails(self.family), None
        if not self.family.periodic and self.missing.get("ppf") != UNPROVED:
            level = state.quantiles(self.family)
        return (
            state.log_density(self.family),
            None if below is None else below[0],
            None if level is None else level[0],
        )


@dataclass
class Search:
    """What was found so far."""

    family: Family
    plans: Mapping[str, Plan]
    forms: dict[str, Expr] = field(default_factory=dict)
    score: dict[str, Expr] = field(default_factory=dict)
    dppf: dict[str, Expr] = field(default_factory=dict)
    dcdf: dict[str, Expr] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def take(
        self, name: str, candidates: Iterable[Expr], targets: Callable[[], Aim]
    ) -> Expr | None:
        """The first good form of ``name``, or a reason why there is none."""
        form, reason = first_good(candidates, targets)
        if form is None:
            self.missing[name] = reason
        return form


def first_good(candidates: Iterable[Expr], targets: Callable[[], Aim]) -> tuple[Expr | None, str]:
    """The first good form, or the best within the bound; else None and why."""
    best, found, aimed = float("inf"), None, None
    for form in candidates:
        if form == 0:  # a derivative in what the function does not depend on: nothing to measure
            return form, ""
        if not can_lower(form):
            continue
        if aimed is None:
            aimed = targets()
            if len(aimed.targets) < FEWEST:
                return None, "no sample of exact values was found to measure it"
        error = aimed.error(form)
        if error < best:
            best, found = error, form
        if best <= GOOD:
            break
    if best <= BOUND:
        return found, ""
    if aimed is None:
        return None, "no form of it has a kernel"
    if best == float("inf"):
        return None, "every form of it fails somewhere"
    return (
        None,
        f"every form of it loses digits, {best:.2g} eps * max(1, condition) at least",
    )


def same(aimed: Aim) -> Aim:
    """What was aimed before."""
    return aimed


def can_lower(form: Expr) -> bool:
    """Whether the kernel language has all functions of the form."""
    if form.has(*BESSELS):  # a quadrature, which the model of float64 has no rule for
        return False
    try:
        lower(form, {s: ir.Name(str(s)) for s in form.free_symbols})
    except (LoweringError, TypeError):
        return False
    return True


def find_law(family: Family, plans: Mapping[str, Plan]) -> Law:
    """All functions of the family's law."""
    search = Search(family, plans)
    find_density(search)
    find_score(search)
    find_tails(search)
    find_quantiles(search)
    find_flow(search)
    return Law(family, search.forms, search.score, search.dppf, search.missing, search.dcdf)


def find_density(search: Search) -> None:
    """log p and p."""
    family = search.family
    stated = state.log_density(family)
    if stated is None:
        search.missing |= dict.fromkeys(("logpdf", "pdf"), lack_of_density(family))
        return
    form = search.take(
        "logpdf", forms.log_densities(family), lambda: target.of_formula(family, stated, True)
    )
    if form is None:
        explain(search, "logpdf", stated)
        search.missing["pdf"] = search.missing["logpdf"]
        return
    search.forms["logpdf"] = form
    density = search.take(
        "pdf", (exp(form), *forms.densities(family)), lambda: target.of_formula(family, exp(stated))
    )
    if density is not None:
        search.forms["pdf"] = density


def lack_of_density(family: Family) -> str:
    if not family.normalised:
        return "its density is normalised by an integral"
    if family.quantile is not None:
        return "its law is known by the quantile function only"
    return "its density is a sum or an integral, not a formula"


def explain(search: Search, name: str, formula: Expr) -> None:
    """A plainer reason, where a function without a kernel is what stands in the way."""
    for kind, text in ((loggamma, "log Γ"), (besseli, "a Bessel function")):
        if formula.has(kind) and search.missing[name] == "no form of it has a kernel":
            search.missing[name] = f"it contains {text}, which has no kernel"


def find_score(search: Search) -> None:
    """d log p/dtheta of every parameter, or none."""
    family, stated = search.family, state.log_density(search.family)
    if stated is None:
        search.missing["score"] = lack_of_density(family)
        return
    reason = search.missing.get("logpdf", "")
    if reason.endswith("kernel"):  # its derivatives have none either, and SymPy may take minutes
        search.missing["score"] = reason.replace("it contains", "log p contains")
        return
    z, found = family.variable, dict[str, Expr]()
    wanted = {p.name: (stated.diff(p.symbol), p.name) for p in family.parameters if not p.integer}
    if family.located_scaled:
        along = stated.diff(z)
        wanted |= {ALONG: (along, "loc"), STRETCH: (1 + z * along, "scale")}
    for key, (formula, parameter) in wanted.items():
        ways = scores(search, key, formula, found)
        form = search.take("score", ways, partial(target.of_formula, family, formula))
        if form is None:
            explain(search, "score", formula)
            search.missing["score"] = f"in {parameter}, {search.missing['score']}"
            return
        found[key] = form
    search.score.update(found)


def scores(search: Search, key: str, formula: Expr, found: Mapping[str, Expr]) -> Iterable[Expr]:
    """Forms of one derivative of log p: as stated, by its formula, and from the form of log p."""
    family = search.family
    z, chosen = family.variable, search.forms.get("logpdf")
    name = {ALONG: "along", STRETCH: "stretch"}.get(key, f"score_{key}")
    yield from forms.known_form(family, name)
    yield from slopes(formula)
    if key == STRETCH:
        yield 1 + z * found[ALONG]
    elif chosen is not None:
        symbol = next((p.symbol for p in family.parameters if p.name == key), z)
        yield from forms.slopes_of(chosen, symbol)


def slopes(formula: Expr) -> Iterable[Expr]:
    """Forms of a derivative; the zero has none but itself."""
    plain = formula.replace(sign, lambda x: x / Abs(x))
    yield from forms.variants(plain)
    if plain.count_ops() <= LONGEST:
        yield from forms.variants(shorten(plain))


def find_tails(search: Search) -> None:
    """F, 1 - F and their logarithms."""
    family = search.family
    if family.periodic:
        search.missing |= dict.fromkeys(TAILS, "its law lives on a circle")
        return
    if state.tails(family) is None:
        search.missing |= dict.fromkeys(TAILS, "its cdf is an integral or a root, not a formula")
        return
    for name, (upper, logarithmic) in TAILS.items():
        candidates = (forms.log_tail_forms if logarithmic else forms.tail_forms)(family, upper)
        form = search.take(name, candidates, partial(target.of_tail, family, upper, logarithmic))
        if form is not None:
            search.forms[name] = form


def find_flow(search: Search) -> None:
    """dF/dtheta in a stated form; where there is none the kernel is -p v."""
    family, known = search.family, state.tails(search.family)
    for p in family.parameters:
        stated = list(forms.known_form(family, f"dcdf_d{p.name}"))
        if stated and known is not None:
            aims = partial(target.of_formula, family, known[0].diff(p.symbol))
            form = search.take(f"dcdf_d{p.name}", stated, aims)
            if form is not None:
                search.dcdf[p.name] = form


def find_quantiles(search: Search) -> None:
    """The quantile in u and in 1 - u, and what a shape does to the first."""
    family = search.family
    names = [p.name for p in family.parameters if not p.integer]
    found = None if family.periodic else state.quantiles(family)
    if found is None:
        reason = "no elementary quantile function was found"
        search.missing |= dict.fromkeys((*QUANTILES, *(f"dppf_d{n}" for n in names)), reason)
        if family.located_scaled:
            search.missing |= dict.fromkeys(("dppf_dloc", "dppf_dscale"), reason)
        return
    for name, upper in QUANTILES.items():
        exact = target.of_quantile(family, upper, found[upper])
        if not target.proves(family, upper, exact):
            search.missing[name] = UNPROVED
            continue
        form = search.take(name, forms.quantile_forms(family, upper), partial(same, exact))
        if form is not None:
            search.forms[name] = form
    if "ppf" not in search.forms:
        search.missing |= {f"dppf_d{n}": search.missing["ppf"] for n in family.differentiable}
        return
    for p in family.parameters:
        if not p.integer:
            find_motion(search, p.symbol, found[0].diff(p.symbol))


def find_motion(search: Search, theta: Symbol, slope: Expr) -> None:
    """dQ/dtheta: its own forms, then the velocity at Q."""
    family, plan = search.family, search.plans.get(str(theta))
    ways = [*forms.known_form(family, f"dppf_d{theta}"), *slopes(slope)]
    ways += forms.slopes_of(search.forms["ppf"], theta)
    if plan is not None and can_lower(plan.form) and plan.form.has(family.variable):
        ways.append(plan.form.subs(family.variable, search.forms["ppf"]))
    form = search.take(f"dppf_d{theta}", ways, lambda: target.of_quantile(family, False, slope))
    if form is not None:
        search.dppf[str(theta)] = form
