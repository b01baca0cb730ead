"""Own: a family that is not the catalogue's, checked, derived and proved, with a clock on SymPy."""

from __future__ import annotations

from derive.derivation import Derivation, derive, derive_all
from derive.derivation.patience import OutOfTime, limited, within
from derive.family import Family, SpecError
from derive.proof import prove, prove_second
from derive.validate import validate

#: Seconds for all of a family: checks, derivations and proofs.
LONGEST = 540.0


def derive_own(family: Family, parameter: str | None = None) -> tuple[Derivation, ...]:
    """The derivations, every step proved; SpecError or ProofError of one line where that fails.

    Where SymPy takes too long for one step, another route is taken and the derivation's ``notes``
    say so.
    """

    def attempt() -> tuple[Derivation, ...]:
        validate(family)
        with limited():
            found = (derive(family, parameter),) if parameter else derive_all(family)
        for derivation in found:
            prove(derivation)
        if parameter is None:
            prove_second(found)
        return found

    try:
        return within(LONGEST, attempt)
    except OutOfTime:
        raise SpecError(
            f"family {family.name}: it could not be checked and derived within {LONGEST:g} s; "
            "state its law in another form, for example as a reduction"
        ) from None
