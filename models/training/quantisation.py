"""Quantisation-aware training and export to ONNX in QDQ form, for networks of convolutions, additions and fully connected layers.

Scheme (Jacob et al. 2018, arXiv:1712.05877), the one that ONNX Runtime turns into integer kernels on x64 and arm64:
activations uint8 with one scale and zero point a tensor, weights int8 symmetric with one scale an output channel, biases
int32 with the product of both scales.

``quantise`` replaces each convolution with its batch norm and ReLU by one ``QuantisedLayer`` with folded weights. ReLU needs
no node of its own: its range begins at 0, so the saturation of uint8 is the ReLU. ``write`` turns such a network into ONNX.
"""

import operator

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import fx, nn
from torch.nn import functional

OPSET = 13
LEVELS = 255
WEIGHT_LIMIT = 127


def weight_scale(weight):
    """The scale of each output channel of a weight [O,...] at which its largest value is the largest of int8."""
    return weight.detach().flatten(1).abs().amax(1).clamp(min=1e-8) / WEIGHT_LIMIT


def along_channels(values, weight):
    """``values`` [O], in the shape that multiplies a weight [O,...] channel by channel."""
    return values.reshape(-1, *[1] * (weight.ndim - 1))


class Pixels(nn.Module):
    """uint8 pixels -> (pixel - zero) * scale. In ONNX it is the input's own quantisation, so it costs nothing."""

    def __init__(self, scale, zero=128):
        super().__init__()
        self.scale, self.zero = scale, zero

    def forward(self, pixels):
        return (pixels - self.zero) * self.scale


class Range(nn.Module):
    """Rounds a tensor to uint8 levels; in training it first follows the tensor's range. Before ``quantise`` it does nothing."""

    MOMENTUM = 0.01

    def __init__(self):
        super().__init__()
        self.enabled = self.follow = False

    def enable(self):
        self.register_buffer("low", torch.tensor(0.0))
        self.register_buffer("high", torch.tensor(0.0))
        self.enabled = self.follow = True
        return self

    def forward(self, x):
        if not self.enabled:
            return x
        if self.training and self.follow:
            self._observe(x.detach())
        scale, zero = self.parameters_of_scale()
        return torch.fake_quantize_per_tensor_affine(x.float(), scale, zero, 0, LEVELS)

    def parameters_of_scale(self):
        """(scale, zero point); the range always holds 0, so that padding with zeros stays exact."""
        scale = max((self.high - self.low).item() / LEVELS, 1e-8)
        return scale, min(LEVELS, max(0, round(-self.low.item() / scale)))

    def _observe(self, x):
        low, high = x.min().float().clamp(max=0), x.max().float().clamp(min=0)
        # The first batch sets the range, the others move it.
        share = self.MOMENTUM if self.high > self.low else 1.0
        self.low.lerp_(low, share)
        self.high.lerp_(high, share)


class QuantisedLayer(nn.Module):
    """A convolution or fully connected layer with int8 weights, and uint8 output unless ``output`` is None."""

    def __init__(self, layer, norm=None, relu=False, quantised_output=True):
        super().__init__()
        weight, bias = layer.weight.detach(), layer.bias.detach() if layer.bias is not None else layer.weight.new_zeros(len(layer.weight))
        if norm is not None:
            gain = norm.weight.detach() / torch.sqrt(norm.running_var + norm.eps)
            weight = weight * along_channels(gain, weight)
            bias = (bias - norm.running_mean) * gain + norm.bias.detach()
        self.weight, self.bias = nn.Parameter(weight.clone()), nn.Parameter(bias.clone())
        self.convolution = {"stride": layer.stride, "padding": layer.padding, "groups": layer.groups} if weight.ndim == 4 else None
        self.relu = relu
        self.output = Range().enable() if quantised_output else None

    def weight_scale(self):
        return weight_scale(self.weight)

    def forward(self, x):
        scale = self.weight_scale()
        zero = torch.zeros_like(scale, dtype=torch.int32)
        weight = torch.fake_quantize_per_channel_affine(self.weight, scale, zero, 0, -WEIGHT_LIMIT, WEIGHT_LIMIT)
        x = functional.conv2d(x, weight, self.bias, **self.convolution) if self.convolution else functional.linear(x, weight, self.bias)
        if self.relu:
            x = torch.relu(x)
        return x if self.output is None else self.output(x)


def quantise(network):
    """Replaces, in place, convolutions (with batch norm and ReLU where they follow in a Sequential) and fully connected layers.
    A fully connected layer gives floats: only heads are of that kind. New ranges are on the CPU: move the network afterwards."""
    for name, child in list(network.named_children()):
        if isinstance(child, nn.Sequential) and len(child) and isinstance(child[0], nn.Conv2d):
            norm = child[1] if len(child) > 1 and isinstance(child[1], nn.BatchNorm2d) else None
            setattr(network, name, QuantisedLayer(child[0], norm, isinstance(child[-1], nn.ReLU)))
        elif isinstance(child, nn.Conv2d):
            setattr(network, name, QuantisedLayer(child))
        elif isinstance(child, nn.Linear):
            setattr(network, name, QuantisedLayer(child, quantised_output=False))
        elif isinstance(child, Range):
            child.enable()
        else:
            quantise(child)
    return network


def freeze_ranges(network):
    for module in network.modules():
        if isinstance(module, Range):
            module.follow = False


class _Tracer(fx.Tracer):
    def is_leaf_module(self, module, name):
        return isinstance(module, (Pixels, Range, QuantisedLayer, nn.Dropout))


class _Graph:
    """Collects nodes and constants."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, value, name):
        self.constants.append(numpy_helper.from_array(value, name))
        return name

    def node(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def rounded(self, source, span, name):
        return self.rounded_to(source, span.parameters_of_scale(), name)

    def rounded_to(self, source, span, name):
        """``span`` is (scale, zero point); results are (tensor, span)."""
        scale, zero = span
        # True scalars: ONNX Runtime's integer addition refuses shape [1].
        numbers = [self.constant(np.array(scale, np.float32), f"{name}.scale"), self.constant(np.array(zero, np.uint8), f"{name}.zero")]
        quantised = self.node("QuantizeLinear", [source, *numbers], f"{name}.u8")
        return self.node("DequantizeLinear", [quantised, *numbers], f"{name}.float"), span

    def layer(self, layer, source, source_span, name):
        scale = layer.weight_scale().numpy()
        weight = layer.weight.detach().numpy()
        steps = np.rint(weight / along_channels(scale, weight)).clip(-WEIGHT_LIMIT, WEIGHT_LIMIT).astype(np.int8)
        bias_scale = (scale * source_span[0]).astype(np.float32)
        bias = np.rint(layer.bias.detach().numpy() / bias_scale).astype(np.int32)
        inputs = [source, self._dequantised(steps, scale, f"{name}.weight"), self._dequantised(bias, bias_scale, f"{name}.bias")]
        if layer.convolution:
            stride, (top, left), groups = layer.convolution["stride"], layer.convolution["padding"], layer.convolution["groups"]
            made = self.node("Conv", inputs, f"{name}.sum", kernel_shape=list(weight.shape[2:]), strides=list(stride),
                             pads=[top, left, top, left], group=groups)
        else:
            made = self.node("Gemm", inputs, f"{name}.sum", transB=1)
        return (made, None) if layer.output is None else self.rounded(made, layer.output, f"{name}.output")

    def _dequantised(self, steps, scale, name):
        numbers = [self.constant(steps, name), self.constant(scale.astype(np.float32), f"{name}.scale"),
                   self.constant(np.zeros(len(scale), steps.dtype), f"{name}.zero")]
        return self.node("DequantizeLinear", numbers, f"{name}.float", axis=0)


def write(network, path, inputs, outputs, properties):
    """Writes a quantised network.

    ``inputs``: shape of ``pixels`` with names or numbers, e.g. ``["batch", 3, 48, 48]``; ``outputs``: ``{name: shape}`` in the order
    of the network's results; ``properties``: strings that travel in the file.
    """
    network.eval()
    tracer = _Tracer()
    graph, values = _Graph(), {}
    modules = dict(network.named_modules())
    for node in tracer.trace(network).nodes:
        sources = [values[argument] for argument in node.args if isinstance(argument, fx.Node)]
        if node.op == "placeholder":
            values[node] = ("pixels", None)
        elif node.op == "output":
            results = [values[argument][0] for argument in node.args[0]]
        elif node.op == "call_module":
            values[node] = _module(graph, modules[node.target], sources[0], str(node.target))
        else:
            values[node] = _function(graph, node, sources)

    renamed = dict(zip(results, outputs))
    for node in graph.nodes:
        for names in (node.input, node.output):
            names[:] = [renamed.get(name, name) for name in names]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "network",
            [helper.make_tensor_value_info("pixels", TensorProto.UINT8, inputs)],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()],
            graph.constants),
        opset_imports=[helper.make_opsetid("", OPSET)], producer_name="EdgeMonitor", ir_version=8)
    helper.set_model_props(model, {**properties, "quantisation": "int8"})
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def read(path):
    """The weights and biases in a file of ``write``, as floats, by the names that they had in the network."""
    constants = {constant.name: numpy_helper.to_array(constant) for constant in onnx.load(str(path)).graph.initializer}
    return {name: torch.from_numpy(steps.astype(np.float32) * along_channels(constants[f"{name}.scale"], steps))
            for name, steps in constants.items() if name.endswith((".weight", ".bias"))}


def _module(graph, module, source, name):
    value, span = source
    if isinstance(module, Pixels):
        numbers = [graph.constant(np.array(module.scale, np.float32), f"{name}.scale"), graph.constant(np.array(module.zero, np.uint8), f"{name}.zero")]
        return graph.node("DequantizeLinear", [value, *numbers], f"{name}.float"), (module.scale, module.zero)
    if isinstance(module, Range):
        return graph.rounded(value, module, name)
    if isinstance(module, QuantisedLayer):
        return graph.layer(module, value, span, name)
    return source  # dropout


def _function(graph, node, sources):
    (value, span), name = sources[0], node.name
    if node.target is operator.add:
        return graph.node("Add", [source for source, _ in sources], f"{name}.sum"), None
    if node.target in (torch.sigmoid, "sigmoid"):
        return graph.node("Sigmoid", [value], f"{name}.sigmoid"), None
    if node.target in (torch.softmax, "softmax"):
        return graph.node("Softmax", [value], f"{name}.softmax", axis=1), None
    if node.target == "flatten":
        # Rounding to the same levels changes nothing, but the runtime sees that the next layer's input is uint8.
        return graph.rounded_to(graph.node("Flatten", [value], f"{name}.flatten"), span, name)
    raise NotImplementedError(f"no ONNX for {node.op} {node.target}")
