"""The page of the comparison."""

import html
import io

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402  (the backend has to be chosen first)

# Text stays text: smaller, searchable, and read aloud by screen readers.
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["svg.hashsalt"] = "comparison"

STYLE = """
:root { color-scheme: light dark; --soft: #8884; --ours: #2a7de144 }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--soft); text-align: right }
th:first-child { text-align: left; font-weight: 600 }
tr.ours { background: var(--ours) }
.wide { overflow-x: auto }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem }
figure { margin: 0 } svg { max-width: 100%; height: auto; background: #fff }
figcaption, caption { color: GrayText; font-size: .9rem; caption-side: bottom; text-align: left }
.matrices { grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr)) }
.confusion { font-size: .75rem; justify-self: start; align-self: start }
.confusion th, .confusion td { padding: .2rem .3rem; text-align: center }
.confusion td { background: color-mix(in srgb, #2a7de1 var(--share), transparent) }
"""


def table(header, rows, ours=()):
    cells = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in header)
    lines = "".join(
        f'<tr{" class=ours" if row[0] in ours else ""}><th scope="row">{html.escape(row[0])}</th>'
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:]) + "</tr>"
        for row in rows)
    return f'<div class="wide"><table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table></div>'


def figure(draw, caption):
    picture, axes = pyplot.subplots(figsize=(4.6, 3.2), constrained_layout=True)
    draw(axes)
    text = io.StringIO()
    picture.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(picture)
    svg = text.getvalue()
    return f'<figure>{svg[svg.index("<svg"):]}<figcaption>{html.escape(caption)}</figcaption></figure>'


def network_rows(networks):
    return [(row.title, row.epochs, f"{100 * row.accuracy:.1f}", f'{row.report["fer2013"]["macro"]["f1"]:.3f}',
             f'{100 * row.report["ferplus"]["accuracy"]:.1f}', f'{100 * row.report["attentive"]["accuracy"]:.1f}',
             f"{row.parameters / 1e6:.2f}", f"{row.multiply_adds / 1e6:.0f}", f"{row.megabytes:.2f}", f"{row.milliseconds:.2f}",
             f"{100 * row.accuracy / row.milliseconds:.1f}") for row in networks]


NETWORK_HEADER = ("network", "epochs", "accuracy, %", "macro F1", "FER+, %", "attentive, %", "parameters, M", "multiply-adds, M", "size, MB",
                  "ms a face", "accuracy per ms")
DETECTOR_HEADER = ("detector", "AP, IoU 0.5", "AP, five or more faces", "AP, IoU 0.4", "recall", "precision", "ms a picture")


def detector_rows(detectors):
    rows = []
    for title, report, milliseconds in detectors:
        faces = report["faces"]
        groups = {group["least_faces"]: group["ap50"] for group in faces["by_group"]}
        rows.append((title, f'{faces["ap50"]:.3f}', f'{groups[5]:.3f}' if 5 in groups else "–", f'{faces["ap40"]:.3f}',
                     f'{faces["recall"]:.3f}', f'{faces["precision"]:.3f}', f"{milliseconds:.0f}"))
    return rows


def trade(axes, networks):
    for row in networks:
        axes.scatter(row.milliseconds, 100 * row.accuracy, s=40, color="#2a7de1" if "ours" in row.title else "#999")
        axes.annotate(row.title.replace(" (ours)", ""), (row.milliseconds, 100 * row.accuracy), xytext=(5, 4), textcoords="offset points", fontsize=7)
    axes.set(xscale="log", xlabel="ms a face, one thread", ylabel="accuracy on PrivateTest, %")
    axes.margins(x=0.3, y=0.1)
    axes.grid(alpha=0.3)


def curves(axes, networks, column, label, factor=1):
    for row in networks:
        if row.log:
            axes.plot([int(line["epoch"]) for line in row.log], [factor * float(line[column]) for line in row.log], marker=".", label=row.title)
    axes.set(xlabel="epoch", ylabel=label)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=6)


def confusion(row):
    """A table and not a drawing: a tenth of the size, and screen readers read it."""
    counts = row.report["fer2013"]["confusion"]
    names = [html.escape(one["name"]) for one in row.report["fer2013"]["classes"]]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    lines = "".join(
        f'<tr><th scope="row">{name}</th>' + "".join(share(100 * count / max(1, sum(line))) for count in line) + "</tr>"
        for name, line in zip(names, counts))
    return (f'<table class="confusion"><caption>{html.escape(row.title)}, % of each label</caption>'
            f"<thead><tr><th></th>{head}</tr></thead><tbody>{lines}</tbody></table>")


def share(percent):
    return f'<td style="--share: {percent:.0f}%">{percent:.0f}</td>'


def verdict(networks):
    """Whether the small int8 network is the right choice, said by the figures."""
    shipped = networks[-1]
    best = max(networks[:-1], key=lambda row: row.accuracy)
    slower = best.milliseconds / shipped.milliseconds
    same = [row for row in networks[:-1] if row.title.startswith("MobileNet")]
    text = (f"The shipped int8 network is right on {100 * shipped.accuracy:.1f} % of PrivateTest at {shipped.milliseconds:.2f} ms a face. "
            f"The best of those trained for the short budget, {best.title}, reaches {100 * best.accuracy:.1f} % at {slower:.1f} times the time. ")
    if same:
        rank = sorted(networks[:-1], key=lambda row: -row.accuracy).index(same[0]) + 1
        text += (f"Under the same short budget our MobileNet is number {rank} of {len(networks) - 1} by accuracy, with "
                 f"{100 * same[0].accuracy:.1f} %. ")
    return text + ("The rows of the short budget compare architectures, not what each could reach: large networks gain more from "
                   "longer training. The shipped row is set apart by its training as much as by its arithmetic.")


def render(networks, detectors):
    confusions = "".join(confusion(row) for row in networks)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>Model comparison – EdgeMonitor</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Model comparison</h1>
<p>The networks that earlier projects took, beside EdgeMonitor’s own, by one recipe and one budget (<code>models/training/zoo</code>), measured
by <code>edgemonitor evaluate</code> on FER-2013’s PrivateTest without test-time augmentation, one thread of the machine that made this page.
None began from pretrained weights; the shipped one had a teacher that did.</p>
<h2>Expression</h2>
<p>{html.escape(verdict(networks))}</p>
{table(NETWORK_HEADER, network_rows(networks), [row.title for row in networks if "ours" in row.title])}
<div class="plots">
{figure(lambda axes: trade(axes, networks), "Accuracy against time; the time axis is logarithmic")}
{figure(lambda axes: curves(axes, networks, "fer2013", "accuracy on PublicTest, %", 100), "Accuracy while training, averaged weights")}
{figure(lambda axes: curves(axes, networks, "loss", "loss (both heads)"), "Loss while training, augmented faces")}
</div>
<h2>What is taken for what</h2>
<p>A row for each label, a column for what the network says.</p>
<div class="plots matrices">{confusions}</div>
<h2>Face detection</h2>
<p>120 photos that nothing was trained on, each detector with its own thresholds. Recall and precision are those at the thresholds.</p>
{table(DETECTOR_HEADER, detector_rows(detectors), ["MTCNN int8, as shipped"])}
</body>
</html>
"""
