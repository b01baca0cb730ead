"""Expansions of a velocity derived from its continuity equation, in exact rational arithmetic.

Input: the coefficients of the linear equation ``v_z = -(s + v l_z)`` (DESIGN 1c), in a coordinate
in which they are power series. Output: the coefficients of an expansion: in a large parameter
(``uniform``), at an end of the support (``endpoint``), in a tail (``tail``).
"""
