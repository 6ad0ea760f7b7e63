#!/usr/bin/env python3
"""Trains the teacher of ExpressionNet: a network that knows faces learns expressions.

    python3 -m expression.train_teacher --data DIR --pretrained ASSETS/MobileFaceNet.tflite --out runs/teacher
    python3 -m expression.train_teacher --data DIR --initial runs/teacher/average.pt --epochs 12 --out runs/teacher-2 \\
        --teachers runs/teacher/average.pt runs/expression/average.pt       # goes on, and learns from itself and its pupil

The recipe is that of ``expression.train`` without its int8 phase, at a smaller rate and with clipped gradients. OUT gets ``average.pt`` and ``log.csv``.
"""

import argparse
from pathlib import Path

from .lessons import Lessons, goals_of
from .teacher import Teacher, load_pretrained
from .train import add_options, add_teaching_options, fit_float, prepare
from .trained import load_float

EPOCHS, RATE = 8, 0.03
GRADIENT_NORM = 2.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, EPOCHS, RATE)
    parser.add_argument("--pretrained", type=Path, help="MobileFaceNet.tflite or fr_feature.onnx, in place of --initial")
    add_teaching_options(parser, share=0.5)
    options = parser.parse_args()
    if (options.pretrained is None) == (options.initial is None):
        parser.error("either --pretrained or --initial is needed")
    splits = prepare(options)

    faces = splits["train"]
    teacher = load_float(options.initial, faces) if options.initial else load_pretrained(options.pretrained, faces)
    if not isinstance(teacher, Teacher):
        parser.error(f"--initial: {options.initial} is no teacher's average.pt")
    fit_float(teacher, Lessons(faces, goals_of(faces, options)), splits["public"], options, GRADIENT_NORM)


if __name__ == "__main__":
    main()
