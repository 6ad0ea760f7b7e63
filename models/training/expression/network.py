"""ExpressionNet: a MobileNetV2-style network (Sandler et al. 2018, arXiv:1801.04381) for 48x48 grey faces.

Three changes to the original suit small pictures, integer kernels and faces. The first two stages use *fused* inverted
residuals (one ordinary 3x3 convolution in place of expansion and depthwise, as in EfficientNetV2, Tan and Le 2021,
arXiv:2104.00298): at few channels they are as cheap and, on SIMD hardware, several times faster than large depthwise
layers. Plain ReLU follows each convolution, so that every layer has an int8 kernel. The last features are not averaged over the face but
weighed by place, each by weights of its own, as in MobileFaceNet (Chen et al. 2018, arXiv:1804.07573): faces lie alike in their pictures,
so a mouth is where mouths are.
"""

from torch import nn

from quantisation import Pixels, Range

# FER-2013's seven classes in the order of the original CSV labels (Goodfellow et al. 2013).
FER2013_CLASSES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
# FER+ (Barsoum et al. 2016, arXiv:1608.01041) without "unknown" and "not a face".
FERPLUS_CLASSES = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt")
# The first two of these count as attentive.
ATTENTIVE = 2

# kind, expansion, channels out, blocks, stride of the first block
STAGES = (
    ("fused", 2, 24, 2, 1),     # 24x24
    ("fused", 3, 48, 3, 2),     # 12x12
    ("inverted", 5, 80, 4, 2),  # 6x6
    ("inverted", 5, 112, 3, 1),
)
STEM_CHANNELS = 24
HEAD_CHANNELS, LAST_SIDE = 256, 6


def convolution(inputs, outputs, kernel, stride=1, groups=1, activation=True):
    """Convolution, batch norm and (unless it ends a block) ReLU; padded to keep the size at stride 1."""
    layers = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return nn.Sequential(*layers, nn.ReLU(inplace=True)) if activation else nn.Sequential(*layers)


class Residual(nn.Module):
    """A block with a shortcut wherever the shapes allow one."""

    def __init__(self, inputs, outputs, stride, layers):
        super().__init__()
        self.body = nn.Sequential(*layers)
        self.sum = Range() if stride == 1 and inputs == outputs else None

    def forward(self, x):
        return self.body(x) if self.sum is None else self.sum(x + self.body(x))


def fused_block(inputs, outputs, expansion, stride):
    hidden = inputs * expansion
    return Residual(inputs, outputs, stride, [
        convolution(inputs, hidden, 3, stride),
        convolution(hidden, outputs, 1, activation=False),
    ])


def inverted_block(inputs, outputs, expansion, stride):
    hidden = inputs * expansion
    return Residual(inputs, outputs, stride, [
        convolution(inputs, hidden, 1),
        convolution(hidden, hidden, 3, stride, groups=hidden),
        convolution(hidden, outputs, 1, activation=False),
    ])


class ExpressionNet(nn.Module):
    """[N,1,48,48] float (0..255 grey) -> logits [N,7] of FER-2013 and [N,8] of FER+."""

    def __init__(self, dropout=0.1):
        super().__init__()
        blocks = [convolution(1, STEM_CHANNELS, 3, 2)]
        channels = STEM_CHANNELS
        for kind, expansion, outputs, count, stride in STAGES:
            make = fused_block if kind == "fused" else inverted_block
            for index in range(count):
                blocks.append(make(channels, outputs, expansion, stride if index == 0 else 1))
                channels = outputs
        blocks.append(convolution(channels, HEAD_CHANNELS, 1))
        # The normalisation is part of the network, so that every caller hands over plain pixel values.
        self.pixels = Pixels(1 / 64)
        self.features = nn.Sequential(*blocks)
        self.pooled = nn.Conv2d(HEAD_CHANNELS, HEAD_CHANNELS, LAST_SIDE, groups=HEAD_CHANNELS, bias=False)
        # Begins as the mean.
        nn.init.constant_(self.pooled.weight, LAST_SIDE ** -2)
        self.dropout = nn.Dropout(dropout)
        self.fer2013 = nn.Linear(HEAD_CHANNELS, len(FER2013_CLASSES))
        self.ferplus = nn.Linear(HEAD_CHANNELS, len(FERPLUS_CLASSES))

    def forward(self, grey):
        pooled = self.dropout(self.pooled(self.features(self.pixels(grey))).flatten(1))
        return self.fer2013(pooled), self.ferplus(pooled)
