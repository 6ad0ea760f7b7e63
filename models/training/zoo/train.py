#!/usr/bin/env python3
"""Trains the networks of the comparison, all by one recipe and for one number of epochs.

    python3 -m zoo.train --data DIR --out runs/zoo                                  # all, one after the other
    python3 -m zoo.train --data DIR --out runs/zoo --network resnet50 --resume      # one, from its last checkpoint
    python3 -m zoo.train --data DIR --out /tmp/smoke --smoke

The recipe is that of ``expression/train.py`` without its int8 phase, and with clipped gradients: at this rate DeXpression's
large fully connected layer is thrown off by the first batches otherwise. OUT/NETWORK gets ``average.pt`` and ``log.csv``.
"""

import argparse
import copy

import torch

from expression.lessons import Lessons, labels
from expression.train import add_options, fit_float, prepare

from .networks import NETWORKS

# Two hours on two CPU cores. With a GPU, --epochs 45 is what the product's own network had at first.
EPOCHS = 5
GRADIENT_NORM = 2.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, EPOCHS)
    parser.add_argument("--network", action="append", choices=NETWORKS, help="may be given more than once; without it, all")
    options = parser.parse_args()
    splits = prepare(options)
    lessons = Lessons(splits["train"], labels(splits["train"]))

    for name in options.network or NETWORKS:
        each = copy.copy(options)
        each.out = options.out / name
        each.out.mkdir(exist_ok=True)
        if options.resume and (each.out / "average.pt").exists():
            print(f"{name}: trained already", flush=True)
            continue
        print(f"{name}: {options.epochs} epochs", flush=True)
        torch.manual_seed(options.seed)
        fit_float(NETWORKS[name](), lessons, splits["public"], each, GRADIENT_NORM)


if __name__ == "__main__":
    main()
