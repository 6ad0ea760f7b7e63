#!/usr/bin/env python3
"""Compares the landmarks of the trained O-Net with those of the classic one, in units of the distance between the eyes.

    python3 -m mtcnn.landmarks --data DIR --teacher ASSETS --weights runs/mtcnn --split dev

The classic network does not agree with itself either when its window moves: ``original moved`` is the mean distance between
its landmarks through the face's own window and through windows moved and scaled by a few per cent. ``trained`` is the
distance between the trained network and the classic one through the same windows, and ``trained moved`` through the moved ones.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from . import cascade, photos, teacher
from .networks import OutputNet
from .train import quantised

MOVES, SIZES = 0.04, 0.05


@torch.no_grad()
def look(network, photo, windows):
    """Landmarks [n,5,2] of the trained network, in pixels of the photo."""
    pictures = [photos.crop(photo.picture, window, OutputNet.SIDE, photos.FILTERS[0]) for window in windows]
    return photos.in_photo(cascade.look(network, pictures)[2], windows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with images/ and boxes.csv")
    parser.add_argument("--teacher", type=Path, required=True, help="folder with onet.tflite")
    parser.add_argument("--weights", type=Path, required=True, help="folder of a finished mtcnn.train")
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()

    original, network, random = teacher.read(options.teacher / "onet.tflite"), quantised("onet", options.weights), np.random.default_rng(1)
    distances = {"original moved": [], "trained": [], "trained moved": []}
    for photo in photos.load(options.data, options.split):
        _, windows, _ = teacher.look(original, photo, photos.squares(photo.boxes))
        windows = photos.squares(windows)
        score, _, points = teacher.look(original, photo, windows)
        eyes = np.linalg.norm(points[:, 0] - points[:, 1], axis=1)
        sure = (score > teacher.CERTAIN) & (eyes > 0)
        others = photos.moved(windows, random, MOVES, SIZES)
        for name, found in (("original moved", teacher.look(original, photo, others)[2]), ("trained", look(network, photo, windows)),
                            ("trained moved", look(network, photo, others))):
            distances[name] += list((np.linalg.norm(found - points, axis=2).mean(1) / eyes)[sure])
    print(json.dumps({"faces": len(distances["trained"]), **{name: round(float(np.mean(values)), 4) for name, values in distances.items()}}))


if __name__ == "__main__":
    main()
