#!/usr/bin/env python3
"""Trains the teacher of ExpressionNet: a network that knows faces learns expressions.

    python3 -m expression.train_teacher --data DIR --pretrained ../../node_modules/@vladmandic/face-api/model --out runs/teacher
    python3 -m expression.train_teacher --data DIR --pretrained ../../node_modules/@vladmandic/face-api/model --out runs/teacher --resume

The recipe is that of ``expression.train`` without its int8 phase, at a smaller rate and with clipped gradients, for the network has no
batch norm. OUT gets ``average.pt`` and ``log.csv``.
"""

import argparse
from pathlib import Path

from .teacher import Teacher, load_pretrained
from .train import add_options, fit_float, prepare, targets

EPOCHS, RATE, GRADIENT_NORM = 12, 0.02, 5.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, EPOCHS, RATE)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder with face_recognition_model.bin")
    options = parser.parse_args()
    splits = prepare(options)

    teacher = Teacher()
    load_pretrained(teacher, options.pretrained)
    fit_float(teacher, splits, targets(splits["train"]), options, GRADIENT_NORM)


if __name__ == "__main__":
    main()
