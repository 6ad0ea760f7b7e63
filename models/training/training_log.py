"""The log of a training: a CSV file with a line an epoch, which ``curves`` draws."""

import csv
import json


def append(path, line, new=False):
    """Prints a line {column: value} and adds it to the log; with ``new``, the log begins with it."""
    print(json.dumps(line), flush=True)
    new = new or not path.exists()
    with open(path, "w" if new else "a", newline="") as file:
        writer = csv.DictWriter(file, line.keys())
        if new:
            writer.writeheader()
        writer.writerow(line)
