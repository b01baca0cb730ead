"""Opaque: which families have kernels whose own code cannot be differentiated. Plans in."""

from __future__ import annotations

from collections.abc import Mapping

from derive.functions import LatentRate, logit_at, logit_of
from derive.plan import Plan
from derive.plan.plan import integral


def is_opaque(plans: Mapping[str, Plan]) -> bool:
    """Whether a velocity is an integral of the score, a mean over a latent variate, or inverts the
    quantile function of another law."""
    return any(
        plan.form == integral(plan.parameter)
        or plan.form.has(LatentRate)
        or (plan.form.has(logit_at) and not is_inverted(plan))
        for plan in plans.values()
    )


def is_inverted(plan: Plan) -> bool:
    """Whether the velocity is written in the logit of the family's own F."""
    return plan.family.quantile is not None and plan.form.has(logit_of(plan.family))
