"""Memory of a training on a CPU."""

import ctypes

# Of glibc's malloc.h: parameters of mallopt, and the value with which it gives nothing back.
TRIM_THRESHOLD, MMAP_MAX = -1, -4
NEVER = -1


def keep():
    """Has glibc keep what a step has freed for the next one: by itself it hands it back to the system and asks for it anew, which can take longer than
    the arithmetic. Without glibc this does nothing."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        mallopt(TRIM_THRESHOLD, NEVER)
        # What is mapped on its own is always given back.
        mallopt(MMAP_MAX, 0)
