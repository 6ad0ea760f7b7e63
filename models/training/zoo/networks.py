"""The networks that earlier projects compared on FER-2013, beside our own, all with the same input and the same two heads.

Each takes [N,1,48,48] float (0..255 grey) and gives logits [N,7] of FER-2013 and [N,8] of FER+. All begin with random weights: there is
no pretraining, so that the comparison is of architectures. The known architectures are torchvision's own code with one input channel.
"""

import torch
from torch import nn
from torch.nn import functional
from torchvision import models

from expression.network import FER2013_CLASSES, FERPLUS_CLASSES, ExpressionNet
from quantisation import Pixels


class Classifier(nn.Module):
    """``features`` turns normalised faces of ``side`` pixels into [N,width] or [N,width,H,W]; two linear heads read them.
    Faces are enlarged where the architecture needs more than 48 pixels."""

    def __init__(self, features, width, side=48, dropout=0.1):
        super().__init__()
        self.pixels = Pixels(1 / 64)
        self.features, self.side = features, side
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(width, len(FER2013_CLASSES))
        self.ferplus = nn.Linear(width, len(FERPLUS_CLASSES))

    def forward(self, grey):
        x = self.pixels(grey)
        if self.side != x.shape[-1]:
            x = functional.interpolate(x, size=(self.side, self.side), mode="bilinear", align_corners=False)
        x = self.features(x)
        x = self.dropout(x.mean((2, 3)) if x.ndim == 4 else x)
        return self.fer2013(x), self.ferplus(x)


def convolution(inputs, outputs, kernel, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


def plain_cnn():
    """Four convolutions with pooling, two fully connected layers: the network of most FER-2013 notebooks."""
    layers, channels = [], 1
    for outputs, kernel in ((64, 3), (128, 5), (512, 3), (512, 3)):
        layers += [convolution(channels, outputs, kernel), nn.MaxPool2d(2), nn.Dropout2d(0.1)]
        channels = outputs
    layers += [nn.Flatten(), nn.Linear(512 * 3 * 3, 256), nn.BatchNorm1d(256), nn.ReLU(inplace=True), nn.Linear(256, 512), nn.BatchNorm1d(512), nn.ReLU(inplace=True)]
    return Classifier(nn.Sequential(*layers), 512)


class FeatureExtraction(nn.Module):
    """DeXpression's block: 1x1 then 3x3 convolution, beside pooling then 1x1 convolution, joined and pooled."""

    def __init__(self, inputs):
        super().__init__()
        self.wide = nn.Sequential(convolution(inputs, 96, 1), convolution(96, 208, 3))
        self.pooled = nn.Sequential(nn.MaxPool2d(3, 1, 1), convolution(inputs, 64, 1))
        self.shrink = nn.MaxPool2d(3, 2, 1)

    def forward(self, x):
        return self.shrink(torch.cat([self.wide(x), self.pooled(x)], 1))


def dexpression():
    """DeXpression (Burkert et al. 2015, arXiv:1509.05371), with batch norm in place of local response normalisation."""
    width = 208 + 64
    return Classifier(nn.Sequential(
        convolution(1, 64, 7, 2), nn.MaxPool2d(3, 2, 1), FeatureExtraction(64), FeatureExtraction(width), nn.Flatten()), width * 3 * 3)


def resnet50():
    """ResNet-50 (He et al. 2016, arXiv:1512.03385)."""
    network = models.resnet50()
    network.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
    network.fc = nn.Identity()
    return Classifier(network, 2048)


def densenet121():
    """DenseNet-121 (Huang et al. 2017, arXiv:1608.06993)."""
    network = models.densenet121().features
    network.conv0 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
    return Classifier(nn.Sequential(network, nn.ReLU(inplace=True)), 1024)


def inception_v3():
    """Inception v3 (Szegedy et al. 2016, arXiv:1512.00567) without the auxiliary head; it needs at least 75 pixels."""
    network = models.inception_v3(aux_logits=False, init_weights=False)
    network.Conv2d_1a_3x3.conv = nn.Conv2d(1, 32, 3, 2, bias=False)
    network.fc = network.dropout = nn.Identity()
    return Classifier(network, 2048, side=75)


NETWORKS = {
    "mobilenet": ExpressionNet,
    "dexpression": dexpression,
    "plain-cnn": plain_cnn,
    "densenet121": densenet121,
    "resnet50": resnet50,
    "inception-v3": inception_v3,
}
