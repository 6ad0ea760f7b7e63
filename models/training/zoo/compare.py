#!/usr/bin/env python3
"""Compares the networks of earlier projects with ours, and face detectors: one self-contained page, and the tables of the model card.

    python3 -m zoo.compare --runs runs/zoo --fer FER --faces PHOTOS --page ../comparison.html

Everything is measured by ``edgemonitor evaluate``, on one thread, on the splits that nothing was trained on. Measurements stay in
RUNS as JSON and are not repeated: delete one to measure it anew. ``--classic`` is the folder of the classic float MTCNN
(`./build.sh bench` makes it); Haar needs Debian's python3-opencv and opencv-data, and face-api.js npm (``zoo/faceapi/``) and the
weights that the classic networks are made of (``--weights``).
"""

import argparse
import csv
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from expression.network import ExpressionNet

from . import page
from .measure import evaluate, work
from .networks import NETWORKS

TITLES = {
    "mobilenet": "MobileNet (ours), float", "dexpression": "DeXpression", "plain-cnn": "plain CNN", "densenet121": "DenseNet-121",
    "resnet50": "ResNet-50", "inception-v3": "Inception v3",
}
CLASSIC_THRESHOLDS = ("0.6", "0.6", "0.7", "0.4")


@dataclass
class Network:
    """A row: ``report`` is the JSON of the evaluation, ``log`` the lines of the training's log."""

    title: str
    epochs: str
    parameters: int
    multiply_adds: int
    report: dict
    log: list

    @property
    def accuracy(self):
        return self.report["fer2013"]["accuracy"]

    @property
    def milliseconds(self):
        return self.report["speed"]["milliseconds_per_face"]

    @property
    def megabytes(self):
        return self.report["models"][0]["bytes"] / 1e6


def networks(options):
    rows = []
    for name, make in NETWORKS.items():
        folder = options.runs / name
        if not (folder / f"{name}.onnx").exists():
            print(f"{name}: not trained and exported yet, left out", file=sys.stderr)
            continue
        with open(folder / "log.csv", newline="") as file:
            log = list(csv.DictReader(file))
        report = evaluate(options.edgemonitor, "expressions", options.fer, folder / "report.json", "--model", str(folder / f"{name}.onnx"))
        rows.append(Network(TITLES[name], str(len(log)), *work(make()), report, log))
    shipped = evaluate(options.edgemonitor, "expressions", options.fer, options.runs / "shipped.json")
    rows.append(Network("MobileNet (ours), int8, as shipped", options.shipped_epochs, *work(ExpressionNet()), shipped, []))
    return rows


def others(options):
    """[(title, name, command that writes NAME.csv and the time that a picture took)]"""
    yield "Haar cascade (OpenCV)", "haar", [sys.executable, "-m", "zoo.haar"]
    if options.weights:
        weights = options.runs / "faceapi.f32"
        if not weights.exists():
            subprocess.run([sys.executable, "-m", "zoo.faceapi_weights", "--weights", options.weights, "--out", weights], check=True)
        yield "MTCNN float in face-api.js, the same weights", "faceapi", ["node", "zoo/faceapi/detect.mjs", "--weights", weights]


def detectors(options):
    """[(title, report, milliseconds a picture)]"""
    found = [("MTCNN int8, as shipped", evaluate(options.edgemonitor, "faces", options.faces, options.runs / "mtcnn-int8.json"))]
    if options.classic:
        found.append(("MTCNN float, the classic weights", evaluate(
            options.edgemonitor, "faces", options.faces, options.runs / "mtcnn-float.json", "--models", str(options.classic),
            "--thresholds", *CLASSIC_THRESHOLDS)))
    rows = [(title, report, report["milliseconds_per_picture"]) for title, report in found]
    for title, name, command in others(options):
        faces, timing = options.runs / f"{name}.csv", options.runs / f"{name}.json"
        if not timing.exists():
            subprocess.run([*command, "--data", options.faces, "--out", faces, "--json", timing], check=True)
        report = evaluate(
            options.edgemonitor, "faces", options.faces, options.runs / f"{name}-report.json", "--detections", str(faces))
        rows.append((title, report, json.loads(timing.read_text())["milliseconds_per_picture"]))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=Path, required=True, help="OUT of zoo.train, exported by zoo.export")
    parser.add_argument("--fer", type=Path, required=True, help="FER-2013: sheet-NN.png and labels.csv")
    parser.add_argument("--faces", type=Path, required=True, help="photos: images/ and boxes.csv")
    parser.add_argument("--classic", type=Path, help="folder of the classic float MTCNN")
    parser.add_argument("--weights", type=Path, help="folder with pnet.tflite, rnet.tflite and onet.tflite, the classic weights")
    parser.add_argument("--edgemonitor", default="../../build.sh exec", help="the command (default: %(default)s)")
    parser.add_argument("--shipped-epochs", default="208 + 2", help="epochs of the shipped network (default: %(default)s)")
    parser.add_argument("--page", type=Path, required=True, help="the HTML page to write")
    options = parser.parse_args()

    options.page.write_text(page.render(networks(options), detectors(options)), encoding="utf-8")
    print(f"wrote {options.page}: {options.page.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
