"""Reads what a training has written."""

import torch

import quantisation

from .network import ExpressionNet
from .teacher import Teacher


def load(path):
    """The network of ``average.pt`` (an ExpressionNet or a Teacher) or ``int8.pt``, on the CPU, not to be trained on."""
    state = torch.load(path, map_location="cpu")
    network = Teacher() if "units.0.norm.weight" in state else ExpressionNet()
    if "pooled.low" in state:
        network = quantisation.quantise(network.eval())
    network.load_state_dict(state)
    quantisation.freeze_ranges(network)
    return network.eval()
