"""Benchmarks: every kernel against the same formula written by hand and in NumPy."""
