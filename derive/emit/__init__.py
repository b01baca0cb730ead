"""Emit: plans in, the text of every generated file out. Nothing is written here."""
