"""Relativistic Breit-Wigner law of mass rho and width 1.

In x = z/sqrt(m) with m = rho sqrt(rho^2 + 1) the quartic (z^2 - rho^2)^2 + rho^2 is palindromic,
so it splits into x^2 -+ 2 x/s + 1 and the cdf is real: an angle plus a logarithm.
"""

from sympy import atan2, atanh, oo, pi, sqrt, symbols

from derive.domain import positive, within
from derive.family import Family, Reduction
from derive.functions import atanh_excess

z, x, rho, q = symbols("z x rho q", positive=True)

s = sqrt(1 + q**2)
skew = q * atanh(2 * x / (s * (1 + x**2)))

palindromic = Family(
    name="rel_breitwigner_palindromic",
    title="Relativistic Breit-Wigner, scaled",
    variable=x,
    support=(0, oo),
    parameters=(within(q, 0, 1),),
    cdf=(atan2(2 * q * x, s * (1 - x**2)) + skew) / pi,
    sf=(atan2(2 * q * x, s * (x**2 - 1)) - skew) / pi,
    pdf=4 * q * s / (pi * (s**2 * (1 - x**2) ** 2 + 4 * q**2 * x**2)),
)

root = sqrt(rho**2 + 1)
width = sqrt(2 * rho * (rho + root))

m = rho * root
t, outer = 1 / (z + m / z), 1 / (1 + m / z**2)
# The quartic times t^3; z^2 stands in denominators only, where it may overflow.
quartic = z * outer * (1 - (rho**2 + m) / (z**2 + m)) ** 2 + rho**2 * t**3
near = z * (3 * rho**2 + 1 + m) - width**2 * z * outer
far = quartic * width**2 * atanh_excess(width * t)

family = Family(
    name="rel_breitwigner",
    title="Relativistic Breit-Wigner",
    variable=z,
    support=(0, oo),
    parameters=(positive(rho),),
    reduction=Reduction(z / sqrt(rho * root), palindromic, {"q": 1 / (rho + root)}),
    pdf=4 * rho**2 * root / (pi * width * ((z**2 - rho**2) ** 2 + rho**2)),
    stable={"rho": (near + far) / (2 * rho * root**2)},
)
