"""Photos with face boxes, and the crops that the three networks learn from.

Layout (``--data DIR``): ``images/*.jpg`` and ``boxes.csv`` with ``image,split,width,height,xmin,ymin,xmax,ymax``, a line a face,
pixels. Boxes are float arrays [n,4] of left, top, right, bottom.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

# Every HELD_OUT-th training photo trains nothing: thresholds are chosen on these.
HELD_OUT = 18
# Resampling differs between libraries; training on three keeps the networks from leaning on one.
FILTERS = (Image.BOX, Image.BILINEAR, Image.HAMMING)
# Left and right eye, nose, left and right corner of the mouth; a mirrored face exchanges left and right.
MIRRORED_POINTS = (1, 0, 2, 4, 3)


@dataclass
class Photo:
    """``landmarks`` [n,5,2] pixels of the photo, read through ``windows`` [n,4], and ``marked`` [n]: whether the teacher was certain of them."""

    name: str
    picture: Image.Image
    boxes: np.ndarray
    landmarks: np.ndarray = field(default=None)
    windows: np.ndarray = field(default=None)
    marked: np.ndarray = field(default=None)


def load(folder, split, limit=None):
    boxes = defaultdict(list)
    with open(Path(folder) / "boxes.csv", newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == split:
                boxes[row["image"]].append([float(row[key]) for key in ("xmin", "ymin", "xmax", "ymax")])
    names = sorted(boxes)[:limit]
    if not names:
        raise SystemExit(f"{folder}: boxes.csv names no photo of the split {split}")
    return [Photo(name, Image.open(Path(folder) / "images" / name).convert("RGB"), np.array(boxes[name])) for name in names]


def squares(boxes):
    """The smallest squares around the same centres that hold the boxes."""
    half = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) / 2
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    return np.stack([x - half, y - half, x + half, y + half], 1)


def moved(windows, random, moves, sizes):
    """Square windows, each moved and scaled at random: standard deviations in units of the side, and of the logarithm of the size."""
    side = (windows[:, 2] - windows[:, 0])[:, None]
    middle = (windows[:, :2] + windows[:, 2:]) / 2 + random.normal(0, moves, (len(side), 2)) * side
    half = side / 2 * np.exp(random.normal(0, sizes, (len(side), 1)))
    return np.concatenate([middle - half, middle + half], 1)


def in_photo(points, windows):
    """Landmarks [n,10] in units of their windows (five x, then five y) as [n,5,2] pixels of the photo."""
    return points.reshape(-1, 2, 5).transpose(0, 2, 1) * (windows[:, 2] - windows[:, 0])[:, None, None] + windows[:, None, :2]


def overlaps(a, b):
    """Intersection over union of each of ``a`` [n,4] with each of ``b`` [m,4]: [n,m]."""
    size = np.minimum(a[:, None, 2:], b[None, :, 2:]) - np.maximum(a[:, None, :2], b[None, :, :2])
    both = size.clip(0).prod(2)
    area_a, area_b = (a[:, 2:] - a[:, :2]).prod(1), (b[:, 2:] - b[:, :2]).prod(1)
    return both / (area_a[:, None] + area_b[None] - both)


def suppress(boxes, scores, limit, minimum=False):
    """Greedy non-maximum suppression; indices that stay, by falling score."""
    order, kept = np.argsort(-scores, kind="stable"), []
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    while len(order):
        best, rest = order[0], order[1:]
        kept.append(best)
        size = np.minimum(boxes[best, 2:], boxes[rest, 2:]) - np.maximum(boxes[best, :2], boxes[rest, :2])
        both = size.clip(0).prod(1)
        whole = np.minimum(areas[best], areas[rest]) if minimum else areas[best] + areas[rest] - both
        order = rest[both <= limit * whole]
    return np.array(kept, int)


def crop(picture, box, side, filter_):
    """The window, black beyond the photo's edges, as [side,side,3] uint8."""
    left, top, right, bottom = box
    if left >= 0 and top >= 0 and right <= picture.width and bottom <= picture.height:
        return np.asarray(picture.resize((side, side), filter_, box=(left, top, right, bottom)))
    whole = [int(np.floor(left)), int(np.floor(top)), int(np.ceil(right)), int(np.ceil(bottom))]
    room = picture.crop(whole)  # fills with black
    return np.asarray(room.resize((side, side), filter_, box=(left - whole[0], top - whole[1], right - whole[0], bottom - whole[1])))


@dataclass
class Crops:
    """Windows of one size. ``face`` 1 face, 0 none, -1 neither; ``box`` [n,4] offsets of the edges in units of the window, NaN where
    no face is near; ``landmarks`` [n,10] five x, then five y, in units of the window, NaN where unknown."""

    pixels: torch.Tensor
    face: torch.Tensor
    box: torch.Tensor
    landmarks: torch.Tensor

    def __len__(self):
        return len(self.face)

    def to(self, device):
        return Crops(self.pixels.to(device), self.face.to(device), self.box.to(device), self.landmarks.to(device))


class CropSet:
    """Collects the windows of many photos."""

    POSITIVE, NEAR, NEGATIVE = 0.6, 0.4, 0.3

    def __init__(self, side, seed):
        self.side, self.random = side, np.random.default_rng(seed)
        self.pixels, self.face, self.box, self.landmarks = [], [], [], []

    def add(self, photo, windows, negatives, read=None):
        """Labels windows by their overlap with the nearest face's square; keeps ``negatives`` of those without a face. ``read`` [n,5,2] are
        the landmarks that the teacher sees through each of these windows, in place of those of the face."""
        overlap = overlaps(windows, squares(photo.boxes))
        best, nearest = overlap.max(1), overlap.argmax(1)
        empty = np.flatnonzero(best < self.NEGATIVE)
        if len(empty) > negatives:
            empty = self.random.choice(empty, negatives, replace=False)
        for index in np.concatenate([np.flatnonzero(best >= self.NEAR), empty]):
            window, near = windows[index], best[index] >= self.NEAR
            side = window[2] - window[0]
            origin = np.tile(window[:2], 2)
            self.pixels.append(crop(photo.picture, window, self.side, FILTERS[self.random.integers(len(FILTERS))]))
            self.face.append(1 if best[index] >= self.POSITIVE else -1 if near else 0)
            self.box.append((photo.boxes[nearest[index]] - window) / side if near else np.full(4, np.nan))
            marked = near and photo.marked is not None and photo.marked[nearest[index]]
            points = photo.landmarks[nearest[index]] if read is None else read[index]
            self.landmarks.append(((points - origin[:2]) / side).T.ravel() if marked else np.full(10, np.nan))

    def around_faces(self, photo, count):
        """``count`` windows near each face."""
        return self.moved(squares(photo.boxes).repeat(count, 0))

    def moved(self, windows):
        """The windows, each moved and scaled at random as far as the stages before may be off."""
        return moved(windows, self.random, 0.12, 0.16)

    def crops(self):
        pixels = torch.from_numpy(np.stack(self.pixels).transpose(0, 3, 1, 2).copy())
        return Crops(pixels, torch.tensor(self.face), torch.from_numpy(np.stack(self.box)).float(), torch.from_numpy(np.stack(self.landmarks)).float())


def mirror(crops, chosen):
    """Mirrors the chosen crops, with their boxes and landmarks."""
    pixels, box, landmarks = crops.pixels.clone(), crops.box.clone(), crops.landmarks.clone()
    pixels[chosen] = pixels[chosen].flip(3)
    box[chosen] = torch.stack([-box[chosen, 2], box[chosen, 1], -box[chosen, 0], box[chosen, 3]], 1)
    points = landmarks[chosen].view(-1, 2, 5)[:, :, MIRRORED_POINTS]
    landmarks[chosen] = torch.stack([1 - points[:, 0], points[:, 1]], 1).flatten(1)
    return Crops(pixels, crops.face, box, landmarks)


def relight(pixels, generator):
    """[N,3,H,W] 0..255 -> the same with other light, colour, sharpness and noise."""
    n = len(pixels)

    def uniform(low, high, *shape):
        return torch.empty(shape, device=pixels.device).uniform_(low, high, generator=generator)

    pixels = pixels.float()
    blurred = uniform(0, 1, n) < 0.15
    if blurred.any():
        size = pixels.shape[2:]
        share = float(uniform(0.4, 0.8, 1))
        small = functional.interpolate(pixels[blurred], scale_factor=share, mode="bilinear", antialias=True)
        pixels[blurred] = functional.interpolate(small, size=size, mode="bilinear", align_corners=False)
    grey = (uniform(0, 1, n, 1, 1, 1) < 0.1).float()
    pixels = pixels * (1 - grey) + pixels.mean(1, keepdim=True) * grey
    mean = pixels.mean((1, 2, 3), keepdim=True)
    pixels = (pixels - mean) * uniform(0.6, 1.3, n, 1, 1, 1) + mean * uniform(0.5, 1.3, n, 1, 1, 1)
    pixels = pixels * uniform(0.9, 1.1, n, 3, 1, 1)
    noise = uniform(0, 8, n, 1, 1, 1) * (uniform(0, 1, n, 1, 1, 1) < 0.3)
    pixels = pixels + torch.randn(pixels.shape, generator=generator, device=pixels.device) * noise
    return pixels.round().clamp(0, 255)
