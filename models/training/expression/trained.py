"""Reads what a training has written."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

import quantisation

from . import norms
from .network import ExpressionNet
from .teacher import Teacher


def load(path):
    """The network of ``average.pt`` (an ExpressionNet or a Teacher) or ``int8.pt``, on the CPU, not to be trained on."""
    state = torch.load(path, map_location="cpu")
    network = Teacher() if "layers.0.norm.weight" in state else ExpressionNet()
    if "pooled.output.low" in state:
        network = quantisation.quantise(network.eval())
    network.load_state_dict(state)
    quantisation.freeze_ranges(network)
    return network.eval()


def load_to_train(path, pixels):
    """An ExpressionNet to train on: of ``average.pt``, or of an exported ``.onnx``, whose rounded weights are all that is left of an earlier
    training; some faces, ``pixels`` [N,1,48,48], set up the batch norms that it lacks."""
    network = ExpressionNet()
    if Path(path).suffix == ".onnx":
        _fill(network, path, pixels)
    else:
        network.load_state_dict(torch.load(path, map_location="cpu"))
    return network


@torch.no_grad()
def _fill(network, path, pixels):
    constants = {constant.name: torch.from_numpy(numpy_helper.to_array(constant).copy()) for constant in onnx.load(str(path)).graph.initializer}

    def values(name):
        steps, scale = constants[name], constants[f"{name}.scale"]
        return steps * scale.view(-1, *[1] * (steps.ndim - 1))

    biases = {}
    for name, module in network.named_modules():
        if isinstance(module, nn.Sequential) and isinstance(module[0], nn.Conv2d):
            module[0].weight.copy_(values(f"network.{name}.weight"))
            biases[module[1]] = values(f"network.{name}.bias")
        elif module in (network.pooled, network.fer2013, network.ferplus):
            module.weight.copy_(values(f"network.{name}.weight"))
            if module.bias is not None:
                module.bias.copy_(values(f"network.{name}.bias"))
    norms.unfold(network, biases, pixels)
