"""What is known of one derivative: its formula, where it was tested, and how exact it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Info:
    """The record of a derivative; errors are in units of eps * max(1, condition number).

    ``worst`` and ``median`` are None where no error was recorded.
    """

    parameter: str
    formula: str
    domain: str
    worst: float | None = None
    median: float | None = None
    regimes: tuple[str, ...] = ()
    source: str = ""

    def __repr__(self) -> str:
        rows = {
            "formula": self.formula,
            "tested": self.domain,
            "error": self._errors(),
            "regimes": "; ".join(self.regimes),
            "source": self.source,
        }
        lines = [f"  {name:8} {text}" for name, text in rows.items() if text]
        return "\n".join([f"derivative with respect to {self.parameter}", *lines])

    def _errors(self) -> str:
        if self.worst is None:
            return "not recorded"
        median = "" if self.median is None else f", median {self.median:.3g}"
        return f"worst {self.worst:.3g}{median}, in eps * max(1, condition number)"
