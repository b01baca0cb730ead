"""Refusal: which families have no functions of second order, and why. Plans in, a reason out."""

from __future__ import annotations

from collections.abc import Mapping

from derive.functions import LatentRate, logit_at, logit_of
from derive.plan import Plan
from derive.plan.plan import integral


def refusal(plans: Mapping[str, Plan]) -> str:
    """Why there are no functions of second order; empty where there are."""
    for plan in plans.values():
        if plan.form == integral(plan.parameter):
            return "its velocity is an integral of the score, whose slopes are not integrated"
        if plan.form.has(LatentRate):
            return "its velocity is a mean over a latent variate, whose slopes are not summed"
        if plan.form.has(logit_at) and not is_inverted(plan):
            return "its velocity inverts the quantile function of another law"
    return ""


def is_inverted(plan: Plan) -> bool:
    """Whether the velocity is written in the logit of the family's own F."""
    return plan.family.quantile is not None and plan.form.has(logit_of(plan.family))
