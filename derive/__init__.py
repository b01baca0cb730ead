"""The derivation engine: SymPy specs of families in, checked kernels and LaTeX out.

The stages, each a module that knows only the one before it: ``families`` (specs), ``derivation``,
``plan``, ``assemble`` and ``lower`` (kernel IR), ``printer`` and ``emit``. The ``oracle`` sees the
specs alone.
"""

__version__ = "0.1.0"
