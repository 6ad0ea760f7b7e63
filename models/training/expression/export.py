#!/usr/bin/env python3
"""Writes a trained int8 ExpressionNet as ONNX: uint8 faces in, probabilities of both heads out.

    python3 -m expression.export --weights runs/expression/int8.pt --out ../expression.onnx \\
        --golden ../../tests/EdgeMonitor.Vision.Tests/Golden

``--golden`` also writes random faces and what PyTorch gives for them; the tests of EdgeMonitor.Vision hold the ONNX file,
run by ONNX Runtime, against them.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from torch import nn

import quantisation

from .network import FER2013_CLASSES, FERPLUS_CLASSES, ExpressionNet

GOLDEN_FACES = 4


class Exported(nn.Module):
    """[N,1,48,48] -> probabilities [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixels):
        fer2013, ferplus = self.network(pixels)
        return fer2013.softmax(1), ferplus.softmax(1)


def load(weights):
    """The int8 network of a finished training."""
    network = quantisation.quantise(ExpressionNet().eval())
    network.load_state_dict(torch.load(weights, map_location="cpu"))
    quantisation.freeze_ranges(network)
    return network.eval()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="int8.pt of a training run")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file")
    parser.add_argument("--golden", type=Path, help="folder for the golden faces and outputs of the tests")
    options = parser.parse_args()

    exported = Exported(load(options.weights)).eval()
    quantisation.write(exported, options.out, ["batch", 1, 48, 48],
                       {"fer2013": ["batch", len(FER2013_CLASSES)], "ferplus": ["batch", len(FERPLUS_CLASSES)]},
                       {"name": "expression"})
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")
    if options.golden:
        options.golden.mkdir(parents=True, exist_ok=True)
        pixels = torch.from_numpy(np.random.default_rng(1).integers(0, 256, (GOLDEN_FACES, 1, 48, 48), np.uint8))
        pixels.numpy().tofile(options.golden / "expression.pixels.u8")
        with torch.no_grad():
            for name, values in zip(("fer2013", "ferplus"), exported(pixels.float())):
                values.numpy().tofile(options.golden / f"expression.{name}.f32")


if __name__ == "__main__":
    main()
