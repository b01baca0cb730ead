"""An eighth of e^|x|, finite wherever sinh and cosh are."""

from __future__ import annotations

from derive.primitives import _exponential
from derive.primitives._notation import Constants

CONSTANTS: Constants = _exponential.CONSTANTS | {"MOST": 711.0}

BODY = f"""
magnitude = abs(x)
bounded = minimum(MOST, magnitude)
{_exponential.REDUCE}
eighth = scaled(0.125, shifted)
"""
