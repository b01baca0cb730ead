"""Laws with a latent variate: their log-densities, and their velocities as conditional means.

Z = h(N, S; theta) with S unseen has a density that is a sum or an integral over S, and
v(z) = E[dZ/dtheta | Z = z], a ratio of two such sums. Neither is elementary. The oracle evaluates
the density (``derive.oracle.latent``) and defines the velocity by it; the kernel of a velocity is a
module of the runtime (``derive/runtime/_<family>.py``), written by hand.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, Function
from sympy.core.function import ArgumentIndexError


class LatentFunction(Function):  # type: ignore[misc]
    """A function of z and of the shapes of ``family``."""

    family: ClassVar[str]
    latex_name: ClassVar[str]

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        first, *rest = map(printer._print, self.args)
        text = rf"{self.latex_name}\left({first}; {', '.join(rest)}\right)"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        return True


class LatentSlope(LatentFunction):
    """The derivative of a log-density in its argument number ``index``, from 0 on."""

    index: ClassVar[int]


class LatentDensity(LatentFunction):
    """The logarithm of the density of ``family``; ``slopes`` are its derivatives."""

    slopes: ClassVar[tuple[type[LatentSlope], ...]]

    def fdiff(self, argindex: int = 1) -> Expr:
        if not 1 <= argindex <= len(self.slopes):
            raise ArgumentIndexError(self, argindex)
        return self.slopes[argindex - 1](*self.args)


class LatentRate(LatentFunction):
    """The velocity of ``family`` in its shape ``parameter``."""

    parameter: ClassVar[str]
    latex_name = r"\dot{z}"


def define_density(family: str, *shapes: str) -> type[LatentDensity]:
    """The log-density of a family with these shapes, called <family>_log_density."""
    count, head = 1 + len(shapes), r"\ell_{\mathrm{" + family + "}"
    names = ("z", *shapes)
    slopes = tuple(
        type(
            f"{family}_score_{name}", (LatentSlope,),
            {
                "nargs": count, "family": family, "index": i,
                "latex_name": head + rf", \mathrm{{{name}}}}}",
            },
        )
        for i, name in enumerate(names)
    )  # fmt: skip
    body = {"nargs": count, "family": family, "latex_name": head + "}", "slopes": slopes}
    return type(f"{family}_log_density", (LatentDensity,), body)


#: The families and their shapes.
SHAPES: dict[str, tuple[str, ...]] = {
    "levy_stable": ("alpha", "beta"),
    "ncf": ("dfn", "dfd", "nc"),
    "nct": ("df", "nc"),
    "ncx2": ("df", "nc"),
    "studentized_range": ("k", "df"),
}
#: Those whose density is itself an integral, so that one of it over z would take minutes.
ITERATED = ("levy_stable", "studentized_range")
LATENT_DENSITIES = {family: define_density(family, *shapes) for family, shapes in SHAPES.items()}


class levy_stable_alpha_rate(LatentRate):
    """dz/dalpha of levy_stable at z, alpha, beta."""

    nargs = 3
    family, parameter = "levy_stable", "alpha"


class levy_stable_beta_rate(LatentRate):
    """dz/dbeta of levy_stable at z, alpha, beta."""

    nargs = 3
    family, parameter = "levy_stable", "beta"


class ncf_dfn_rate(LatentRate):
    """dz/ddfn of ncf at z, dfn, dfd, nc."""

    nargs = 4
    family, parameter = "ncf", "dfn"


class ncf_dfd_rate(LatentRate):
    """dz/ddfd of ncf at z, dfn, dfd, nc."""

    nargs = 4
    family, parameter = "ncf", "dfd"


class ncf_nc_rate(LatentRate):
    """dz/dnc of ncf at z, dfn, dfd, nc."""

    nargs = 4
    family, parameter = "ncf", "nc"


class nct_df_rate(LatentRate):
    """dz/ddf of nct at z, df, nc."""

    nargs = 3
    family, parameter = "nct", "df"


class nct_nc_rate(LatentRate):
    """dz/dnc of nct at z, df, nc."""

    nargs = 3
    family, parameter = "nct", "nc"


class ncx2_df_rate(LatentRate):
    """dz/ddf of ncx2 at z, df, nc."""

    nargs = 3
    family, parameter = "ncx2", "df"


class ncx2_nc_rate(LatentRate):
    """dz/dnc of ncx2 at z, df, nc."""

    nargs = 3
    family, parameter = "ncx2", "nc"


class norminvgauss_a_rate(LatentRate):
    """dz/da of norminvgauss at z, a, b."""

    nargs = 3
    family, parameter = "norminvgauss", "a"


class norminvgauss_b_rate(LatentRate):
    """dz/db of norminvgauss at z, a, b."""

    nargs = 3
    family, parameter = "norminvgauss", "b"


class studentized_range_k_rate(LatentRate):
    """dz/dk of studentized_range at z, k, df."""

    nargs = 3
    family, parameter = "studentized_range", "k"


class studentized_range_df_rate(LatentRate):
    """dz/ddf of studentized_range at z, k, df."""

    nargs = 3
    family, parameter = "studentized_range", "df"


LATENT_RATES: dict[tuple[str, str], type[LatentRate]] = {
    (cls.family, cls.parameter): cls for cls in LatentRate.__subclasses__()
}
