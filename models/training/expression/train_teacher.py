#!/usr/bin/env python3
"""Trains the teacher of ExpressionNet: a network that knows faces learns expressions.

    python3 -m expression.train_teacher --data DIR --pretrained ../../node_modules/@vladmandic/face-api/model --out runs/teacher
    python3 -m expression.train_teacher --data DIR --pretrained ../../node_modules/@vladmandic/face-api/model --out runs/teacher --resume

The recipe is that of ``expression.train`` without its int8 phase, at a smaller rate and with clipped gradients, for the network has no
batch norm. OUT gets ``average.pt`` and ``log.csv``.
"""

import argparse
from pathlib import Path

import torch

from .teacher import Teacher, load_pretrained
from .train import Phase, add_options, fit, prepare, targets

EPOCHS, RATE, GRADIENT_NORM = 12, 0.02, 5.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, EPOCHS, RATE)
    parser.add_argument("--pretrained", type=Path, required=True, help="folder with face_recognition_model.bin")
    options = parser.parse_args()
    splits = prepare(options)

    teacher = Teacher()
    load_pretrained(teacher, options.pretrained)
    teacher = teacher.to(options.device, memory_format=torch.channels_last)
    average = fit(Phase("", options.epochs, options.rate, True, GRADIENT_NORM), teacher, splits, targets(splits["train"]), options)
    torch.save(average.state_dict(), options.out / "average.pt")


if __name__ == "__main__":
    main()
