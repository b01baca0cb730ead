"""Half-logistic law, that of |z| for z logistic."""

from sympy import Symbol, exp, oo, tanh

from derive.family import Family

z = Symbol("z", positive=True)

family = Family(
    name="halflogistic",
    title="Half-logistic",
    variable=z,
    support=(0, oo),
    cdf=tanh(z / 2),
    sf=2 / (1 + exp(z)),
    pdf=2 * exp(-z) / (1 + exp(-z)) ** 2,
)
