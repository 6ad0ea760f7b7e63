#!/usr/bin/env python3
"""Writes a trained ExpressionNet as ONNX: uint8 faces in, probabilities of both heads out; weights stored as float16.

    python3 -m expression.export --weights runs/expression/average.pt --out ../expression.onnx \\
        --golden ../../tests/EdgeMonitor.Vision.Tests/Golden

``--golden`` also writes random faces and what PyTorch gives for them; the tests of EdgeMonitor.Vision hold the ONNX file,
run by ONNX Runtime, against them.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .network import ExpressionNet

OPSET = 13
GOLDEN_FACES = 4


class Exported(nn.Module):
    """[N,1,48,48] uint8 -> probabilities [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixels):
        fer2013, ferplus = self.network(pixels.float())
        return fer2013.softmax(1), ferplus.softmax(1)


def store_half(model):
    """Halves the file: weights become float16 and are cast back as the runtime loads them; arithmetic stays float32."""
    casts = []
    for weight in model.graph.initializer:
        if weight.data_type != TensorProto.FLOAT:
            continue
        name = weight.name
        half = numpy_helper.from_array(numpy_helper.to_array(weight).astype(np.float16), f"{name}_half")
        weight.CopyFrom(half)
        casts.append(helper.make_node("Cast", [half.name], [name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="average.pt of a training run")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file")
    parser.add_argument("--golden", type=Path, help="folder for the golden faces and outputs of the tests")
    options = parser.parse_args()

    network = ExpressionNet()
    network.load_state_dict(torch.load(options.weights, map_location="cpu"))
    exported = Exported(network).eval()
    pixels = torch.from_numpy(np.random.default_rng(1).integers(0, 256, (GOLDEN_FACES, 1, 48, 48), np.uint8))
    torch.onnx.export(exported, pixels, str(options.out), opset_version=OPSET, input_names=["pixels"],
                      output_names=["fer2013", "ferplus"],
                      dynamic_axes={name: {0: "batch"} for name in ("pixels", "fer2013", "ferplus")})
    model = store_half(onnx.load(str(options.out)))
    onnx.checker.check_model(model)
    onnx.save(model, str(options.out))
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")
    if options.golden:
        options.golden.mkdir(parents=True, exist_ok=True)
        pixels.numpy().tofile(options.golden / "expression.pixels.u8")
        with torch.no_grad():
            for name, values in zip(("fer2013", "ferplus"), exported(pixels)):
                values.numpy().tofile(options.golden / f"expression.{name}.f32")


if __name__ == "__main__":
    main()
