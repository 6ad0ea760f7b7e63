#!/usr/bin/env python3
"""Writes a trained int8 ExpressionNet as ONNX: uint8 faces in, probabilities of both heads out.

    python3 -m expression.export --weights runs/expression/int8.pt --data FER --out ../expression.onnx \\
        --golden ../../tests/EdgeMonitor.Vision.Tests/Golden

With ``--data`` the file also carries the property ``prior``: where the emotions lie among the network's answers on PublicTest, which
few-shot adaptation (`edgemonitor adapt`) starts from. ``--golden`` also writes random faces and what PyTorch gives for them; the tests of EdgeMonitor.Vision hold the ONNX file,
run by ONNX Runtime, against them.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

import golden
import quantisation

from . import data
from .network import FER2013_CLASSES, FERPLUS_CLASSES
from .trained import load

# Golden faces are the first of those drawn, all noise, about which both heads are this sure: the likeliest class leads by more than int8 kernels that
# round otherwise could change.
GOLDEN_FACES, GOLDEN_DRAWN, GOLDEN_LEAD = 4, 256, 0.1
# The product's seven emotions, in the order of FER-2013, from FER+'s eight classes: contempt counts as disgust.
EMOTION_OF_FERPLUS = (6, 3, 5, 4, 0, 1, 2, 1)
LEAST_PROBABILITY = 1e-4
# Share of the mean variance that is added to each variance, so that no direction counts for too much.
RIDGE = 0.1


class Exported(nn.Module):
    """[N,1,48,48] -> probabilities [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixels):
        fer2013, ferplus = self.network(pixels)
        return fer2013.softmax(1), ferplus.softmax(1)


@torch.no_grad()
def prior(exported, faces, batch=512):
    """{"means": [7][7], "precision": [7][7]} of the logarithms of the seven probabilities less their mean (ExpressionPrior in the product)."""
    voted = faces.votes.sum(1) > 0
    labels = torch.tensor(EMOTION_OF_FERPLUS)[faces.votes.argmax(1)][voted]
    pixels = faces.pixels[voted]
    ferplus = torch.cat([exported(pixels[start:start + batch].float())[1] for start in range(0, len(pixels), batch)])
    emotions = torch.zeros(len(ferplus), len(FER2013_CLASSES)).index_add_(1, torch.tensor(EMOTION_OF_FERPLUS), ferplus)
    points = emotions.clamp(min=LEAST_PROBABILITY).log()
    points -= points.mean(1, keepdim=True)
    means = torch.stack([points[labels == emotion].mean(0) for emotion in range(len(FER2013_CLASSES))])
    spread = points - means[labels]
    covariance = spread.T @ spread / len(spread)
    covariance += RIDGE * covariance.diagonal().mean() * torch.eye(len(covariance))
    numbers = {"means": means, "precision": torch.inverse(covariance)}
    return {name: [[round(value, 4) for value in row] for row in matrix.tolist()] for name, matrix in numbers.items()}


@torch.no_grad()
def golden_faces(exported):
    """Faces [N,1,48,48] and the probabilities {"fer2013": [N,7], "ferplus": [N,8]} that the network gives for them."""
    pixels = torch.from_numpy(np.random.default_rng(1).integers(0, 256, (GOLDEN_DRAWN, 1, 48, 48), np.uint8))
    heads = exported(pixels.float())
    likeliest = torch.stack([head.topk(2).values for head in heads])
    chosen = (likeliest[..., 0] - likeliest[..., 1] > GOLDEN_LEAD).all(0).nonzero()[:GOLDEN_FACES, 0]
    if len(chosen) < GOLDEN_FACES:
        raise SystemExit(f"the network is sure about {len(chosen)} of {GOLDEN_DRAWN} pictures of noise only; {GOLDEN_FACES} golden ones are needed")
    return pixels[chosen], {name: head[chosen] for name, head in zip(("fer2013", "ferplus"), heads)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="int8.pt of a training run")
    parser.add_argument("--out", type=Path, required=True, help="the ONNX file")
    parser.add_argument("--data", help="FER-2013, for the property prior")
    parser.add_argument("--golden", type=Path, help="folder for the golden faces and outputs of the tests")
    options = parser.parse_args()

    exported = Exported(load(options.weights)).eval()
    properties = {"name": "expression"}
    if options.data:
        properties["prior"] = json.dumps(prior(exported, data.load(options.data)["public"]), separators=(",", ":"))
    quantisation.write(exported, options.out, ["batch", 1, 48, 48],
                       {"fer2013": ["batch", len(FER2013_CLASSES)], "ferplus": ["batch", len(FERPLUS_CLASSES)]},
                       properties)
    print(f"{options.out}: {options.out.stat().st_size / 1000:.0f} kB")
    if options.golden:
        golden.write(options.golden, "expression", *golden_faces(exported))


if __name__ == "__main__":
    main()
