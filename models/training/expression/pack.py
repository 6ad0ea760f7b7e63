#!/usr/bin/env python3
"""Makes a teacher's weights small enough to keep with the code: int8, with one scale an output channel, so that whoever goes on with the training need
not begin with the hours that the teacher took.

    python3 -m expression.pack --weights runs/teacher-4/average.pt --out teacher.pt

``trained.load`` and ``load_float`` read such a file like any average.pt.
"""

import argparse
from pathlib import Path

import torch

from quantisation import along_channels, weight_scale

SCALE = ".scale"


def pack(state):
    """A state whose weights are int8 beside their scales; all else, a tenth of it, stays as it is."""
    packed = dict(state)
    for name, value in state.items():
        if name.endswith(".weight") and value.ndim > 1:
            packed[name + SCALE] = weight_scale(value)
            packed[name] = (value / along_channels(packed[name + SCALE], value)).round().to(torch.int8)
    return packed


def unpack(state):
    """The floats of a packed state; one that was never packed stays as it is."""
    return {name: value * along_channels(state[name + SCALE], value) if name + SCALE in state else value
            for name, value in state.items() if not name.endswith(SCALE)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="average.pt of a training run")
    parser.add_argument("--out", type=Path, required=True, help="the small file")
    options = parser.parse_args()
    torch.save(pack(torch.load(options.weights, map_location="cpu")), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
