"""The three networks of MTCNN (Zhang et al. 2016, arXiv:1604.02878), redesigned for integer kernels.

What changed against the paper, and why:
- ReLU in place of PReLU, which has no integer kernel;
- strided convolutions in place of max pooling: the first layer sees every pixel once and shrinks the picture at once;
- batch norm while training; it is folded into the convolutions before quantisation;
- the window of P-Net is still 12 pixels and its stride 2; all inputs are RGB [N,3,H,W], 0..255.
"""

from torch import nn

from quantisation import Pixels

PIXEL_SCALE = 1 / 128


def convolution(inputs, outputs, kernel, stride=1, padding=0):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class ProposalNet(nn.Module):
    """[N,3,H,W] -> score logits [N,1,h,w] and box [N,4,h,w] for each 12x12 window; h = (H - 12) / STRIDE + 1."""

    WINDOW, STRIDE = 12, 2

    def __init__(self):
        super().__init__()
        self.pixels = Pixels(PIXEL_SCALE)
        self.features = nn.Sequential(
            convolution(3, 16, 4, 2), convolution(16, 16, 3), convolution(16, 32, 3))
        self.score, self.box = nn.Conv2d(32, 1, 1), nn.Conv2d(32, 4, 1)

    def forward(self, pixels):
        features = self.features(self.pixels(pixels))
        return self.score(features), self.box(features)


class RefineNet(nn.Module):
    """[N,3,24,24] -> score logits [N,1] and box [N,4]."""

    SIDE = 24

    def __init__(self):
        super().__init__()
        self.pixels = Pixels(PIXEL_SCALE)
        self.features = nn.Sequential(
            convolution(3, 24, 4, 2, 1),    # 12x12
            convolution(24, 32, 3, 1, 1),
            convolution(32, 48, 3, 2, 1),   # 6x6
            convolution(48, 64, 3, 2, 1),   # 3x3
            convolution(64, 96, 3))         # 1x1
        self.score, self.box = nn.Linear(96, 1), nn.Linear(96, 4)

    def forward(self, pixels):
        features = self.features(self.pixels(pixels)).flatten(1)
        return self.score(features), self.box(features)


class OutputNet(nn.Module):
    """[N,3,48,48] -> score logits [N,1], box [N,4] and landmarks [N,10] (five x, then five y, in units of the window)."""

    SIDE = 48

    def __init__(self):
        super().__init__()
        self.pixels = Pixels(PIXEL_SCALE)
        self.features = nn.Sequential(
            convolution(3, 24, 4, 2, 1),    # 24x24
            convolution(24, 48, 3, 2, 1),   # 12x12
            convolution(48, 64, 3, 1, 1),
            convolution(64, 96, 3, 2, 1),   # 6x6
            convolution(96, 96, 3, 1, 1),
            convolution(96, 112, 3, 2, 1),  # 3x3
            convolution(112, 128, 3))       # 1x1
        self.score, self.box, self.landmarks = nn.Linear(128, 1), nn.Linear(128, 4), nn.Linear(128, 10)

    def forward(self, pixels):
        features = self.features(self.pixels(pixels)).flatten(1)
        return self.score(features), self.box(features), self.landmarks(features)
