"""Temperature scaling (Guo et al. 2017, arXiv:1706.04599) with a bias for each class (Alexandari, Kundaje, Shrikumar 2020,
arXiv:1901.06852): makes the probabilities mean what they say, and the likeliest class the one that most people would choose. In FER+'s head
the decision that the product is about, attentive or not, counts as much as the class."""

import torch
from torch.nn import functional

from .network import ATTENTIVE

BINS = 15
# What is expected of a bias before any face was seen, as a standard deviation around zero. Without it the few faces of a rare class decide its bias, by chance:
# it costs more surprise on other faces than the biases save.
BIAS_DEVIATION = 0.1


@torch.no_grad()
def logits(network, faces, device, batch=512):
    """Logits of both heads for all faces: [N,7] and [N,8]."""
    network.eval()
    parts = [network(faces.pixels[start:start + batch].to(device).float()) for start in range(0, len(faces), batch)]
    return [torch.cat(head).float().cpu() for head in zip(*parts)]


def surprise_of_decision(goal, probabilities):
    """Cross-entropy of the sum that decides who is attentive, for shares and probabilities [N,8]; a goal of zeros adds nothing."""
    goal, found = (torch.stack([part[:, :ATTENTIVE].sum(1), part[:, ATTENTIVE:].sum(1)], 1) for part in (goal, probabilities))
    return -(goal * found.clamp(min=1e-6).log()).sum(1).mean()


def surprise_of_class_and_decision(head, labels):
    return functional.cross_entropy(head, labels) + surprise_of_decision(functional.one_hot(labels, head.shape[1]), head.softmax(1))


def best_scaling(head, labels, surprise_of):
    """The temperature, and the biases that add up to zero, which the labels and what is expected of biases make likeliest."""
    prior_weight = 1 / (2 * BIAS_DEVIATION ** 2 * len(labels))
    sharpness, bias = torch.zeros(1, requires_grad=True), torch.zeros(head.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([sharpness, bias], max_iter=200, line_search_fn="strong_wolfe")

    def surprise():
        optimiser.zero_grad()
        loss = surprise_of(head * sharpness.exp() + bias, labels) + prior_weight * (bias ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(surprise)
    return (-sharpness).exp().item(), bias.detach() - bias.detach().mean()


def expected_error(head, labels):
    """Expected calibration error of the likeliest class, over 15 bins of equal width."""
    confidence, predicted = head.softmax(1).max(1)
    right = (predicted == labels).float()
    bins = (confidence * BINS).long().clamp(max=BINS - 1)
    gaps = [((right[bins == b].mean() - confidence[bins == b].mean()).abs() * (bins == b).float().mean()) for b in range(BINS) if (bins == b).any()]
    return sum(gaps).item()


def calibrate(network, faces, device):
    """Builds the best scaling on these faces into both heads; returns it, with the calibration error before and after."""
    fer2013, ferplus = logits(network, faces, device)
    voted = faces.votes.sum(1) > 0
    report = {}
    for name, head, labels, surprise_of in (
            ("fer2013", fer2013, faces.fer2013, functional.cross_entropy),
            ("ferplus", ferplus[voted], faces.votes[voted].argmax(1), surprise_of_class_and_decision)):
        temperature, bias = best_scaling(head, labels, surprise_of)
        layer = getattr(network, name)
        layer.weight.data /= temperature
        layer.bias.data = layer.bias.data / temperature + bias.to(device)
        report[name] = {"temperature": round(temperature, 3), "bias": [round(value, 2) for value in bias.tolist()],
                        "error_before": round(expected_error(head, labels), 4),
                        "error_after": round(expected_error(head / temperature + bias, labels), 4)}
    return report
