"""Student's t law with df degrees of freedom."""

from sympy import Symbol, log, loggamma, oo, pi

from derive.domain import positive
from derive.family import Family
from derive.functions import t_rate

z = Symbol("z", real=True)
df = Symbol("df", positive=True)

family = Family(
    name="t",
    title="Student's t",
    variable=z,
    support=(-oo, oo),
    parameters=(positive(df, tested=(1e-2, 1e8)),),
    log_density=loggamma((df + 1) / 2)
    - loggamma(df / 2)
    - log(pi * df) / 2
    - (df + 1) / 2 * log(1 + z**2 / df),
    even=True,
    velocities={"df": z * t_rate(z, df)},
)
