"""Rates: the velocities of the hard roots, which have no closed form (``derive.roots``).

Each is defined by its law alone: the oracle integrates the root's log-density. A velocity that
reduces to a root is written with its rate.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Function


class Rate(Function):  # type: ignore[misc]
    """A velocity of the root ``family`` in ``parameter``, divided by a function of the variate."""

    family: ClassVar[str]
    parameter: ClassVar[str]
    latex_name: ClassVar[str]

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"{self.latex_name}\left({', '.join(map(printer._print, self.args))}\right)"
        return text if exp is None else f"{text}^{{{exp}}}"

    def _eval_is_real(self) -> bool | None:
        return True


class gamma_rate(Rate):
    """d log z / d a of gamma(a) at z."""

    nargs = 2
    family, parameter = "gamma", "a"
    latex_name = r"\dot{\Gamma}"


class beta_rate(Rate):
    """d logit x / d a of beta(a, b) at x, for x, 1 - x, a, b."""

    nargs = 4
    family, parameter = "beta", "a"
    latex_name = r"\dot{\mathrm{B}}"


class f_rate(Rate):
    """d log z / d log dfn of F(2 a, 2 b) at z, for x = a z/(a z + b), 1 - x, a, b."""

    nargs = 4
    family, parameter = "f", "dfn"
    latex_name = r"\dot{\mathrm{F}}"


class t_rate(Rate):
    """(dz / d df) / z of Student's t at z."""

    nargs = 2
    family, parameter = "t", "df"
    latex_name = r"\dot{\mathrm{t}}"


class vonmises_rate(Rate):
    """(dx / d kappa) / sin x of the von Mises law at x."""

    nargs = 2
    family, parameter = "vonmises_line", "kappa"
    latex_name = r"\dot{\mathrm{M}}"


RATES: tuple[type[Rate], ...] = (beta_rate, f_rate, gamma_rate, t_rate, vonmises_rate)
