#!/usr/bin/env python3
"""Trains the three networks of MTCNN on photos with face boxes, one after the other, and makes them int8.

    python3 -m mtcnn.train --data DIR --teacher ASSETS --out runs/mtcnn            # all three, about an hour on one core
    python3 -m mtcnn.train --data DIR --teacher ASSETS --out runs/mtcnn --only rnet
    python3 -m mtcnn.train --data DIR --teacher ASSETS --out runs/mtcnn --resume   # goes on after an interruption
    python3 -m mtcnn.train --data DIR --teacher ASSETS --out /tmp/smoke --smoke    # a minute on the CPU

P-Net learns on whole pieces of pyramid levels, every window at once; R-Net and O-Net learn on what the networks before them
let through and on windows moved around each face. The classic O-Net (``--teacher``: the folder with ``onet.tflite``) gives
the landmarks. Each network is trained in float with batch norm, then folded, quantised and trained on with rounded weights and
activations. ``OUT/log.csv`` has the losses; ``python3 -m curves OUT/log.csv`` draws them.
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

import checkpoints
import memory
import quantisation
import training_log

from . import cascade, photos, teacher
from .networks import OutputNet, ProposalNet, RefineNet

NETWORKS = {"pnet": ProposalNet, "rnet": RefineNet, "onet": OutputNet}
EPOCHS = {"pnet": 10, "rnet": 10, "onet": 7}
QUANTISED_EPOCHS = {"pnet": 3, "rnet": 2, "onet": 2}
RATE, QUANTISED_RATE, WEIGHT_DECAY = 2e-3, 2e-4, 1e-4
BATCH = {"pnet": 32, "rnet": 256, "onet": 128}
# The hardest windows without a face, for each with one, that a batch learns from.
NEGATIVES_PER_FACE = 5
# A huge loss would let a few windows drown the others; these bring box and landmark errors to the size of the score's.
BOX_WEIGHT, BOX_BETA = 4.0, 0.05
LANDMARK_WEIGHT, LANDMARK_BETA = 25.0, 0.01

SMALLEST_FACE = 14
PROPOSALS, REFINED = 150, 40
# Windows close to a face from which O-Net learns landmarks, and how far they are off.
CLOSE, CLOSE_MOVES, CLOSE_SIZES = 5, 0.04, 0.05
PIECE, PIECES_AN_EPOCH = 96, 6400


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="folder with images/ and boxes.csv")
    parser.add_argument("--teacher", type=Path, required=True, help="folder with onet.tflite")
    parser.add_argument("--out", type=Path, required=True, help="folder for weights, checkpoints and log")
    parser.add_argument("--only", choices=NETWORKS, help="one network; those before it must be there")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="CPU threads")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true", help="keep finished networks and go on from the last epoch")
    parser.add_argument("--smoke", action="store_true", help="a few photos, one epoch: does the code run?")
    return parser.parse_args()


class Pieces:
    """P-Net's training data: pieces of pyramid levels on which some face fills a window, new ones each epoch."""

    # A stride between windows and a step between levels leave faces half a window off: nearer ones must count.
    POSITIVE, NEAR, NEGATIVE = 0.5, 0.4, 0.3

    def __init__(self, pictures, count, seed):
        self.pictures, self.count, self.random = pictures, count, np.random.default_rng(seed)
        steps = np.arange((PIECE - ProposalNet.WINDOW) // ProposalNet.STRIDE + 1) * ProposalNet.STRIDE
        top, left = np.meshgrid(steps, steps, indexing="ij")
        self.windows = np.stack([left, top, left + ProposalNet.WINDOW, top + ProposalNet.WINDOW], 2).reshape(-1, 4).astype(float)

    def batches(self, size):
        for _ in range(self.count // size):
            pieces = [self._piece() for _ in range(size)]
            pixels, face, box = (np.stack(part) for part in zip(*pieces))
            yield photos.Crops(torch.from_numpy(pixels.transpose(0, 3, 1, 2).copy()), torch.from_numpy(face.reshape(-1)),
                               torch.from_numpy(box.reshape(-1, 4)).float(), torch.empty(0, 10))

    def _piece(self):
        photo = self.pictures[self.random.integers(len(self.pictures))]
        face = photo.boxes[self.random.integers(len(photo.boxes))]
        # Log-uniform over a little more than one step of the pyramid.
        size = max(face[2] - face[0], face[3] - face[1])
        scale = ProposalNet.WINDOW / size * np.exp(self.random.uniform(-0.25, 0.25))
        if self.random.random() < 0.2:  # a piece of any level, for what looks like a face where none is
            scale = ProposalNet.WINDOW / np.exp(self.random.uniform(np.log(SMALLEST_FACE), np.log(200)))
        side = PIECE / scale
        corner = (face[:2] + face[2:]) / 2 - self.random.uniform(0.1, 0.9, 2) * side
        pixels = photos.crop(photo.picture, np.concatenate([corner, corner + side]), PIECE, photos.FILTERS[self.random.integers(len(photos.FILTERS))])
        boxes = (photo.boxes - np.tile(corner, 2)) * scale
        if self.random.random() < 0.5:
            pixels, boxes = pixels[:, ::-1], np.stack([PIECE - boxes[:, 2], boxes[:, 1], PIECE - boxes[:, 0], boxes[:, 3]], 1)
        overlap = photos.overlaps(self.windows, photos.squares(boxes))
        best, nearest = overlap.max(1), overlap.argmax(1)
        label = np.where(best >= self.POSITIVE, 1, np.where(best < self.NEGATIVE, 0, -1))
        offsets = (boxes[nearest] - self.windows) / ProposalNet.WINDOW
        return pixels, label, np.where(best[:, None] >= self.NEAR, offsets, np.nan)


class Shuffled:
    """R-Net's and O-Net's training data: fixed crops in a new order each epoch, half of them mirrored."""

    def __init__(self, crops, seed):
        self.crops, self.generator = crops, torch.Generator().manual_seed(seed)

    def batches(self, size):
        order = torch.randperm(len(self.crops), generator=self.generator)
        for start in range(0, len(order) - size + 1, size):
            index = order[start:start + size]
            part = photos.Crops(self.crops.pixels[index], self.crops.face[index], self.crops.box[index], self.crops.landmarks[index])
            yield photos.mirror(part, torch.rand(size, generator=self.generator) < 0.5)


def refine_crops(networks, pictures, seed):
    """Windows of 24x24: what P-Net lets through, and some around each face."""
    crops = photos.CropSet(RefineNet.SIDE, seed)
    for photo in pictures:
        windows, _ = cascade.propose(networks["pnet"], photo, SMALLEST_FACE, 0.2, PROPOSALS)
        crops.add(photo, windows, negatives=70)
        crops.add(photo, crops.around_faces(photo, 10), negatives=4)
    return crops.crops()


def output_crops(networks, original, pictures, seed):
    """Windows of 48x48: what R-Net lets through, some around each face, and for the landmarks some close to it as well."""
    crops = photos.CropSet(OutputNet.SIDE, seed)
    for photo in pictures:
        proposals, _ = cascade.propose(networks["pnet"], photo, SMALLEST_FACE, 0.25, PROPOSALS)
        refined, _ = cascade.judge(networks["rnet"], photo, proposals, 0.02, REFINED)
        crops.add(photo, refined, negatives=30)
        # R-Net knows these photos and lets few mistakes through; on new ones O-Net will see more.
        mistaken = proposals[photos.overlaps(proposals, photos.squares(photo.boxes)).max(1) < crops.NEGATIVE]
        crops.add(photo, mistaken, negatives=40)
        crops.add(photo, crops.moved(mistaken), negatives=40)
        crops.add(photo, crops.around_faces(photo, 6), negatives=4)
        if photo.marked.any():
            # What the teacher sees moves with the window: here the student sees the same.
            close = photo.windows[photo.marked].repeat(CLOSE, 0)
            close = np.concatenate([photo.windows[photo.marked], photos.moved(close, crops.random, CLOSE_MOVES, CLOSE_SIZES)])
            crops.add(photo, close, negatives=0, read=teacher.look(original, photo, close)[2])
    return crops.crops()


def loss(results, crops):
    score = results[0].flatten()
    face = crops.face
    each = functional.binary_cross_entropy_with_logits(score, face.clamp(min=0).float(), reduction="none")
    faces, others = each[face == 1], each[face == 0]
    hardest = others.topk(min(len(others), max(64, NEGATIVES_PER_FACE * len(faces))))[0]
    total = torch.cat([faces, hardest]).mean()
    total = total + BOX_WEIGHT * _distance(results[1], crops.box, BOX_BETA)
    if len(results) > 2:
        total = total + LANDMARK_WEIGHT * _distance(results[2], crops.landmarks, LANDMARK_BETA)
    return total


def _distance(values, targets, beta):
    if values.ndim == 4:  # P-Net's maps: one row a window
        values = values.permute(0, 2, 3, 1).flatten(0, 2)
    known = ~targets[:, 0].isnan()
    return functional.smooth_l1_loss(values[known], targets[known], beta=beta) if known.any() else values.sum() * 0


def accuracy(score, crops):
    """Share of windows, of those that are clearly one or the other, that are rightly called a face or none."""
    clear = crops.face >= 0
    return ((score.flatten() > 0) == (crops.face == 1))[clear].float().mean().item()


def fit(network, source, epochs, rate, options, name):
    """Adam with a cosine schedule; writes a checkpoint and a line of the log each epoch."""
    first, checkpoint, path = 0, options.out / f"{name}.checkpoint.pt", options.out / "log.csv"
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=WEIGHT_DECAY)
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint, map_location=options.device)
        network.load_state_dict(state["network"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["epoch"] + 1
    generator = torch.Generator(options.device).manual_seed(options.seed * 1000 + first)
    for epoch in range(first, epochs):
        started, losses, right = time.monotonic(), [], []
        network.train()
        if epoch * 2 >= epochs:
            quantisation.freeze_ranges(network)
        for group in optimiser.param_groups:
            group["lr"] = rate * 0.5 * (1 + math.cos(math.pi * epoch / epochs))
        for crops in source.batches(BATCH[name.split("-")[0]]):
            crops = crops.to(options.device)
            pixels = photos.relight(crops.pixels, generator).contiguous(memory_format=torch.channels_last)
            # bfloat16 doubles the speed of the float phase; the quantised one needs every digit.
            with torch.autocast(options.device, dtype=torch.bfloat16, enabled=not name.endswith("-int8")):
                results = network(pixels)
            value = loss([result.float() for result in results], crops)
            optimiser.zero_grad(set_to_none=True)
            value.backward()
            optimiser.step()
            losses.append(value.item())
            right.append(accuracy(results[0], crops))
        training_log.append(path, {
            "network": name, "epoch": epoch + 1, "loss": round(float(np.mean(losses)), 4),
            "accuracy": round(float(np.mean(right)), 4), "seconds": round(time.monotonic() - started)})
        checkpoints.save({"network": network.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch}, checkpoint)
    checkpoint.unlink(missing_ok=True)
    network.eval()


def quantised(name, folder):
    """The int8 network of a finished training, on the CPU."""
    network = quantisation.quantise(NETWORKS[name]().eval())
    network.load_state_dict(torch.load(folder / f"{name}-int8.pt", map_location="cpu"))
    quantisation.freeze_ranges(network)
    return network.eval()


def train(name, networks, original, pictures, options):
    float_file, int8_file = options.out / f"{name}.pt", options.out / f"{name}-int8.pt"
    if options.resume and int8_file.exists():
        return quantised(name, options.out).to(options.device)
    started = time.monotonic()
    if name == "pnet":
        source = Pieces(pictures, 128 if options.smoke else PIECES_AN_EPOCH, options.seed)
    else:
        crops = refine_crops(networks, pictures, options.seed) if name == "rnet" else output_crops(networks, original, pictures, options.seed)
        print(f"{name}: {len(crops)} windows, {(crops.face == 1).sum()} with a face, {(crops.face == 0).sum()} without, "
              f"{time.monotonic() - started:.0f} s", flush=True)
        source = Shuffled(crops, options.seed)

    network = NETWORKS[name]().to(options.device)
    if options.resume and float_file.exists():
        network.load_state_dict(torch.load(float_file, map_location=options.device))
    else:
        fit(network, source, 1 if options.smoke else EPOCHS[name], RATE, options, name)
        torch.save(network.state_dict(), float_file)
    network = quantisation.quantise(network.eval()).to(options.device)
    fit(network, source, 1 if options.smoke else QUANTISED_EPOCHS[name], QUANTISED_RATE, options, f"{name}-int8")
    torch.save(network.state_dict(), int8_file)
    return network


def main():
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    memory.keep()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    pictures = photos.load(options.data, "train", 20 if options.smoke else None)
    pictures = [photo for index, photo in enumerate(pictures) if index % photos.HELD_OUT]
    original = teacher.read(options.teacher / "onet.tflite")
    teacher.mark(original, pictures)
    networks = {}
    for name in NETWORKS:
        if options.only and name != options.only:
            if (options.out / f"{name}-int8.pt").exists():
                networks[name] = quantised(name, options.out).to(options.device)
            continue
        networks[name] = train(name, networks, original, pictures, options)


if __name__ == "__main__":
    main()
