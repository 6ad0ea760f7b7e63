#!/usr/bin/env python3
"""Prints the accuracies of trained weights: FER-2013's label, FER+'s majority, attentive or not. No test-time augmentation.

    python3 -m expression.evaluate --data DIR --weights runs/expression/average.pt --split private   # float
    python3 -m expression.evaluate --data DIR --weights runs/expression/int8.pt --split private      # its int8 twin
"""

import argparse
import json

import memory

from . import data
from .train import accuracies
from .trained import load


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with sheet-NN.png and labels.csv")
    parser.add_argument("--weights", required=True, help="average.pt or int8.pt of a training run")
    parser.add_argument("--split", choices=("private", "public", "train"), default="private")
    options = parser.parse_args()
    memory.keep()
    figures = accuracies(load(options.weights), data.load(options.data)[options.split], "cpu")
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
