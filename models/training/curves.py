#!/usr/bin/env python3
"""Draws the log of a training as curves, a panel for each column: losses, accuracies.

    python3 -m curves runs/expression/log.csv runs/expression/curves.svg
"""

import argparse
import csv
from collections import defaultdict

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend has to be chosen first)

NOT_DRAWN = ("epoch", "seconds", "network")


def read(path):
    """{column: {network: ([epoch], [value])}}; logs of one network have no column ``network``."""
    curves = defaultdict(lambda: defaultdict(lambda: ([], [])))
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            for column in (column for column in row if column not in NOT_DRAWN and row[column]):
                epochs, values = curves[column][row.get("network", "")]
                epochs.append(int(row["epoch"]))
                values.append(float(row[column]))
    return curves


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", help="log.csv of a training run")
    parser.add_argument("picture", help="file to write; .svg, .png and .pdf say the format")
    options = parser.parse_args()
    curves = read(options.log)
    if not curves:
        raise SystemExit(f"{options.log}: no epoch is logged yet")
    figure, panels = pyplot.subplots(1, len(curves), figsize=(4 * len(curves), 3), squeeze=False, constrained_layout=True)
    for panel, (column, networks) in zip(panels[0], sorted(curves.items())):
        for network, (epochs, values) in networks.items():
            panel.plot(epochs, values, marker=".", label=network)
        panel.set(title=column, xlabel="epoch")
        panel.grid(alpha=0.3)
        if len(networks) > 1:
            panel.legend()
    figure.savefig(options.picture)


if __name__ == "__main__":
    main()
