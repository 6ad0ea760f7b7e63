#!/usr/bin/env python3
"""Scores the faces that `edgemonitor analyze --format jsonl` found against boxes drawn by people.

    ./build.sh exec analyze photos/ --format jsonl --no-expressions > found.jsonl
    python3 -m mtcnn.score --found found.jsonl --boxes boxes.csv --split dev

``boxes.csv``: ``image,split,width,height,xmin,ymin,xmax,ymax``, a line a face, pixels. Average precision is the area under
the interpolated precision-recall curve (PASCAL VOC 2010 and later); a found face counts when its intersection over union
with a drawn box that is not taken yet is at least the threshold, in the order of falling scores.
"""

import argparse
import csv
import json
from collections import defaultdict

import numpy as np


def overlap(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


def read_boxes(path, split):
    boxes = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            if row["split"] == split:
                boxes[row["image"]].append([float(row[key]) for key in ("xmin", "ymin", "xmax", "ymax")])
    return boxes


def matches(found, drawn, threshold):
    """Whether each found face, by falling score, hits a drawn box of its picture that no better one has hit."""
    taken, hits = set(), []
    for image, box in sorted(found, key=lambda face: -face[1][4]):
        best = max(range(len(drawn[image])), key=lambda i: overlap(box, drawn[image][i]))
        hit = overlap(box, drawn[image][best]) >= threshold and (image, best) not in taken
        if hit:
            taken.add((image, best))
        hits.append(hit)
    return np.array(hits, bool)


def average_precision(hits, faces):
    right = np.cumsum(hits)
    precision = np.maximum.accumulate((right / np.arange(1, len(hits) + 1))[::-1])[::-1]
    return float((np.diff(right / faces, prepend=0) * precision).sum())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--found", required=True, help="JSON lines of edgemonitor analyze")
    parser.add_argument("--boxes", required=True, help="boxes.csv")
    parser.add_argument("--split", default="dev")
    options = parser.parse_args()

    drawn = read_boxes(options.boxes, options.split)
    with open(options.found) as file:
        reports = [report for report in map(json.loads, file) if report["image"] in drawn]
    missing = len(drawn) - len({report["image"] for report in reports})
    if missing:
        raise SystemExit(f"{options.found}: {missing} pictures of the split {options.split} are missing")
    for least in (1, 5):
        chosen = {image for image, boxes in drawn.items() if len(boxes) >= least}
        faces = sum(len(drawn[image]) for image in chosen)
        found = [(report["image"], box) for report in reports if report["image"] in chosen for box in report["boxes"]]
        for threshold in (0.5, 0.4):
            hits = matches(found, drawn, threshold)
            print(f"photos with {least} or more faces: {len(chosen)} photos, {faces} faces, {len(found)} found; at IoU {threshold}: "
                  f"AP {average_precision(hits, faces):.3f}, recall {hits.sum() / faces:.3f}, precision {hits.mean():.3f}")


if __name__ == "__main__":
    main()
