"""The template environment: strict about names, and about what a template leaves unused."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

#: Beside the package in a checkout and in an sdist; inside it in a wheel.
PLACES = (
    Path(__file__).parents[2] / "templates",
    Path(__file__).parents[1] / "templates",
)


@cache
def templates_folder() -> Path:
    """Where the templates are; FileNotFoundError where neither place has them."""
    for place in PLACES:
        if (place / "family.py.jinja").exists():
            return place
    raise FileNotFoundError(f"no templates in {' or '.join(map(str, PLACES))}; reinstall phidot")


@cache
def environment(tex: bool) -> Environment:
    """Jinja2, with << >> and <% %> for TeX, whose own braces would collide."""
    signs = (
        {
            "variable_start_string": "<<", "variable_end_string": ">>",
            "block_start_string": "<%", "block_end_string": "%>",
            "comment_start_string": "<#", "comment_end_string": "#>",
        }
        if tex
        else {}
    )  # fmt: skip
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        **signs,  # type: ignore[arg-type]
    )


def render(template: str, context: Mapping[str, Any]) -> str:
    """The template filled in; ValueError where a name was given that it does not use."""
    env = environment(tex=template.endswith(".tex.jinja"))
    source = (templates_folder() / template).read_text()
    unused = set(context) - meta.find_undeclared_variables(env.parse(source))
    if unused:
        raise ValueError(f"template {template} does not use {', '.join(sorted(unused))}")
    return env.get_template(template).render(context)
