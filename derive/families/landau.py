"""Landau law of energy loss, the stable law of index 1 and skewness 1 with unit scale.

The formula in the documentation of ``scipy.stats.landau`` is that of scale pi/2 and location
log(pi/2); what it computes, and what is stated here, is that law brought to loc = 0, scale = 1.
"""

from sympy import Integral, Symbol, exp, log, oo, pi, sin

from derive.family import Family

z = Symbol("z", real=True)
t = Symbol("t", positive=True)

kernel = exp(-2 * t * log(t) / pi - z * t) * sin(2 * t) / pi

family = Family(
    name="landau",
    title="Landau",
    variable=z,
    support=(-oo, oo),
    sf=Integral(kernel / t, (t, 0, oo)),
    pdf=Integral(kernel, (t, 0, oo)),
    source="Landau 1944, J. Phys. (USSR) 8, 201",
)
