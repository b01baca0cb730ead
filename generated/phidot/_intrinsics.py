# Copied by `make` from derive/runtime; edit it there.
"""What Python cannot say and LLVM can: fused multiply-add and the bits of a float64.

Each of these compiles to one or two instructions and vectorises. They exist inside ``@jit``
functions only.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core.cgutils import alloca_once
from numba.extending import intrinsic


@intrinsic
def fma(typingctx: Any, a: Any, b: Any, c: Any) -> Any:
    """``a * b + c`` rounded once."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.fma(*args)

    return types.float64(types.float64, types.float64, types.float64), codegen


@intrinsic
def minimum(typingctx: Any, a: Any, b: Any) -> Any:
    """The smaller of two float64; ``b`` where they do not compare."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.select(builder.fcmp_ordered("<", *args), *args)

    return types.float64(types.float64, types.float64), codegen


@intrinsic
def maximum(typingctx: Any, a: Any, b: Any) -> Any:
    """The larger of two float64; ``b`` where they do not compare."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.select(builder.fcmp_ordered(">", *args), *args)

    return types.float64(types.float64, types.float64), codegen


@intrinsic
def scaled(typingctx: Any, x: Any, shifted: Any) -> Any:
    """``x`` times 2^n, where ``shifted`` is 1.5 * 2^52 + n and both factors and result are normal.

    The low bits of ``shifted`` are those of n; one shift brings them to the exponent, where an
    integer addition multiplies. AVX2 has no conversion from float64 to int64.
    """

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits = ir.IntType(64)
        steps = builder.shl(builder.bitcast(args[1], bits), ir.Constant(bits, 52))
        moved = builder.add(builder.bitcast(args[0], bits), steps)
        return builder.bitcast(moved, ir.DoubleType())

    return types.float64(types.float64, types.float64), codegen


ROOT_HALF_BITS = 0x3FE6A09E667F3BCD
ONE_BITS = 0x3FF0000000000000
TWO52_BITS = 0x4330000000000000
EXPONENT_MASK = 0x7FF0000000000000


def biased_bits(builder: Any, x: Any) -> Any:
    """Bits whose exponent field holds e + 1023, where x = m 2^e and sqrt(1/2) <= m < sqrt(2)."""
    shift = ir.Constant(ir.IntType(64), ONE_BITS - ROOT_HALF_BITS)
    return builder.add(builder.bitcast(x, ir.IntType(64)), shift)


@intrinsic
def exponent(typingctx: Any, x: Any) -> Any:
    """The integer e of x = m 2^e, sqrt(1/2) <= m < sqrt(2), for a positive normal ``x``."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits, number = ir.IntType(64), ir.DoubleType()
        field = builder.lshr(biased_bits(builder, args[0]), ir.Constant(bits, 52))
        shown = builder.bitcast(builder.or_(field, ir.Constant(bits, TWO52_BITS)), number)
        return builder.fsub(shown, ir.Constant(number, 2.0**52 + 1023.0))

    return types.float64(types.float64), codegen


@intrinsic
def mantissa(typingctx: Any, x: Any) -> Any:
    """The m of x = m 2^e, sqrt(1/2) <= m < sqrt(2), for a positive normal ``x``."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits = ir.IntType(64)
        field = builder.and_(biased_bits(builder, args[0]), ir.Constant(bits, EXPONENT_MASK))
        scale = builder.sub(field, ir.Constant(bits, ONE_BITS))
        return builder.bitcast(builder.sub(builder.bitcast(args[0], bits), scale), ir.DoubleType())

    return types.float64(types.float64), codegen


@intrinsic
def copysign(typingctx: Any, x: Any, y: Any) -> Any:
    """``x`` with the sign bit of ``y``."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits = ir.IntType(64)
        sign = ir.Constant(bits, 1 << 63)
        rest = ir.Constant(bits, (1 << 63) - 1)
        magnitude = builder.and_(builder.bitcast(args[0], bits), rest)
        signed = builder.and_(builder.bitcast(args[1], bits), sign)
        return builder.bitcast(builder.or_(magnitude, signed), ir.DoubleType())

    return types.float64(types.float64, types.float64), codegen


@intrinsic
def quarter_turned(typingctx: Any, sine: Any, cosine: Any, shifted: Any) -> Any:
    """The sine after n quarter turns: sine, cosine, -sine, -cosine for n = 0, 1, 2, 3 modulo 4.

    ``shifted`` is 1.5 * 2^52 + n; the two lowest bits of it choose.
    """

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bits = ir.IntType(64)
        turns = builder.bitcast(args[2], bits)
        lowest = builder.and_(turns, ir.Constant(bits, 1))
        even = builder.icmp_unsigned("==", lowest, ir.Constant(bits, 0))
        chosen = builder.bitcast(builder.select(even, args[0], args[1]), bits)
        second = builder.and_(turns, ir.Constant(bits, 2))
        sign = builder.shl(second, ir.Constant(bits, 62))
        return builder.bitcast(builder.xor(chosen, sign), ir.DoubleType())

    return types.float64(types.float64, types.float64, types.float64), codegen


@intrinsic
def floor(typingctx: Any, a: Any) -> Any:
    """The largest integer that is not above a float64, as a float64."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        function = builder.module.declare_intrinsic("llvm.floor", [ir.DoubleType()])
        return builder.call(function, args)

    return types.float64(types.float64), codegen


@intrinsic(prefer_literal=True)
def stack(typingctx: Any, size: Any) -> Any:
    """Room for ``size`` float64, a constant, on the stack; one room a place in the source."""
    if not isinstance(size, types.IntegerLiteral):
        return None
    count = size.literal_value

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = ir.ArrayType(ir.DoubleType(), count)
        room = alloca_once(builder, kind)  # type: ignore[no-untyped-call]
        return builder.bitcast(room, ir.PointerType(ir.DoubleType()))

    numbers = types.CPointer(types.float64)  # type: ignore[no-untyped-call]
    return numbers(size), codegen


@intrinsic
def wide(typingctx: Any) -> Any:
    """Let LLVM use 512-bit vectors in the function that calls this, where the processor has them.

    LLVM prefers 256 bits on processors whose clock once dropped for wider ones; these loops are a
    quarter to a half faster with 512. Vectors that do not fit the registers are kept on a stack
    that is aligned for them. The attributes have no names in llvmlite, hence ``set.add``.
    """

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        for attribute in ('"prefer-vector-width"="512"', '"stackrealign"'):
            set.add(builder.function.attributes, attribute)
        return context.get_dummy_value()

    return types.none(), codegen


@intrinsic(prefer_literal=True)
def interleaved(typingctx: Any, count: Any) -> Any:
    """Let LLVM compute ``count`` vectors at a time, a power of 2, in each loop of the caller.

    A map is one chain of dependent operations, longer than what a processor looks ahead: with one
    vector at a time it mostly waits. What is computed does not change. LLVM reads this off the jump
    back to a loop's head, which Numba writes later, and its node is told from others by naming
    itself first (LLVM's reference, 'llvm.loop').
    """
    vectors = count.literal_value

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        wanted = ir.Constant(ir.IntType(32), vectors)
        wish = builder.module.add_metadata(["llvm.loop.interleave.count", wanted])
        jump = builder.branch

        def branch(target: Any) -> Any:
            made = jump(target)
            if target.is_terminated:  # It was written before: the head of a loop.
                loop = ir.values.MDValue(builder.module, (), str(len(builder.module.metadata)))
                loop.operands = (loop, wish)
                made.set_metadata("llvm.loop", loop)
            return made

        builder.branch = branch
        return context.get_dummy_value()

    return types.none(count), codegen
