// The attentive share over time. Every window is a point in its middle; a window without a figure and a stretch without
// windows are gaps, never a line.

const chart = document.getElementById("chart");
const readout = document.getElementById("readout");
const live = document.getElementById("live");
const buttons = [...document.querySelectorAll("[data-hours]")];
const words = JSON.parse(chart.dataset.words);
const hint = readout.textContent.trim();
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "numeric" });
const shortest = 10 * 60;
// A report's time is fixed; otherwise the chart ends now.
const fixed = chart.dataset.from ? [Number(chart.dataset.from) / 1000, Number(chart.dataset.to) / 1000] : null;
// Longer stretches are drawn from hourly means.
const mostHoursOfWindows = 24;
// Seconds between two times on the axis, which writes no seconds: 1 minute to 4 weeks.
const steps = [
  ...[1, 2, 5, 10, 15, 30].map(minutes => minutes * 60),
  ...[1, 2, 3, 4, 6, 8, 12].map(hours => hours * 3600),
  ...[1, 2, 3, 4, 7, 14, 28].map(days => days * 86400),
];

let hours = 1;
let points = [];
let plot = null;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const percent = share => words.percent.replace("{0}", Math.round(share * 100));
const span = () => (fixed ? (fixed[1] - fixed[0]) / 3600 : hours);

function toPoints(windows) {
  const result = [];
  let previousEnd = null;
  for (const window of windows) {
    const start = Date.parse(window.start) / 1000;
    const end = Date.parse(window.end) / 1000;
    if (previousEnd !== null && start - previousEnd > (end - start) / 2) {
      result.push({ time: (previousEnd + start) / 2, share: null });
    }
    const share = window.attentive_share ?? null;
    result.push({ time: (start + end) / 2, share, start, end, window });
    previousEnd = end;
  }
  return result;
}

function describe(point) {
  if (!point || !point.window) {
    return hint;
  }
  const { window, start, end } = point;
  const date = span() > mostHoursOfWindows ? `${day.format(start * 1000)}, ` : "";
  const when = `${date}${clock.format(start * 1000)} – ${clock.format(end * 1000)}`;
  return window.attentive_share === undefined
    ? `${when}: ${words[window.status ?? "none"]}`
    : `${when}: ${words.ok.replace("{0}", percent(window.attentive_share)).replace("{1}", Math.round(window.people))}`;
}

function range() {
  if (fixed) {
    return fixed;
  }
  const first = points.length > 0 ? points[0].start : Infinity;
  // A device's clock may be a little ahead.
  const now = Math.max(Date.now() / 1000, points.length > 0 ? points[points.length - 1].end : 0);
  return [Math.min(Math.max(now - hours * 3600, first), now - shortest), now];
}

// Stretches that were watched but have no figure are hatched, so that they are told from stretches without a device.
function hatch(u) {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  for (const { share, window, start, end } of points) {
    if (window && share === null) {
      const left = Math.max(u.valToPos(start, "x", true), bbox.left);
      const right = Math.min(u.valToPos(end, "x", true), bbox.left + bbox.width);
      if (right > left) {
        ctx.rect(left, bbox.top, right - left, bbox.height);
      }
    }
  }
  ctx.clip();
  ctx.strokeStyle = colour("--hatch");
  ctx.lineWidth = scale;
  ctx.beginPath();
  for (let x = bbox.left - bbox.height; x < bbox.left + bbox.width; x += 7 * scale) {
    ctx.moveTo(x, bbox.top + bbox.height);
    ctx.lineTo(x + bbox.height, bbox.top);
  }
  ctx.stroke();
  ctx.restore();
}

function marks() {
  return JSON.parse(document.getElementById("marks")?.dataset.marks ?? "[]");
}

// Markers of the lesson: a line with its word, one above the other where they stand close. The words stand at the foot of the
// chart, where the line seldom is, and have a rim that keeps them apart from it.
function mark(u) {
  const { ctx, bbox } = u;
  const scale = devicePixelRatio;
  const [from, to] = range();
  ctx.save();
  ctx.font = `600 ${11 * scale}px ${getComputedStyle(document.body).fontFamily}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = colour("--text");
  ctx.strokeStyle = colour("--mark");
  ctx.lineWidth = 1.5 * scale;
  ctx.setLineDash([4 * scale, 3 * scale]);
  const ends = [];
  const labels = [];
  for (const { at, label } of marks()) {
    if (at / 1000 < from - 1 || at / 1000 > to + 1) {
      continue;
    }
    const x = Math.round(u.valToPos(at / 1000, "x", true));
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const width = ctx.measureText(label).width;
    const left = Math.min(x + 4 * scale, bbox.left + bbox.width - width);
    let row = 0;
    while (ends[row] > left) {
      row++;
    }
    ends[row] = left + width + 8 * scale;
    labels.push([label, left, bbox.top + bbox.height - (6 + row * 14) * scale]);
  }
  ctx.setLineDash([]);
  ctx.lineJoin = "round";
  ctx.lineWidth = 3 * scale;
  ctx.strokeStyle = colour("--card");
  for (const word of labels) {
    ctx.strokeText(...word);
    ctx.fillText(...word);
  }
  ctx.restore();
}

// A figure between two gaps has no line to be seen by.
function lonePoints(u, series, shown) {
  const shares = u.data[series];
  const lone = shares.map((_, index) => index).filter(index =>
    shares[index] != null && shares[index - 1] == null && shares[index + 1] == null);
  return shown ? null : lone;
}

function fill(u) {
  const gradient = u.ctx.createLinearGradient(0, u.bbox.top, 0, u.bbox.top + u.bbox.height);
  gradient.addColorStop(0, colour("--accent-veil"));
  gradient.addColorStop(1, colour("--accent-clear"));
  return gradient;
}

function options() {
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = {
    stroke: () => colour("--muted"),
    font,
    ticks: { show: false },
    grid: { stroke: () => colour("--grid"), width: 1 },
  };
  return {
    width: chart.clientWidth,
    height: chart.clientHeight,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9, width: 2 } },
    scales: { x: { range: () => range() }, y: { range: [0, 1] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 70,
        incrs: steps,
        values: (_, times) => times.map(time => (span() > mostHoursOfWindows ? day : clock).format(time * 1000)),
      },
      { ...axis, size: 54, splits: [0, 0.25, 0.5, 0.75, 1], values: (_, shares) => shares.map(percent) },
    ],
    series: [
      {},
      {
        stroke: () => colour("--accent"),
        fill,
        width: 2.5,
        spanGaps: false,
        points: { show: false, filter: lonePoints, size: 6, fill: () => colour("--accent") },
      },
    ],
    hooks: {
      drawAxes: [hatch],
      draw: [mark],
      setCursor: [u => { readout.textContent = u.cursor.idx == null ? hint : describe(points[u.cursor.idx]); }],
    },
  };
}

function draw() {
  const data = [points.map(point => point.time), points.map(point => point.share)];
  if (plot) {
    plot.setData(data);
  } else {
    plot = new uPlot(options(), data, chart);
  }
  chart.dataset.figures = String(points.filter(point => point.share !== null).length);
  chart.dataset.gaps = String(points.filter(point => point.share === null).length);
}

let loading = false;
let again = false;

async function load() {
  // Events may come faster than answers; one more request after the last is enough.
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    const [from, to] = fixed ?? [Date.now() / 1000 - hours * 3600, null];
    const address = new URL(span() > mostHoursOfWindows ? chart.dataset.hourly ?? chart.dataset.source : chart.dataset.source, location);
    address.searchParams.set("from", new Date(from * 1000).toISOString());
    if (to) {
      address.searchParams.set("to", new Date(to * 1000).toISOString());
    }
    const answer = await fetch(address);
    if (answer.ok) {
      points = toPoints(await answer.json());
      draw();
    }
  } catch (error) {
    // The page already says that the connection is lost; the next event loads again.
    console.warn("The chart could not be loaded.", error);
  } finally {
    loading = false;
    if (again) {
      again = false;
      load();
    }
  }
}

function step(by) {
  const shown = points.map((point, index) => index).filter(index => points[index].window);
  if (shown.length === 0) {
    return;
  }
  const at = shown.indexOf(plot.cursor.idx);
  const next = shown[Math.min(Math.max(at < 0 ? shown.length - 1 : at + by, 0), shown.length - 1)];
  plot.setCursor({ left: plot.valToPos(points[next].time, "x"), top: 0 });
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    hours = Number(button.dataset.hours);
    buttons.forEach(other => other.setAttribute("aria-pressed", String(other === button)));
    load();
  });
}

chart.addEventListener("keydown", event => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (by && plot) {
    event.preventDefault();
    step(by);
  }
});

new ResizeObserver(() => plot && plot.setSize({ width: chart.clientWidth, height: chart.clientHeight })).observe(chart);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plot && plot.redraw());
live.addEventListener("updated", load);
load();
