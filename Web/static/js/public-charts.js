/* global Chart */
// The public page's charts, in the colours of the theme that is on.

import { colour, grouped } from "./charts.js";

function options(colours) {
  const ticks = { color: colours.muted, maxRotation: 0, autoSkipPadding: 16, precision: 0 };
  return {
    responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: "index", intersect: false },
    plugins: {
      legend: { display: false },
      tooltip: {
        backgroundColor: colours.raised, titleColor: colours.text, bodyColor: colours.text, borderColor: colours.line, borderWidth: 1, padding: 8,
        boxWidth: 8, boxHeight: 8, cornerRadius: 6, callbacks: { label: ({ dataset, parsed }) => ` ${dataset.label} ${grouped(parsed.y)}` },
      },
    },
    scales: {
      x: { grid: { display: false }, ticks, offset: true },
      y: { grid: { color: colours.line, drawBorder: false }, ticks: { ...ticks, callback: (value) => grouped(value) }, beginAtZero: true },
    },
  };
}

const CHARTS = {
  vehicles: [["vehicles", "vehicles", "line-strong"]],
  hits: [["hits", "hits", "line-strong"], ["confirmed hits", "confirmedHits", "bad"], ["warrants", "warrants", "accent"]],
  cases: [["cases", "cases", "line-strong"], ["notices", "notices", "accent"]],
};
const drawn = new Map();

function draw(name, days, colours) {
  const datasets = CHARTS[name].map(([label, field, shade]) => ({
    label, data: days.map((day) => day[field]), backgroundColor: colour(shade), borderRadius: 2, maxBarThickness: 24,
  }));
  drawn.get(name)?.destroy();
  drawn.set(name, new Chart(document.querySelector(`[data-chart="${name}"]`), {
    type: "bar", data: { labels: days.map((day) => day.label), datasets }, options: options(colours),
  }));
}

function drawKinds(list, kinds) {
  const most = Math.max(1, ...kinds.map((kind) => kind.count));
  list.replaceChildren(...kinds.map(({ label, count }) => {
    const row = document.createElement("div");
    const [name, number, bar] = ["span", "b", "i"].map((tag) => document.createElement(tag));
    name.textContent = label;
    number.textContent = grouped(count);
    bar.style.width = `${(100 * count) / most}%`;
    row.append(name, number, bar);
    return row;
  }));
  if (!kinds.length) list.append(Object.assign(document.createElement("p"), { className: "muted", textContent: "No case in that time." }));
}

/** Draws all charts, and again in the other theme's colours. Without the library the tables say the same. */
export function showCharts({ days, kinds }) {
  drawKinds(document.querySelector("[data-kinds]"), kinds);
  if (typeof Chart === "undefined") return;
  const show = () => {
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = 11;
    const colours = Object.fromEntries(["raised", "text", "line", "muted"].map((name) => [name, colour(name)]));
    for (const name of Object.keys(CHARTS)) draw(name, days, colours);
  };
  addEventListener("gantry-theme", show);
  show();
}
