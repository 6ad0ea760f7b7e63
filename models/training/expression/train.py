#!/usr/bin/env python3
"""Trains ExpressionNet on FER-2013 with both label sets as two heads.

    python3 -m expression.train --data DIR --out runs/expression            # float, then int8, then calibrated
    python3 -m expression.train --data DIR --out runs/expression --resume   # goes on after an interruption
    python3 -m expression.train --data DIR --out runs/taught --initial runs/expression/average.pt \\
        --teachers runs/expression/average.pt runs/teacher/average.pt       # learns from itself and a larger one
    python3 -m expression.train --data DIR --out /tmp/smoke --smoke         # a minute on the CPU

Recipe: SGD with Nesterov momentum, one linear warm-up epoch and cosine decay to zero, cross-entropy with label smoothing
on FER-2013's classes plus cross-entropy against FER+'s vote shares and against the share of them that counts as attentive; with
teachers, against a mix of those labels and the teachers' mean answer (Hinton, Vinyals, Dean 2015, arXiv:1503.02531) to the face and its
mirror image. Exponential moving average of the weights (the averaged weights are what is validated and kept). On the CPU the convolutions
run in bfloat16, which is twice as fast. Then batch norm is folded, weights and activations are rounded to 8 bits and the network trains on
for a few epochs at a small rate, with teachers a fifth of the time on faces as if they were far away or in the dark. PublicTest gives the
calibration and is printed each epoch; PrivateTest is left to `edgemonitor evaluate`.

At last, when nothing is left to choose, PublicTest has 3,589 more faces to learn from: with ``--public-half N`` one half of them is, and the other
gives the calibration. Train once with each half, and take the mean of both: it has learned from all of them, and no face has told how far to trust a
network that knew it.

OUT gets ``average.pt`` (float), ``int8.pt`` (quantised and calibrated) and ``log.csv`` and ``log-int8.csv``, which ``python3 -m curves``
draws.
"""

import argparse
import copy
import json
import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

import checkpoints
import memory
import quantisation
import training_log

from . import data, photos
from .calibration import calibrate, logits, surprise_of_decision
from .lessons import Lessons, goals_of
from .network import ATTENTIVE, ExpressionNet
from .trained import load_float

# Beside FER+'s head: the one that learns a single person's labels, and the decision that the product is about.
FER2013_WEIGHT, ATTENTIVE_WEIGHT = 0.5, 0.5
WEIGHT_DECAY = 5e-4
AVERAGE_DECAY = 0.999
INT8_EPOCHS, INT8_RATE = 2, 0.003


def add_options(parser, epochs, rate=0.1):
    parser.add_argument("--data", required=True, help="folder with sheet-NN.png and labels.csv")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log and the averaged weights")
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=rate, help="peak learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="CPU threads")
    parser.add_argument("--resume", action="store_true", help="go on from what is in OUT")
    parser.add_argument("--smoke", action="store_true", help="512 faces, one epoch: does the code run?")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")


def add_teaching_options(parser, share):
    parser.add_argument("--initial", type=Path, help="begin with this average.pt, or for the pupil an exported .onnx")
    parser.add_argument("--teachers", type=Path, nargs="*", default=[], help="average.pt of other trainings, of any kind, or exported .onnx, to learn from")
    parser.add_argument("--share", type=float, default=share, help="how much of what is learned is the teachers' answer, where people gave one too")


def prepare(options):
    """Makes the run repeatable and small where asked; gives the data's splits."""
    options.out.mkdir(parents=True, exist_ok=True)
    memory.keep()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    splits = data.load(options.data)
    if not options.smoke:
        return splits
    options.epochs, options.batch = 1, 64
    return {name: faces.head(512) for name, faces in splits.items()}


def losses(heads, goals):
    """Cross-entropy of both heads, and of the sum that decides who is attentive, for a batch of [N,7] and [N,8] goals."""
    fer2013_goal, ferplus_goal = goals
    fer2013, ferplus = (head.float() for head in heads)
    return (FER2013_WEIGHT * functional.cross_entropy(fer2013, fer2013_goal) + functional.cross_entropy(ferplus, ferplus_goal)
            + ATTENTIVE_WEIGHT * surprise_of_decision(ferplus_goal, ferplus.softmax(1)))


def accuracies(network, faces, device):
    """Shares of right answers: FER-2013's class, FER+'s majority, and attentive (by FER+ majority) or not."""
    fer2013, ferplus = logits(network, faces, device)
    voted, majority = faces.votes.sum(1) > 0, faces.votes.argmax(1)
    attentive = ferplus.softmax(1)[:, :ATTENTIVE].sum(1) > 0.5
    return {
        "fer2013": (fer2013.argmax(1) == faces.fer2013).float().mean().item(),
        "ferplus": (ferplus.argmax(1) == majority)[voted].float().mean().item(),
        "attentive": (attentive == (majority < ATTENTIVE))[voted].float().mean().item(),
    }


class Average:
    """Exponential moving average of weights and batch-norm statistics, with a short memory at the start."""

    def __init__(self, network):
        self.network = copy.deepcopy(network).eval()
        self.steps = 0

    @torch.no_grad()
    def update(self, network):
        self.steps += 1
        decay = min(AVERAGE_DECAY, (1 + self.steps) / (10 + self.steps))
        for mean, value in zip(self.network.state_dict().values(), network.state_dict().values()):
            if mean.dtype.is_floating_point:
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)


def learning_rate(step, steps_per_epoch, epochs, peak):
    warm_up = steps_per_epoch
    if step < warm_up:
        return peak * (step + 1) / warm_up
    return peak * 0.5 * (1 + math.cos(math.pi * (step - warm_up) / max(1, epochs * steps_per_epoch - warm_up)))


def train_epoch(phase, network, average, optimiser, lessons, epoch, options):
    network.train()
    generator = torch.Generator(options.device).manual_seed(options.seed * 10_000 + epoch)
    order = torch.randperm(len(lessons), generator=torch.Generator().manual_seed(options.seed * 10_000 + epoch))
    steps = len(lessons) // options.batch
    total = 0.0
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(epoch * steps + step, steps, phase.epochs, phase.rate)
        chosen = order[step * options.batch:(step + 1) * options.batch]
        pixels, goals = lessons.batch(chosen, generator)
        with torch.autocast(options.device, dtype=torch.bfloat16, enabled=phase.half):
            heads = network(pixels)
        loss = losses(heads, goals)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), phase.clip)
        optimiser.step()
        average.update(network)
        total += loss.item()
    return total / steps


@dataclass
class Phase:
    """Training in float or in rounded numbers. ``suffix`` tells their files apart; ``clip`` limits the gradient's norm."""

    suffix: str
    epochs: int
    rate: float
    half: bool
    clip: float = math.inf


def fit(phase, network, lessons, validation, options):
    """Trains on ``lessons``, with a checkpoint and a line of the log each epoch; gives the averaged network."""
    checkpoint, log = options.out / f"checkpoint{phase.suffix}.pt", options.out / f"log{phase.suffix}.csv"
    average = Average(network)
    decayed = [p for p in network.parameters() if p.ndim > 1]
    plain = [p for p in network.parameters() if p.ndim <= 1]
    optimiser = torch.optim.SGD(
        [{"params": decayed, "weight_decay": WEIGHT_DECAY}, {"params": plain, "weight_decay": 0.0}],
        lr=phase.rate, momentum=0.9, nesterov=True)

    first = 0
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint, map_location=options.device)
        network.load_state_dict(state["network"])
        average.network.load_state_dict(state["average"])
        average.steps = state["steps"]
        optimiser.load_state_dict(state["optimiser"])
        first = state["epoch"] + 1

    for epoch in range(first, phase.epochs):
        started = time.monotonic()
        loss = train_epoch(phase, network, average, optimiser, lessons, epoch, options)
        figures = accuracies(average.network, validation, options.device)
        line = {"epoch": epoch + 1, "loss": round(loss, 4),
                **{name: round(value, 4) for name, value in figures.items()},
                "seconds": round(time.monotonic() - started)}
        training_log.append(log, line, new=epoch == 0)
        checkpoints.save({"network": network.state_dict(), "average": average.network.state_dict(), "steps": average.steps,
                          "optimiser": optimiser.state_dict(), "epoch": epoch}, checkpoint)
    return average.network


def fit_float(network, lessons, validation, options, clip=math.inf):
    """The phase before rounding; gives the averaged network, which OUT/average.pt keeps."""
    network = network.to(options.device, memory_format=torch.channels_last)
    average = fit(Phase("", options.epochs, options.rate, True, clip), network, lessons, validation, options)
    torch.save(average.state_dict(), options.out / "average.pt")
    return average


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser, epochs=45)
    add_teaching_options(parser, share=0.7)
    parser.add_argument("--photos", type=Path, help="photos with face boxes: more faces, about which only the teachers are asked")
    parser.add_argument("--landmarks", type=Path, help="onet.tflite, which frames the faces of --photos")
    parser.add_argument("--public-half", type=int, choices=(1, 2), help="learn from this half of PublicTest, too; the other is printed and calibrates")
    options = parser.parse_args()
    if options.photos and not (options.teachers and options.landmarks):
        parser.error("--photos: needs --landmarks, and --teachers, for nobody has labelled their faces")
    splits = prepare(options)

    faces, unseen = splits["train"], splits["public"]
    if options.public_half:
        faces, unseen = faces.and_also(unseen.half(options.public_half)), unseen.half(3 - options.public_half)
    if options.photos:
        faces = faces.and_also(photos.load(options.photos, options.landmarks))
    network = load_float(options.initial, faces) if options.initial else ExpressionNet()
    goals = goals_of(faces, options)
    average = fit_float(network, Lessons(faces, goals), unseen, options)

    rounded = Phase("-int8", 1 if options.smoke else INT8_EPOCHS, INT8_RATE, False)
    # What is far away or in the dark should be read as teachers read it when it is near and bright.
    lessons = Lessons(faces, goals, spoiled=bool(options.teachers))
    average = fit(rounded, quantisation.quantise(average).to(options.device), lessons, unseen, options)
    print(json.dumps(calibrate(average, unseen, options.device)), flush=True)
    torch.save(average.state_dict(), options.out / "int8.pt")


if __name__ == "__main__":
    main()
