#!/usr/bin/env python3
"""Averages the weights of trainings that began from the same network (Wortsman et al. 2022, arXiv:2203.05482).

    python3 -m average --weights runs/a/onet-int8.pt runs/b/onet-int8.pt --shares 0.4 0.6 --out runs/mean/onet-int8.pt
"""

import argparse
from pathlib import Path

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="files of one kind: average.pt, or NETWORK-int8.pt")
    parser.add_argument("--shares", type=float, nargs="+", help="what each counts, together 1; all the same when not given")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    shares = options.shares or [1 / len(options.weights)] * len(options.weights)
    if len(shares) != len(options.weights) or abs(sum(shares) - 1) > 1e-6:
        parser.error("--shares: one for each of --weights, together 1")

    states = [torch.load(path, map_location="cpu") for path in options.weights]
    mean = {}
    for name, value in states[0].items():
        parts = [share * state[name].double() for share, state in zip(shares, states)]
        mean[name] = sum(parts).to(value.dtype)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(mean, options.out)


if __name__ == "__main__":
    main()
