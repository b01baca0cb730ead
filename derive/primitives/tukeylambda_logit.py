"""log(u/(1 - u)) at the u where Tukey's lambda law has the quantile z >= 0.

The quantile at logit L >= 0 is x = L p^lam E(-lam L) with p = 1/(1 + e^-L) and E(t) = (e^t - 1)/t.
Newton's method is applied to -log(1 - lam x)/lam, which is nearly linear in L: it is the
identity for lam = 0, a logarithm for lam < 0 and resolves the end 1/lam for lam > 0. From the
start used here six steps reach float64 for |lam| <= 5; a step never moves by more than a factor 8.
"""

from __future__ import annotations

from math import log

from derive.primitives._notation import read

COUNT = 8

START = """given z, lam
y = z * log1p_ratio(-lam * z)
left = 1.0 - lam * z
most = maximum(1.0, lam)
bulk = y * exp(lam * LOG_TWO)
end = most * y + log(most)
short = minimum(bulk, end)
long = y * exp(lam * LOG_TWO / (1.0 + y))
l0 = short if 0.0 < lam else long
"""

STEP = """e{k} = exp(-l{k})
soft{k} = log1p(e{k})
p{k} = 1.0 / (1.0 + e{k})
high{k} = exp(-lam * soft{k})
low{k} = exp(-lam * (l{k} + soft{k}))
x{k} = (l{k} * high{k}) * expm1_ratio(-lam * l{k})
rest{k} = low{k} - expm1(-lam * soft{k})
slope{k} = (high{k} * e{k} + low{k}) * p{k}
miss{k} = (x{k} - z) / left
step{k} = (miss{k} * log1p_ratio(-lam * miss{k})) * (rest{k} / slope{k})
l{next} = minimum(8.0 * l{k} + 8.0, maximum(0.125 * l{k}, l{k} - step{k}))
"""

FUNCTION = read(
    "tukeylambda_logit",
    START + "".join(STEP.format(k=k, next=k + 1) for k in range(COUNT)) + f"return l{COUNT}\n",
    {"LOG_TWO": log(2.0)},
    "log(u/(1 - u)) where Tukey's lambda law has the quantile z, 0 <= z < 1/max(lam, 0).",
)
