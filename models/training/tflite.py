"""A reader for TensorFlow Lite files, as far as small convolutional networks need it.

TFLite is a FlatBuffers container (https://flatbuffers.dev/internals/); the field numbers below are those of TensorFlow's
``schema.fbs``, version 3. Nothing but numpy is needed.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# BuiltinOperator values of the schema.
OPERATORS = {
    0: "ADD", 3: "CONV_2D", 4: "DEPTHWISE_CONV_2D", 9: "FULLY_CONNECTED", 17: "MAX_POOL_2D", 18: "MUL", 19: "RELU", 22: "RESHAPE",
    41: "SUB", 42: "DIV", 47: "EXP", 59: "NEG", 74: "SUM", 82: "REDUCE_MAX", 101: "ABS",
}
TYPES = {0: np.float32, 2: np.int32}
PADDING = {0: "SAME", 1: "VALID"}


@dataclass
class Tensor:
    """``data`` is None where the tensor is computed and not a constant."""

    name: str
    shape: tuple
    data: np.ndarray | None


@dataclass
class Operator:
    """Tensor indices and the options of convolutions and poolings: padding, strides, window."""

    kind: str
    inputs: list
    outputs: list
    options: dict


@dataclass
class Network:
    tensors: list
    operators: list
    inputs: list
    outputs: list

    def constants(self, operator):
        """The inputs of ``operator`` that are not computed: weights, then bias."""
        return [self.tensors[index].data for index in operator.inputs if self.tensors[index].data is not None]


class _Table:
    """One FlatBuffers table: fields are found through the vtable and may be absent."""

    def __init__(self, data, position):
        self.data, self.position = data, position
        self.vtable = position - struct.unpack_from("<i", data, position)[0]
        self.size = struct.unpack_from("<H", data, self.vtable)[0]

    def _field(self, number):
        entry = 4 + 2 * number
        offset = struct.unpack_from("<H", self.data, self.vtable + entry)[0] if entry < self.size else 0
        return self.position + offset if offset else None

    def scalar(self, number, form, default=0):
        at = self._field(number)
        return default if at is None else struct.unpack_from("<" + form, self.data, at)[0]

    def table(self, number):
        at = self._field(number)
        return None if at is None else _Table(self.data, at + struct.unpack_from("<I", self.data, at)[0])

    def _vector(self, number):
        at = self._field(number)
        if at is None:
            return None, 0
        start = at + struct.unpack_from("<I", self.data, at)[0]
        return start + 4, struct.unpack_from("<I", self.data, start)[0]

    def numbers(self, number, dtype):
        start, count = self._vector(number)
        return np.zeros(0, dtype) if start is None else np.frombuffer(self.data, dtype, count, start)

    def tables(self, number):
        start, count = self._vector(number)
        places = [start + 4 * i for i in range(count)]
        return [_Table(self.data, at + struct.unpack_from("<I", self.data, at)[0]) for at in places]

    def text(self, number):
        return self.numbers(number, np.uint8).tobytes().decode()


def read(path):
    """Reads the first subgraph of a file."""
    data = Path(path).read_bytes()
    if data[4:8] != b"TFL3":
        raise ValueError(f"{path}: no TensorFlow Lite file (identifier {data[4:8]!r})")
    model = _Table(data, struct.unpack_from("<I", data, 0)[0])
    codes = [max(code.scalar(0, "b"), code.scalar(3, "i")) for code in model.tables(1)]
    buffers = [buffer.numbers(0, np.uint8) for buffer in model.tables(4)]
    graph = model.tables(2)[0]

    def tensor(table):
        shape = tuple(int(n) for n in table.numbers(0, np.int32))
        raw = buffers[table.scalar(2, "I")]
        values = raw.view(TYPES[table.scalar(1, "b")]).reshape(shape) if raw.size else None
        return Tensor(table.text(3), shape, values)

    def operator(table):
        code = codes[table.scalar(0, "I")]
        if code not in OPERATORS:
            raise ValueError(f"{path}: operator {code} of the schema is not known to this reader")
        options, fields = {}, table.table(4)
        if OPERATORS[code] in ("CONV_2D", "MAX_POOL_2D"):
            options = {"padding": PADDING[fields.scalar(0, "b")], "strides": (fields.scalar(2, "i"), fields.scalar(1, "i"))}
            if OPERATORS[code] == "MAX_POOL_2D":
                options["window"] = (fields.scalar(4, "i"), fields.scalar(3, "i"))
        return Operator(OPERATORS[code], table.numbers(1, np.int32).tolist(), table.numbers(2, np.int32).tolist(), options)

    return Network([tensor(t) for t in graph.tables(0)], [operator(t) for t in graph.tables(3)],
                   graph.numbers(1, np.int32).tolist(), graph.numbers(2, np.int32).tolist())
