#!/usr/bin/env python3
"""Finds faces with OpenCV's Haar cascade (Viola and Jones 2001; Lienhart and Maydt 2002), the detector of many classroom demos, and writes
them for ``edgemonitor evaluate faces --detections FILE``, so that it is measured by the same code as MTCNN.

    python3 -m zoo.haar --data PHOTOS --out haar.csv
    edgemonitor evaluate faces --data PHOTOS --detections haar.csv

Debian: python3-opencv, opencv-data. Scores are the cascade's level weights; the settings are OpenCV's usual ones but for the smallest
face, which is MTCNN's.
"""

import argparse
import csv
import json
import statistics
import time
from pathlib import Path

import cv2

CASCADE = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml"
SCALE, NEIGHBOURS, SMALLEST = 1.1, 3, 20


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with images/ and boxes.csv")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--out", required=True, help="the CSV file")
    parser.add_argument("--json", type=Path, help="file for the time that a picture takes")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    cascade = cv2.CascadeClassifier(CASCADE)
    if cascade.empty():
        raise SystemExit(f"{CASCADE}: missing; install opencv-data")
    with open(options.data / "boxes.csv", newline="") as file:
        images = sorted({row["image"] for row in csv.DictReader(file) if row["split"] == options.split})

    seconds = []
    with open(options.out, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("image", "score", "xmin", "ymin", "xmax", "ymax"))
        for image in images:
            grey = cv2.imread(str(options.data / "images" / image), cv2.IMREAD_GRAYSCALE)
            started = time.perf_counter()
            boxes, _, weights = cascade.detectMultiScale3(
                grey, SCALE, NEIGHBOURS, minSize=(SMALLEST, SMALLEST), outputRejectLevels=True)
            seconds.append(time.perf_counter() - started)
            for (x, y, width, height), weight in zip(boxes, weights):
                rows.writerow((image, f"{float(weight):.4f}", x, y, x + width, y + height))
    print(f"{len(images)} pictures, {1000 * statistics.median(seconds):.0f} ms a picture on one thread (median)")
    if options.json:
        options.json.write_text(json.dumps({"milliseconds_per_picture": 1000 * statistics.median(seconds)}))


if __name__ == "__main__":
    main()
