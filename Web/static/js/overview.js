/* global Chart */
// Charts of the overview, in the theme's colours, fresh every half minute.

import { colour, grouped } from "./charts.js";

const REFRESH_MILLISECONDS = 30_000;
const page = document.querySelector("[data-statistics]");
const problem = document.querySelector("[data-statistics-problem]");
const charts = new Map();
let latest = null;

function theme() {
  return { accent: colour("accent"), bad: colour("bad"), good: colour("good"), line: colour("line"), text: colour("text"), muted: colour("muted"), surface: colour("raised"), quiet: colour("line-strong") };
}

function scale(colours, options = {}) {
  return { grid: { color: colours.line, drawBorder: false, ...options.grid }, ticks: { color: colours.muted, maxRotation: 0, autoSkipPadding: 16, precision: 0, ...options.ticks, ...(options.isCount && { callback: (value) => grouped(value) }) }, beginAtZero: true, ...options.axis };
}

function draw(name, configuration) {
  const existing = charts.get(name);
  if (existing) {
    Object.assign(existing, { options: configuration.options });
    existing.data = configuration.data;
    existing.update("none");
  } else {
    charts.set(name, new Chart(document.querySelector(`[data-chart="${name}"]`), configuration));
  }
}

function common(colours) {
  return {
    responsive: true, maintainAspectRatio: false, animation: false, interaction: { mode: "index", intersect: false },
    plugins: { legend: { display: false }, tooltip: { backgroundColor: colours.surface, titleColor: colours.text, bodyColor: colours.text, borderColor: colours.line, borderWidth: 1, padding: 8, boxWidth: 8, boxHeight: 8, cornerRadius: 6, callbacks: { label: ({ dataset, parsed }) => ` ${dataset.label} ${grouped(parsed.y)}` } } },
  };
}

function drawHours(hours, colours) {
  draw("hours", {
    data: {
      labels: hours.map((hour) => hour.label),
      datasets: [
        { type: "line", label: "violations", data: hours.map((hour) => hour.violations), yAxisID: "violations", borderColor: colours.accent, backgroundColor: colours.accent, borderWidth: 2, pointRadius: hours.map((hour) => (hour.violations > 0 ? 2.5 : 0)), pointHoverRadius: 4 },
        { type: "bar", label: "passes", data: hours.map((hour) => hour.passes), yAxisID: "passes", backgroundColor: colours.quiet, borderRadius: 2, categoryPercentage: 0.86, barPercentage: 0.9 },
      ],
    },
    options: {
      ...common(colours),
      scales: {
        x: scale(colours, { grid: { display: false }, axis: { offset: true } }),
        passes: scale(colours, { axis: { position: "left" }, isCount: true }),
        violations: scale(colours, { axis: { position: "right" }, grid: { drawOnChartArea: false }, ticks: { color: colours.accent }, isCount: true }),
      },
    },
  });
}

function drawWork(hours, colours) {
  const bars = (label, values, shade) => ({ type: "bar", label, data: values, backgroundColor: shade, borderRadius: 2, stack: label, maxBarThickness: 24 });
  draw("work", {
    data: { labels: hours.map((hour) => hour.label), datasets: [bars("notices", hours.map((hour) => hour.notices), colours.accent), bars("hits", hours.map((hour) => hour.hits), colours.bad)] },
    options: { ...common(colours), scales: { x: scale(colours, { grid: { display: false }, axis: { offset: true } }), y: scale(colours, { isCount: true }) } },
  });
}

/** A list of names with a bar and a number each; every one leads to its cases. */
function drawBars(list, rows) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  list.replaceChildren(...rows.map(({ name, count, href, title }) => {
    const row = document.createElement("a");
    row.href = href;
    if (title) row.title = title;
    const label = document.createElement("span");
    const bar = document.createElement("i");
    const number = document.createElement("b");
    label.textContent = name;
    bar.style.width = `${(100 * count) / most}%`;
    number.textContent = grouped(count);
    row.append(label, number, bar);
    return row;
  }));
  if (!rows.length) list.append(Object.assign(document.createElement("p"), { className: "empty muted", textContent: "No violation in that time." }));
}

function drawKinds(kinds) {
  const href = ({ kind }) => `/queue?state=all&kind=${encodeURIComponent(kind)}`;
  drawBars(document.querySelector("[data-kinds]"), kinds.map((kind) => ({ name: kind.label, count: kind.count, href: href(kind) })));
}

function drawSites(sites) {
  const href = ({ id }) => `/queue?state=all&site=${encodeURIComponent(id)}`;
  const rows = sites.filter((site) => site.violations > 0);
  drawBars(document.querySelector("[data-sites]"), rows.map((site) => ({
    name: `${site.name}, ${site.district}`, count: site.violations, href: href(site), title: `${grouped(site.passes)} passes`,
  })));
}

function show() {
  if (!latest) return;
  const colours = theme();
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 11;
  drawHours(latest.hours, colours);
  drawWork(latest.hours, colours);
  drawKinds(latest.kinds);
  drawSites(latest.sites);
}

async function load() {
  try {
    const answer = await fetch(page.dataset.statistics, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    latest = await answer.json();
    problem.hidden = true;
    show();
  } catch {
    problem.hidden = false;
  }
}

addEventListener("gantry-theme", show);
await load();
setInterval(() => document.visibilityState === "visible" && load(), REFRESH_MILLISECONDS);
