#!/usr/bin/env python3
"""Writes the trained int8 networks of MTCNN as ONNX.

    python3 -m mtcnn.export --weights runs/mtcnn --out .. --golden ../../tests/EdgeMonitor.Vision.Tests/Golden

``--golden`` also writes random windows and what PyTorch gives for them; the tests of EdgeMonitor.Vision hold the ONNX files,
run by ONNX Runtime, against them.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

import golden
import quantisation

from .train import NETWORKS, quantised

OUTPUTS = {"score": 1, "box": 4, "landmarks": 10}
# P-Net takes any size; 26x32 has an odd number of windows.
GOLDEN = {"pnet": (1, 26, 32), "rnet": (3, 24, 24), "onet": (2, 48, 48)}


class Exported(nn.Module):
    """The network with probabilities in place of logits."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixels):
        score, *others = self.network(pixels)
        return (score.sigmoid(), *others)


def shapes(name):
    """Shapes of the input and the outputs, with names where they vary."""
    if name == "pnet":
        return ["batch", 3, "height", "width"], {key: ["batch", count, "rows", "columns"] for key, count in list(OUTPUTS.items())[:2]}
    side = NETWORKS[name].SIDE
    kept = 3 if name == "onet" else 2
    return ["batch", 3, side, side], {key: ["batch", count] for key, count in list(OUTPUTS.items())[:kept]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder of a finished mtcnn.train")
    parser.add_argument("--out", type=Path, required=True, help="folder for mtcnn-pnet.onnx, mtcnn-rnet.onnx and mtcnn-onet.onnx")
    parser.add_argument("--golden", type=Path, help="folder for the golden inputs and outputs of the tests")
    options = parser.parse_args()
    for seed, name in enumerate(NETWORKS):
        network = Exported(quantised(name, options.weights)).eval()
        inputs, outputs = shapes(name)
        path = options.out / f"mtcnn-{name}.onnx"
        quantisation.write(network, path, inputs, outputs, {"name": f"MTCNN {name}"})
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
        if options.golden:
            golden.write(options.golden, name, *golden_windows(name, network, seed))


@torch.no_grad()
def golden_windows(name, network, seed):
    batch, height, width = GOLDEN[name]
    pixels = torch.from_numpy(np.random.default_rng(seed).integers(0, 256, (batch, 3, height, width), np.uint8))
    return pixels, dict(zip(OUTPUTS, network(pixels.float())))


if __name__ == "__main__":
    main()
