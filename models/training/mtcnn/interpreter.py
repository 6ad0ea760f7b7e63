"""Runs a TFLite network with plain numpy, operator by operator: the reference that converted networks are compared with."""

import numpy as np

from .tflite import Network


def _same_padding(size, window, stride):
    """TensorFlow's SAME: the odd pixel goes to the end."""
    total = max(0, (-(-size // stride) - 1) * stride + window - size)
    return total // 2, total - total // 2


def _windows(x, window, strides, padding, fill):
    """[N,H,W,C] -> [N,h,w,window_h,window_w,C]"""
    if padding == "SAME":
        pads = [_same_padding(x.shape[i + 1], window[i], strides[i]) for i in (0, 1)]
        x = np.pad(x, [(0, 0), *pads, (0, 0)], constant_values=fill)
    views = np.lib.stride_tricks.sliding_window_view(x, window, axis=(1, 2))
    return np.moveaxis(views[:, ::strides[0], ::strides[1]], 3, 5)


def _convolution(x, weights, bias, options):
    windows = _windows(x, weights.shape[1:3], options["strides"], options["padding"], 0.0)
    return np.tensordot(windows, weights, ([3, 4, 5], [1, 2, 3])) + bias


def _pooling(x, options):
    return _windows(x, options["window"], options["strides"], options["padding"], -np.inf).max((3, 4))


def run(network: Network, pixels):
    """``pixels`` [N,H,W,3] float as the network wants them -> its outputs, in the file's order, channels last."""
    values = {i: t.data for i, t in enumerate(network.tensors) if t.data is not None}
    values[network.inputs[0]] = pixels.astype(np.float32)
    kinds = {
        "ADD": lambda a, b: a + b, "SUB": lambda a, b: a - b, "MUL": lambda a, b: a * b, "DIV": lambda a, b: a / b,
        "NEG": lambda a: -a, "EXP": np.exp, "RELU": lambda a: np.maximum(a, 0),
        "SUM": lambda a, axis: a.sum(int(axis), keepdims=True),
        "REDUCE_MAX": lambda a, axis: a.max(int(axis), keepdims=True),
        "FULLY_CONNECTED": lambda a, w, b: a.reshape(len(a), -1) @ w.T + b,
    }
    for operator in network.operators:
        inputs = [values[i] for i in operator.inputs]
        if operator.kind == "CONV_2D":
            result = _convolution(*inputs, operator.options)
        elif operator.kind == "MAX_POOL_2D":
            result = _pooling(*inputs, operator.options)
        else:
            result = kinds[operator.kind](*inputs)
        values[operator.outputs[0]] = result
    return [values[i] for i in network.outputs]
