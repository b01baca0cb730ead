"""Reciprocal law on [a, b], another name of the log-uniform."""

from dataclasses import replace

from derive.families.loguniform import family as loguniform

family = replace(loguniform, name="reciprocal", title="Reciprocal")
