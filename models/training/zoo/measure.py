"""The figures of the comparison: size and work are counted here, how right and how fast is measured by ``edgemonitor evaluate``."""

import json
import shlex
import subprocess

import torch
from torch import nn


def work(network):
    """(parameters, multiply-adds of one 48x48 face) of convolutions and fully connected layers."""
    adds = 0

    def count(layer, _, output):
        nonlocal adds
        adds += output[0].numel() * layer.weight[0].numel()

    hooks = [layer.register_forward_hook(count) for layer in network.modules() if isinstance(layer, (nn.Conv2d, nn.Linear))]
    with torch.no_grad():
        network.eval()(torch.zeros(1, 1, 48, 48))
    for hook in hooks:
        hook.remove()
    return sum(parameter.numel() for parameter in network.parameters()), adds


def evaluate(edgemonitor, what, data, report, *options):
    """Runs ``edgemonitor evaluate`` on one thread and gives its JSON, which stays in ``report``; a report that is there already is read."""
    if not report.exists():
        command = [*shlex.split(edgemonitor), "evaluate", what, "--data", str(data), "--threads", "1", "--json", str(report), *options]
        print(shlex.join(command), flush=True)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL if "--detections" in options else None)
    return json.loads(report.read_text())
