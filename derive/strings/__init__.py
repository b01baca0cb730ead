"""Strings: a family from the command line. Text in, a Family out; nothing is ever evaluated."""

from derive.strings.parse import ParseError, parse
from derive.strings.state import state_family

__all__ = ["ParseError", "parse", "state_family"]
