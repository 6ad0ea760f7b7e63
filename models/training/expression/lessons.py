"""What a network learns from: augmented faces, and what each should give, by people's labels and by teachers."""

import dataclasses
import time

import torch
from torch.nn import functional

import checkpoints

from . import data
from .calibration import logits
from .network import FER2013_CLASSES
from .trained import load_float

LABEL_SMOOTHING = 0.1


class Lessons:
    """Batches of ``faces``, new pictures of them each time, with ``goals`` [N,7] and [N,8], the shares of FER-2013's and of FER+'s classes."""

    def __init__(self, faces, goals, spoiled=False):
        self._faces, self._goals, self._spoiled = faces, goals, spoiled

    def __len__(self):
        return len(self._faces)

    def batch(self, chosen, generator):
        """The ``chosen`` faces as pixels [n,1,48,48], and their goals, on the generator's device."""
        pixels = data.augment(self._faces.pixels[chosen].to(generator.device).float(), generator)
        return data.spoil(pixels, generator) if self._spoiled else pixels, [goal[chosen].to(generator.device) for goal in self._goals]


def goals_of(faces, options):
    """What each of the faces should give, [N,7] and [N,8]: by people's labels and, where there are ``--teachers``, for a ``--share`` by them; where
    people gave none, by teachers alone."""
    given = labels(faces)
    if not options.teachers:
        return given
    answers = _ask(faces, options)
    return [torch.where(goal.sum(1, keepdim=True) > 0, torch.lerp(goal, answer, options.share), answer) for goal, answer in zip(given, answers)]


def labels(faces):
    """People's labels as goals [N,7] and [N,8]. One person's label is not certain. Where nobody gave one, the goal is of zeros, which add nothing."""
    classes = len(FER2013_CLASSES)
    smoothed = functional.one_hot(faces.fer2013.clamp(min=0), classes) * (1 - LABEL_SMOOTHING) + LABEL_SMOOTHING / classes
    return [smoothed * (faces.fer2013 >= 0)[:, None], faces.votes]


def _ask(faces, options):
    """The teachers' mean probabilities [N,7] and [N,8] for each face and its mirror image, as they are: augmented
    pictures were asked about too, and their answers were worse. OUT/answers.pt keeps what was said, for ``--resume``."""
    kept, names = options.out / "answers.pt", [str(path) for path in options.teachers]
    if options.resume and kept.exists():
        said = torch.load(kept)
        if said["teachers"] == names:
            return said["answers"]
    answers = []
    for name in names:
        started = time.monotonic()
        teacher = load_float(name, faces).to(options.device, memory_format=torch.channels_last)
        answers.append(_answers(teacher, faces, options))
        print(f"teacher {name}: {len(faces)} faces, {time.monotonic() - started:.0f} s", flush=True)
    mean = [torch.stack(head).mean(0) for head in zip(*answers)]
    checkpoints.save({"teachers": names, "answers": mean}, kept)
    return mean


def _answers(teacher, faces, options):
    sides = faces, dataclasses.replace(faces, pixels=faces.pixels.flip(3))
    with torch.autocast(options.device, dtype=torch.bfloat16):
        heads = [logits(teacher, side, options.device) for side in sides]
    return [torch.stack(head).softmax(2).mean(0) for head in zip(*heads)]
