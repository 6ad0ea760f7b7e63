"""Reads what a training has written."""

from pathlib import Path

import torch
from torch import nn

import quantisation

from . import norms
from .network import ExpressionNet
from .pack import unpack
from .teacher import Teacher


def load(path):
    """The network of ``average.pt`` (an ExpressionNet or a Teacher) or ``int8.pt``, on the CPU, not to be trained on."""
    network, state = _read(path)
    if "pooled.output.low" in state:
        network = quantisation.quantise(network.eval())
    network.load_state_dict(state)
    quantisation.freeze_ranges(network)
    return network.eval()


def load_float(path, faces):
    """A network to train on, or to learn from: of ``average.pt`` (an ExpressionNet or a Teacher), or of an exported ``.onnx`` (an ExpressionNet), whose
    rounded weights are all that is left of an earlier training; some of the ``faces`` set up the batch norms that it lacks."""
    if Path(path).suffix == ".onnx":
        network = ExpressionNet()
        _fill(network, path, faces)
    else:
        network, state = _read(path)
        network.load_state_dict(state)
    return network


def _read(path):
    """A new network of the kind that the file is of, and the file's state, not in it yet."""
    state = unpack(torch.load(path, map_location="cpu"))
    return Teacher() if "layers.0.norm.weight" in state else ExpressionNet(), state


@torch.no_grad()
def _fill(network, path, faces):
    values, biases = quantisation.read(path), {}
    for name, module in network.named_modules():
        weight, bias = values.get(f"network.{name}.weight"), values.get(f"network.{name}.bias")
        if weight is None:
            continue
        if isinstance(module, nn.Sequential):
            module[0].weight.copy_(weight)
            biases[module[1]] = bias
        else:
            module.weight.copy_(weight)
            if module.bias is not None:
                module.bias.copy_(bias)
    norms.unfold(network, biases, faces)
