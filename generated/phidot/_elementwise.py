# Copied by `make` from derive/runtime; edit it there.
"""Elementwise: the public face of a kernel.

NumPy's broadcasting and types around two loops over contiguous float64: ``fixed``, whose
parameters are numbers, and ``arrays``, whose parameters are arrays. Scalars go to the scalar
function itself, which is also what users call from their own compiled code (``.jit``).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from functools import update_wrapper
from typing import Any, Generic, NamedTuple, ParamSpec, TypeAlias, TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from ._arguments import PYTHON, Array, Value, as_array, is_plain, is_scalar, promote, read
from ._info import Info
from ._jit import FLOAT, INPUT, OUTPUT, Entry
from ._output import check, layout, overlaps, receives
from ._staged import Staged
from ._sweep import sweep, sweep_flat

P = ParamSpec("P")
R = TypeVar("R")
G = TypeVar("G", bound=NamedTuple)

#: What a declared function returns: its arguments in the order of the kernel, then ``out``.
Bound: TypeAlias = tuple[tuple[ArrayLike, ...], Any]
Declaration: TypeAlias = Callable[P, Bound]
#: A kernel over arrays: one compiled loop, or several with roots between them.
Loop: TypeAlias = Callable[..., Any] | Staged


class Elementwise(Generic[P, R]):
    """A function of real arrays, evaluated element by element.

    Attributes: ``jit``, the scalar function for use inside compiled code, and ``info``, what is
    known of its accuracy (None for a gradient).
    """

    def __init__(
        self,
        declaration: Declaration[P],
        kernels: tuple[Callable[..., Any], Loop, Loop],
        result: type[Any] | None,
        info: Info | None,
        beside: Elementwise[..., R] | None = None,
    ) -> None:
        update_wrapper(self, declaration)
        signature = inspect.signature(declaration)
        self.__name__ = declaration.__name__
        self.__signature__ = signature.replace(return_annotation=result or Any)
        self.info = info
        self.jit, fixed, arrays = kernels
        self._bind = declaration
        self._names = tuple(
            p.name for p in signature.parameters.values() if p.kind is not p.KEYWORD_ONLY
        )
        self._beside = beside
        self._result = result
        self._outputs = len(result._fields) if result else 1
        self._compile_at_first_call(fixed, arrays)

    def _compile_at_first_call(self, fixed: Loop, arrays: Loop) -> None:
        count = len(self._names)
        self._scalar = Entry(self.jit, (FLOAT,) * count)
        self._fixed = self._loop_over(fixed, (FLOAT,) * (count - 1))
        self._arrays = self._loop_over(arrays, (INPUT,) * (count - 1))

    def _loop_over(self, loop: Loop, parameters: tuple[Any, ...]) -> Entry | Staged:
        if isinstance(loop, Staged):
            return loop.compile_as(parameters, self._outputs)
        return Entry(loop, (INPUT, *parameters, *(OUTPUT,) * self._outputs))

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        values, out = self._bind(*args, **kwargs)
        if self._beside is not None and len(values) > len(self._names):
            return self._beside.evaluate(values, out)
        return self.evaluate(values, out)

    def evaluate(self, values: Sequence[Any], out: Any = None) -> R:
        """The result at ``values``, every argument in the order of the signature."""
        if out is None and PYTHON.issuperset(map(type, values)):
            return self.pack(self._scalar.call(*map(float, values)))
        if is_plain(*values):
            if out is None:
                return self._over_plain(*values)
            if self._result is None and receives(out, values[0]):
                return self._into(out, *values)
        read_values = [
            read(self.__name__, name, v) for name, v in zip(self._names, values, strict=True)
        ]
        if all(map(is_scalar, read_values)):
            return self._at_point(read_values, out)
        return self._over_arrays(read_values, out)

    def pack(self, results: Any) -> R:
        """Results as they are returned: one, or the named tuple of several."""
        packed: R = self._result._make(results) if self._result else results
        return packed

    def _over_plain(self, z: Any, *scalars: Any) -> R:
        results = [np.empty(z.shape) for _ in range(self._outputs)]
        flat = [z, *results] if z.ndim == 1 else [a.reshape(-1) for a in (z, *results)]
        sweep_flat(self._fixed.call, flat, [*map(float, scalars)])
        return self.pack(results if self._result else results[0])

    def _into(self, out: Any, z: Any, *scalars: Any) -> R:
        flat = [z.reshape(-1), out.reshape(-1)]
        sweep_flat(self._fixed.call, flat, [*map(float, scalars)])
        return cast(R, out)

    def _at_point(self, values: Sequence[Value], out: Any) -> R:
        dtype = promote(values)
        computed = self._scalar.call(*map(float, values))
        results = [dtype.type(v) for v in (computed if self._result else (computed,))]
        if out is None:
            return self.pack(results if self._result else results[0])
        for array, value in zip(self._given(out, (), dtype), results, strict=True):
            array[()] = value
        return cast(R, out)

    def _over_arrays(self, values: Sequence[Value], out: Any) -> R:
        kernel, scalars = self._loop(values)
        inputs = [as_array(v) for v in values[: len(values) - len(scalars)]]
        shape, dtype = np.broadcast(*inputs).shape, promote(values)
        given = None if out is None else self._given(out, shape, dtype)
        if given is None or overlaps(given, inputs):
            order = layout(inputs, shape)
            results = [np.empty(shape, dtype, order) for _ in range(self._outputs)]
        else:
            results = given
        sweep(kernel, inputs, scalars, results)
        if given is None:
            return self.pack(results if self._result else results[0])
        if results is not given:
            for array, computed in zip(given, results, strict=True):
                np.copyto(array, computed)
        return cast(R, out)

    def _loop(self, values: Sequence[Value]) -> tuple[Callable[..., Any], list[float]]:
        """The kernel to use, and the parameters that it takes as numbers: all or none."""
        if all(map(is_scalar, values[1:])):
            return self._fixed.call, [*map(float, values[1:])]
        return self._arrays.call, []

    def _given(self, out: Any, shape: tuple[int, ...], dtype: np.dtype[Any]) -> list[Array]:
        outs = out if self._result else (out,)
        if not isinstance(outs, tuple) or len(outs) != self._outputs:
            raise TypeError(f"{self.__name__}: out must be a tuple of {self._outputs} arrays")
        for array in outs:
            check(self.__name__, array, shape, dtype)
        return [np.asarray(array) for array in outs]

    def fill(self, out: Any, *results: Array) -> Any:
        """``out`` with ``results`` in it, refused as by a call where it cannot hold them."""
        given = self._given(out, results[0].shape, results[0].dtype)
        for array, computed in zip(given, results, strict=True):
            np.copyto(array, computed)
        return out

    def __get__(self, instance: object, owner: type | None = None) -> Elementwise[P, R]:
        """Itself: a routine to ``inspect`` and ``help``, and the same in the body of a class."""
        return self

    def __reduce__(self) -> str:
        return self.__name__

    def __repr__(self) -> str:
        return f"<elementwise {self.__module__}.{self.__name__}{self.__signature__}>"


def elementwise(
    jit: Callable[..., Any],
    fixed: Loop,
    arrays: Loop,
    info: Info,
    beside: Elementwise[..., Any] | None = None,
) -> Callable[[Declaration[P]], Elementwise[P, Any]]:
    """Make a declaration (its signature and docstring) the public face of three kernels.

    ``beside`` takes over where the declaration returns one argument more than usual.
    """
    return lambda declaration: Elementwise(declaration, (jit, fixed, arrays), None, info, beside)


def together(
    result: type[G],
    jit: Callable[..., Any],
    fixed: Loop,
    arrays: Loop,
    beside: Elementwise[..., G] | None = None,
) -> Callable[[Declaration[P]], Elementwise[P, G]]:
    """As ``elementwise``, for kernels of several results, returned as a named tuple."""
    return lambda declaration: Elementwise(declaration, (jit, fixed, arrays), result, None, beside)
