# Copied by `make` from derive/runtime; edit it there.
# Digest of everything that it calls: 64f81e956d558053
"""The derivative of a stable variate at fixed g and angle, whose mean is the velocity.

``law`` is alpha, beta, cos psi, tan psi, d psi/d(parameter), the same plus pi/2 and less pi/2, and
1 where the parameter is alpha, else 0; then psi. ``shape`` is that of ``_levy_stable_angle``.
"""

from __future__ import annotations

from math import cos, log, pi, sin

from ._arguments import Array
from ._jit import jit
from ._levy_stable_angle import sines, triangle


@jit
def slope(t: float, u: float, shape: Array, law: Array) -> float:
    """dz/d(parameter) over z at fixed g and angle; at alpha = 1 not divided by z."""
    alpha: float = law[0]
    lean: float = law[4]
    cos_psi: float = law[2]
    p, q, r = triangle(t, shape)
    sp, sq, sr = sines(p, q, r)
    phi, y, s_phi, s_y = (r, p, sr, sp) if alpha > 1.0 else (p, r, sp, sr)
    if alpha == 1.0:
        # q is d times (1 - beta) pi/(2 beta) + x.
        theta = 0.5 * pi - y
        wide: float = law[1] * (q / shape[0])
        share: float = log(2.0 / pi * wide / s_y) + law[1] * theta / wide
        return 2.0 / pi * (theta * cos(y) / s_y + share - u)
    delta = 1.0 - alpha
    part: float = delta * (s_y / sq)
    if law[7] == 0.0:
        # cos(alpha theta)
        turned: float = sin(0.5 * pi * delta + alpha * (y if y < 0.5 * pi else phi + q))
        return lean * (turned / cos_psi - part) / (alpha * s_phi)
    turn: float = law[5] - y if y < 0.5 * pi else law[6] + (phi + q)
    if phi < 0.5 and abs(law[8]) < 0.5 * alpha:
        # theta may be small.
        turn = lean + (phi - law[8]) / alpha
    lead: float = (u + log(cos_psi * s_y / sq)) / alpha + law[3] * lean
    return (lead + turn * (cos(phi) - part) / s_phi) / alpha
