# Copied by `make` from derive/runtime; edit it there.
"""Lanes: eight float64 side by side, for what LLVM does not vectorise by itself.

A number out of a row of sixteen, a different one for every lane, is one instruction with AVX-512
and a load for every lane elsewhere; a loop over elements would become a gather, which is slow. The
arithmetic is the same on every processor.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, register_model

#: Lanes of a vector, and numbers of a row.
WIDTH, ROW = 8, 16

NUMBER, WORD, WHOLE = ir.DoubleType(), ir.IntType(32), ir.IntType(64)
VECTOR, CELLS = ir.VectorType(NUMBER, WIDTH), ir.VectorType(WHOLE, WIDTH)
PERMUTE = "llvm.x86.avx512.vpermi2var.pd.512"


class Lanes(types.Type):
    """Numba's type of eight numbers, or of eight numbers' places in a row."""

    def __init__(self, name: str, vector: ir.VectorType) -> None:
        super().__init__(name=name)
        self.vector = vector


@register_model(Lanes)
class LanesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Lanes) -> None:
        super().__init__(manager, kind, kind.vector)  # type: ignore[no-untyped-call]


NUMBERS, PLACES = Lanes("Numbers", VECTOR), Lanes("Places", CELLS)


def has_permutation(context: Any) -> bool:
    """Whether code is made for a processor that permutes a row by lanes."""
    _, _, features = context.codegen().magic_tuple()
    return "+avx512f" in features.split(",")


def point_to(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    """The address of an element of a contiguous array, counted from its first."""
    data = context.make_array(kind)(context, builder, array).data
    return builder.gep(data, [index])


def read_vector(builder: Any, pointer: Any) -> Any:
    loaded = builder.load(builder.bitcast(pointer, VECTOR.as_pointer()))
    loaded.align = 8
    return loaded


def spread(builder: Any, value: Any) -> Any:
    """A number in every lane."""
    first = builder.insert_element(ir.Constant(VECTOR, ir.Undefined), value, ir.Constant(WORD, 0))
    zeros = ir.Constant(ir.VectorType(WORD, WIDTH), [0] * WIDTH)
    return builder.shuffle_vector(first, ir.Constant(VECTOR, ir.Undefined), zeros)


def take(context: Any, builder: Any, row: Any, places: Any) -> Any:
    """For every lane the number of the row, which begins at the address ``row``, at its place."""
    if has_permutation(context):
        kind = ir.FunctionType(VECTOR, [VECTOR, CELLS, VECTOR])
        permute = builder.module.declare_intrinsic(PERMUTE, (), kind)
        upper = builder.gep(row, [ir.Constant(WHOLE, WIDTH)])
        lower = read_vector(builder, row)
        return builder.call(permute, [lower, places, read_vector(builder, upper)])
    found = ir.Constant(VECTOR, ir.Undefined)
    for lane in range(WIDTH):
        position = ir.Constant(WORD, lane)
        place = builder.gep(row, [builder.extract_element(places, position)])
        found = builder.insert_element(found, builder.load(place), position)
    return found


@intrinsic
def load(typingctx: Any, array: Any, index: Any) -> Any:
    """Eight elements of ``array`` from ``index`` on."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return read_vector(builder, point_to(context, builder, signature.args[0], *args))

    return NUMBERS(array, types.uint64), codegen


@intrinsic
def find(typingctx: Any, table: Any, s: Any) -> Any:
    """The last place of the first row of ``table``, which ascends, whose number is not above s;
    0 where there is none."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        row = point_to(context, builder, signature.args[0], args[0], ir.Constant(WHOLE, 0))
        place = ir.Constant(CELLS, [0] * WIDTH)
        step = ROW // 2
        while step:
            further = builder.or_(place, ir.Constant(CELLS, [step] * WIDTH))
            reached = builder.fcmp_ordered("<=", take(context, builder, row, further), args[1])
            place = builder.select(reached, further, place)
            step //= 2
        return place

    return PLACES(table, NUMBERS), codegen


@intrinsic
def pick(typingctx: Any, table: Any, row: Any, places: Any) -> Any:
    """For every lane the number at its place of one row of ``table``."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        start = builder.mul(args[1], ir.Constant(WHOLE, ROW))
        pointer = point_to(context, builder, signature.args[0], args[0], start)
        return take(context, builder, pointer, args[2])

    return NUMBERS(table, types.uint64, PLACES), codegen


@intrinsic
def less(typingctx: Any, a: Any, b: Any) -> Any:
    """``a - b`` by lanes."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.fsub(*args)

    return NUMBERS(NUMBERS, NUMBERS), codegen


@intrinsic
def fma(typingctx: Any, a: Any, b: Any, c: Any) -> Any:
    """``a * b + c`` by lanes, rounded once."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = ir.FunctionType(VECTOR, [VECTOR] * 3)
        return builder.call(builder.module.declare_intrinsic("llvm.fma.v8f64", (), kind), args)

    return NUMBERS(NUMBERS, NUMBERS, NUMBERS), codegen


@intrinsic
def store_within(
    typingctx: Any, out: Any, index: Any, value: Any, s: Any, low: Any, high: Any
) -> Any:
    """Eight elements of ``out`` from ``index`` on: ``value``, or nan where s is outside."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        array, position, found, coordinate, least, most = args
        above = builder.fcmp_ordered(">=", coordinate, spread(builder, least))
        below = builder.fcmp_ordered("<=", coordinate, spread(builder, most))
        nothing = ir.Constant(VECTOR, [float("nan")] * WIDTH)
        chosen = builder.select(builder.and_(above, below), found, nothing)
        pointer = point_to(context, builder, signature.args[0], array, position)
        builder.store(chosen, builder.bitcast(pointer, VECTOR.as_pointer()), align=8)
        return context.get_dummy_value()

    return types.none(out, types.uint64, NUMBERS, NUMBERS, types.float64, types.float64), codegen
