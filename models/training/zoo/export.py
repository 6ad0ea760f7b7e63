#!/usr/bin/env python3
"""Writes trained networks of the comparison as float ONNX files that ``edgemonitor evaluate expressions --model FILE`` measures.

    python3 -m zoo.export --runs runs/zoo            # runs/zoo/NETWORK/NETWORK.onnx for each that is trained

Inputs and outputs are those of the shipped network: ``pixels`` [N,1,48,48] uint8, probabilities ``fer2013`` [N,7] and ``ferplus`` [N,8].
"""

import argparse
from pathlib import Path

import torch
from torch import nn

from expression.export import Exported

from .networks import NETWORKS

OPSET = 13


class FromBytes(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixels):
        return self.network(pixels.float())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, required=True, help="OUT of zoo.train")
    options = parser.parse_args()
    trained = [name for name in NETWORKS if (options.runs / name / "average.pt").exists()]
    if not trained:
        raise SystemExit(f"{options.runs}: no network is trained yet; see zoo.train")
    for name in trained:
        network = NETWORKS[name]()
        network.load_state_dict(torch.load(options.runs / name / "average.pt", map_location="cpu"))
        path = options.runs / name / f"{name}.onnx"
        torch.onnx.export(
            FromBytes(Exported(network)).eval(), torch.zeros(2, 1, 48, 48, dtype=torch.uint8), path, opset_version=OPSET,
            input_names=["pixels"], output_names=["fer2013", "ferplus"],
            dynamic_axes={tensor: {0: "batch"} for tensor in ("pixels", "fer2013", "ferplus")})
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()
