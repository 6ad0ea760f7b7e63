"""The golden files of the tests in ``tests/EdgeMonitor.Vision.Tests``: pictures, and what PyTorch computed from them."""


def write(folder, name, pixels, outputs):
    """NAME.pixels.u8 with the uint8 ``pixels`` and, for each of the float ``outputs`` {name: tensor}, NAME.OUTPUT.f32; row-major, little-endian."""
    folder.mkdir(parents=True, exist_ok=True)
    pixels.numpy().tofile(folder / f"{name}.pixels.u8")
    for output, values in outputs.items():
        values.numpy().tofile(folder / f"{name}.{output}.f32")
