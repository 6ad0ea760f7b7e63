"""The cascade as the product runs it, for mining the windows that the next network has to learn from."""

import math

import numpy as np
import torch
from PIL import Image

from . import photos

FACTOR = 0.709
LEVEL_OVERLAP, STAGE_OVERLAP = 0.5, 0.7
BATCH = 256
CANDIDATES_OF_LEVEL = 400


def levels(width, height, smallest, window):
    """Sizes of the image pyramid, the largest first: faces of ``smallest`` pixels fill the window on the first."""
    scale = window / smallest
    while min(width, height) * scale >= window:
        yield math.ceil(width * scale), math.ceil(height * scale)
        scale *= FACTOR


def look(network, pictures):
    """The network's results, as numpy arrays, for pictures [side,side,3] uint8."""
    device = next(network.parameters()).device
    pixels = torch.from_numpy(np.stack(pictures).transpose(0, 3, 1, 2).copy()).to(device).float()
    return [result.cpu().numpy() for result in network(pixels)]


def probability(logits):
    return 1 / (1 + np.exp(-logits))


@torch.no_grad()
def propose(network, photo, smallest, threshold, limit):
    """P-Net over the pyramid: moved squares [n,4] and scores [n], the best ``limit``."""
    boxes, scores = [np.empty((0, 4))], [np.empty(0)]
    width, height = photo.picture.size
    for level in levels(width, height, smallest, network.WINDOW):
        score, box = look(network, [np.asarray(photo.picture.resize(level, Image.BOX))])
        score, box = probability(score[0, 0]), box[0]
        # A young network finds faces everywhere: only the best go on, as suppression takes time with the square of their number.
        passed = np.argsort(-score, axis=None, kind="stable")[:CANDIDATES_OF_LEVEL]
        row, column = np.unravel_index(passed[score.ravel()[passed] >= threshold], score.shape)
        corner = np.stack([column, row, column, row], 1) * network.STRIDE + np.array([0, 0, network.WINDOW, network.WINDOW])
        window = corner * np.tile([width / level[0], height / level[1]], 2)
        moved = window + box[:, row, column].T * (window[:, 2:3] - window[:, :1])
        kept = photos.suppress(window, score[row, column], LEVEL_OVERLAP)[:limit]
        boxes.append(moved[kept])
        scores.append(score[row, column][kept])
    return _settle(np.concatenate(boxes), np.concatenate(scores), limit)


@torch.no_grad()
def judge(network, photo, windows, threshold, limit=10_000):
    """R-Net or O-Net on windows: moved squares and scores of those that pass."""
    if not len(windows):
        return windows, np.empty(0)
    pixels = [photos.crop(photo.picture, window, network.SIDE, Image.BOX) for window in windows]
    score, box = [], []
    for start in range(0, len(pixels), BATCH):
        results = look(network, pixels[start:start + BATCH])
        score.append(probability(results[0][:, 0]))
        box.append(results[1])
    score, box = np.concatenate(score), np.concatenate(box)
    passed = score >= threshold
    windows = windows[passed]
    return _settle(windows + box[passed] * (windows[:, 2:3] - windows[:, :1]), score[passed], limit)


def _settle(boxes, scores, limit):
    kept = photos.suppress(boxes, scores, STAGE_OVERLAP)[:limit]
    return photos.squares(boxes[kept]), scores[kept]
