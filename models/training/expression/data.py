"""FER-2013 with FER+ votes: reading the sheets, and augmentation on whole batches.

Layout (``--data DIR``): ``sheet-NN.png``, 1,024 faces of 48x48 each as 32x32 tiles, row-major, 8-bit grey, and
``labels.csv`` with ``index,split,fer2013`` and the ten FER+ vote counts.
"""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

from .network import FER2013_CLASSES, FERPLUS_CLASSES

FACE = 48
TILES = 32


@dataclass
class Faces:
    """One split. ``pixels`` [N,1,48,48] uint8; ``fer2013`` [N] class index, -1 where nobody gave a label; ``votes`` [N,8] shares that sum
    to 1, or to 0 where FER+ has no vote for an emotion (such faces do not score the FER+ head, and train it by teachers only)."""

    pixels: torch.Tensor
    fer2013: torch.Tensor
    votes: torch.Tensor

    def __len__(self):
        return len(self.fer2013)

    def head(self, count):
        return self._at(slice(count))

    def half(self, number):
        """Every second face: number 1 has the first, number 2 the second and so on."""
        return self._at(slice(number - 1, None, 2))

    def and_also(self, others):
        parts = ((self.pixels, others.pixels), (self.fer2013, others.fer2013), (self.votes, others.votes))
        return Faces(*(torch.cat(pair) for pair in parts))

    def _at(self, places):
        return Faces(self.pixels[places], self.fer2013[places], self.votes[places])


def load_sheets(folder):
    tiles = []
    for path in sorted(Path(folder).glob("sheet-*.png")):
        sheet = np.asarray(Image.open(path).convert("L"))
        tiles.append(sheet.reshape(TILES, FACE, TILES, FACE).swapaxes(1, 2).reshape(-1, FACE, FACE))
    if not tiles:
        raise SystemExit(f"{folder}: no sheet-NN.png found; see the layout in expression/data.py")
    return np.concatenate(tiles)


def load(folder):
    """Reads all splits: ``{"train": Faces, "public": Faces, "private": Faces}``."""
    pixels = load_sheets(folder)
    rows = {"train": [], "public": [], "private": []}
    with open(Path(folder) / "labels.csv", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["split"]].append(row)
    return {split: _split(pixels, part) for split, part in rows.items()}


def _split(pixels, rows):
    index = [int(row["index"]) for row in rows]
    votes = np.array([[float(row[name]) for name in FERPLUS_CLASSES] for row in rows], np.float32)
    totals = votes.sum(1, keepdims=True)
    return Faces(
        torch.from_numpy(pixels[index][:, None].copy()),
        torch.tensor([FER2013_CLASSES.index(row["fer2013"]) for row in rows]),
        torch.from_numpy(votes / np.maximum(totals, 1)),
    )


def augment(pixels, generator):
    """[N,1,48,48] float 0..255 -> the same, each face flipped, rotated, shifted, scaled, blurred, relit and erased at random."""
    n = len(pixels)

    def uniform(low, high, *shape):
        return _uniform(low, high, shape or (n,), generator)

    angle = uniform(-12, 12) * (math.pi / 180)
    scale = torch.exp(uniform(-0.13, 0.13))
    flip = torch.where(uniform(0, 1) < 0.5, -1.0, 1.0)
    cos, sin = torch.cos(angle) / scale, torch.sin(angle) / scale
    shift_x, shift_y = uniform(-0.08, 0.08), uniform(-0.08, 0.08)
    affine = torch.stack([
        torch.stack([flip * cos, -sin, shift_x], 1),
        torch.stack([flip * sin, cos, shift_y], 1),
    ], 1)
    grid = functional.affine_grid(affine, list(pixels.shape), align_corners=False)
    pixels = functional.grid_sample(pixels, grid, padding_mode="border", align_corners=False)

    # Faces from the back row arrive enlarged from a few pixels: a share of each batch is blurred the same way.
    _blur(pixels, uniform(0, 1) < 0.1, 20, 40, generator)

    mean = pixels.mean((1, 2, 3), keepdim=True)
    contrast, brightness = uniform(0.7, 1.3, n, 1, 1, 1), uniform(-25, 25, n, 1, 1, 1)
    pixels = ((pixels - mean) * contrast + mean + brightness).clamp(0, 255)
    return _erase(pixels, mean, uniform)


def spoil(pixels, generator):
    """[N,1,48,48] float 0..255 -> the same, a tenth as from a few pixels of the back row, another tenth dark and noisy, as where the light is off."""
    n = len(pixels)
    kind = _uniform(0, 1, (n,), generator)
    far, dark = kind < 0.1, kind > 0.9
    pixels = pixels.clone()
    _blur(pixels, far, 14, 28, generator)
    gain, noise = _uniform(0.2, 0.6, (n, 1, 1, 1), generator), _uniform(1, 7, (n, 1, 1, 1), generator)
    grain = torch.empty_like(pixels).normal_(generator=generator)
    return torch.where(dark.view(n, 1, 1, 1), pixels * gain + grain * noise, pixels).clamp(0, 255)


def _uniform(low, high, shape, generator):
    return torch.empty(shape, device=generator.device).uniform_(low, high, generator=generator)


def _blur(pixels, chosen, least, most, generator):
    """Shrinks the ``chosen`` [N] faces, all to one side of ``least`` to ``most`` - 1 pixels, and enlarges them again, in place."""
    if not chosen.any():
        return
    side = int(torch.randint(least, most, (1,), generator=generator, device=generator.device))
    shrunk = functional.interpolate(pixels[chosen], size=side, mode="bilinear", antialias=True)
    pixels[chosen] = functional.interpolate(shrunk, size=FACE, mode="bilinear", align_corners=False)


def _erase(pixels, mean, uniform):
    """Random erasing (Zhong et al. 2017, arXiv:1708.04896): a quarter of the faces lose a rectangle, filled with their mean."""
    n, device = len(pixels), pixels.device
    axis = torch.arange(FACE, device=device).view(1, FACE)
    width, height = uniform(6, 18).view(n, 1), uniform(6, 18).view(n, 1)
    left, top = uniform(-4, FACE - 8).view(n, 1), uniform(-4, FACE - 8).view(n, 1)
    columns = (axis >= left) & (axis < left + width)
    rows = (axis >= top) & (axis < top + height)
    chosen = (uniform(0, 1) < 0.25).view(n, 1, 1)
    mask = (rows[:, :, None] & columns[:, None, :] & chosen)[:, None]
    return torch.where(mask, mean, pixels)
