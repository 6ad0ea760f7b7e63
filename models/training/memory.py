"""Memory of a training on a CPU."""

import ctypes

# Of glibc's malloc.h.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
NEVER = 2**31 - 1


def keep():
    """Has glibc keep what a step has freed for the next one: by itself it hands it back to the system and asks for it anew, which can take longer than
    the arithmetic. Without glibc this does nothing."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(TRIM_THRESHOLD, NEVER)
        mallopt(MMAP_THRESHOLD, NEVER)
