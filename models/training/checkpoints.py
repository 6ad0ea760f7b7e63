"""What a training keeps in order to go on after an interruption."""

import torch


def save(state, path):
    """Writes ``state`` to ``path``; whoever is interrupted while writing still has the one before."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)
