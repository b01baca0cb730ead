"""Hand-written Python that ships beside the generated kernels, copied into ``generated/phidot``."""
