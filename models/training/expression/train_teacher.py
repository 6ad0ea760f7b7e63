#!/usr/bin/env python3
"""Trains the teacher of ExpressionNet: a network that knows faces learns expressions.

    python3 -m expression.train_teacher --data DIR --pretrained ../../node_modules/@vladmandic/human/models --out runs/teacher
    python3 -m expression.train_teacher --data DIR --pretrained ../../node_modules/@vladmandic/human/models --out runs/teacher --resume

The recipe is that of ``expression.train`` without its int8 phase, at a smaller rate. OUT gets ``average.pt`` and ``log.csv``.
"""

import argparse
from pathlib import Path

from .teacher import Teacher, load_pretrained
from .train import Targets, add_options, fit_float, prepare

EPOCHS, RATE = 12, 0.03
# How many faces tell what the network's norms would have measured.
MEASURED = 512


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, EPOCHS, RATE)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder with faceres.json and faceres.bin")
    options = parser.parse_args()
    splits = prepare(options)

    teacher = Teacher()
    load_pretrained(teacher, options.pretrained, splits["train"].head(MEASURED).pixels.float())
    fit_float(teacher, splits, Targets(splits["train"]), options)


if __name__ == "__main__":
    main()
