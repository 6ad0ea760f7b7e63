"""The classic MTCNN's O-Net (``onet.tflite``) in PyTorch: it teaches the landmarks, which the photos do not have."""

import numpy as np
import torch
from torch import nn

import tflite

from . import photos
from .convert import DEVIATION, MEAN, slope_after

SIDE = 48
CERTAIN = 0.9


def read(path):
    """[N,3,48,48] 0..255 RGB -> score [N], box [N,4], landmarks [N,10]; upright, as ``convert`` makes it."""
    network = tflite.read(path)
    trunk, heads, flat = [], [], False
    for position, operator in enumerate(network.operators):
        if operator.kind == "MAX_POOL_2D":
            trunk.append(nn.MaxPool2d(operator.options["window"], operator.options["strides"], ceil_mode=operator.options["padding"] == "SAME"))
        if operator.kind not in ("CONV_2D", "FULLY_CONNECTED"):
            continue
        weight, bias = network.constants(operator)
        slope = slope_after(network, position)
        if operator.kind == "CONV_2D":
            layer = nn.Conv2d(weight.shape[3], weight.shape[0], weight.shape[1:3])
            weight = weight.transpose(0, 3, 2, 1)
        else:
            if not flat:
                height, width, depth = network.tensors[operator.inputs[0]].shape[1:]
                weight = weight.reshape(-1, height, width, depth).transpose(0, 3, 2, 1).reshape(len(weight), -1)
                trunk.append(nn.Flatten())
                flat = True
            layer = nn.Linear(weight.shape[1], weight.shape[0])
        layer.weight.data, layer.bias.data = torch.tensor(weight.copy()), torch.tensor(bias.copy())
        if slope is None:
            heads.append(layer)
        else:
            prelu = nn.PReLU(len(bias))
            prelu.weight.data = torch.tensor(slope.ravel().copy())
            trunk += [layer, prelu]
    trunk, heads = nn.Sequential(*trunk), nn.ModuleList(heads)

    @torch.no_grad()
    def run(pixels):
        features = trunk((pixels.float() - MEAN) / DEVIATION)
        score, box, landmarks = (head(features) for head in heads)
        return score.softmax(1)[:, 1], box, landmarks

    return run


def look(onet, photo, windows):
    """Runs the teacher on windows of a photo: scores, moved boxes and landmarks [n,5,2], all in pixels of the photo."""
    pixels = np.stack([photos.crop(photo.picture, window, SIDE, photos.FILTERS[0]) for window in windows])
    score, box, points = (value.numpy() for value in onet(torch.from_numpy(pixels.transpose(0, 3, 1, 2).copy())))
    return score, windows + box * (windows[:, 2] - windows[:, 0])[:, None], photos.in_photo(points, windows)


def mark(onet, pictures):
    """Sets the landmarks of every boxed face: the first look centres the window, the second reads it."""
    for photo in pictures:
        _, moved, _ = look(onet, photo, photos.squares(photo.boxes))
        photo.windows = photos.squares(moved)
        score, _, photo.landmarks = look(onet, photo, photo.windows)
        photo.marked = score > CERTAIN
