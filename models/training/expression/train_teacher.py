#!/usr/bin/env python3
"""Trains the teacher of ExpressionNet: a network that knows faces learns expressions.

    python3 -m expression.train_teacher --data DIR --pretrained ASSETS/MobileFaceNet.tflite --out runs/teacher
    python3 -m expression.train_teacher --data DIR --pretrained ASSETS/MobileFaceNet.tflite --out runs/teacher --resume

The recipe is that of ``expression.train`` without its int8 phase, at a smaller rate and with clipped gradients. OUT gets ``average.pt`` and ``log.csv``.
"""

import argparse
from pathlib import Path

from .teacher import Teacher, load_pretrained
from .train import MEASURED, Lessons, add_options, fit_float, prepare

EPOCHS, RATE = 8, 0.03
GRADIENT_NORM = 2.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, EPOCHS, RATE)
    parser.add_argument("--pretrained", type=Path, required=True, help="MobileFaceNet.tflite")
    options = parser.parse_args()
    splits = prepare(options)

    teacher = Teacher()
    load_pretrained(teacher, options.pretrained, splits["train"].head(MEASURED).pixels.float())
    fit_float(teacher, Lessons(splits["train"]), splits["public"], options, GRADIENT_NORM)


if __name__ == "__main__":
    main()
