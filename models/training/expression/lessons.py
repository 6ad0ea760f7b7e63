"""What a network learns from: augmented faces, and what each should give, by people's labels and by teachers."""

import time

import torch
from torch.nn import functional

import checkpoints

from . import data
from .network import FER2013_CLASSES
from .trained import load

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
    """The teachers' mean probabilities [N,7] and [N,8] for ``--views`` pictures of each face: as it is, its mirror image, and augmented ones.
    They take long to answer, so that OUT/answers.pt keeps what they said from view to view, for ``--resume``."""
    teachers = [load(path).to(options.device, memory_format=torch.channels_last) for path in options.teachers]
    kept = options.out / "answers.pt"
    state = torch.load(kept) if options.resume and kept.exists() else {"views": 0, "sums": [torch.zeros_like(goal) for goal in labels(faces)]}
    for view in range(state["views"], options.views):
        started = time.monotonic()
        generator = torch.Generator(options.device).manual_seed(options.seed * 10_000 + view)
        found = [_answers(teachers, _look(pixels.to(options.device).float(), view, generator)) for pixels in faces.pixels.split(options.batch)]
        state = {"views": view + 1, "sums": [total + torch.cat(head).cpu() for total, head in zip(state["sums"], zip(*found))]}
        checkpoints.save(state, kept)
        print(f"teachers: {view + 1} of {options.views} views answered, {time.monotonic() - started:.0f} s", flush=True)
    return [total / state["views"] for total in state["sums"]]


def _look(pixels, view, generator):
    if view < 2:
        return pixels.flip(3) if view else pixels
    return data.augment(pixels, generator)


@torch.no_grad()
def _answers(teachers, pixels):
    with torch.autocast(pixels.device.type, dtype=torch.bfloat16):
        heads = [[head.float().softmax(1) for head in teacher(pixels)] for teacher in teachers]
    return [torch.stack(head).mean(0) for head in zip(*heads)]
