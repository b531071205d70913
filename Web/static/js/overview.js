/* global Chart */
// Charts of the overview, in the theme's colours, fresh every half minute.

const REFRESH_MILLISECONDS = 30_000;
const page = document.querySelector("[data-statistics]");
const problem = document.querySelector("[data-statistics-problem]");
const charts = new Map();
let latest = null;

/** Resolves a custom property to the colour it has in the theme that is on. */
function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function theme() {
  return { accent: colour("accent"), bad: colour("bad"), good: colour("good"), line: colour("line"), text: colour("text"), muted: colour("muted"), surface: colour("raised"), quiet: colour("line-strong") };
}

function scale(colours, options = {}) {
  return { grid: { color: colours.line, drawBorder: false, ...options.grid }, ticks: { color: colours.muted, maxRotation: 0, autoSkipPadding: 16, precision: 0, ...options.ticks }, beginAtZero: true, ...options.axis };
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
    plugins: { legend: { display: false }, tooltip: { backgroundColor: colours.surface, titleColor: colours.text, bodyColor: colours.text, borderColor: colours.line, borderWidth: 1, padding: 8, boxWidth: 8, boxHeight: 8, cornerRadius: 6 } },
  };
}

function drawHours(hours, colours) {
  draw("hours", {
    data: {
      labels: hours.map((hour) => hour.label),
      datasets: [
        { type: "line", label: "violations", data: hours.map((hour) => hour.violations), yAxisID: "violations", borderColor: colours.accent, backgroundColor: colours.accent, borderWidth: 2, pointRadius: 0, pointHoverRadius: 4, tension: 0.25 },
        { type: "bar", label: "passes", data: hours.map((hour) => hour.passes), yAxisID: "passes", backgroundColor: colours.quiet, borderRadius: 2, categoryPercentage: 0.86, barPercentage: 0.9 },
      ],
    },
    options: {
      ...common(colours),
      scales: { x: scale(colours, { grid: { display: false } }), passes: scale(colours, { axis: { position: "left" } }), violations: scale(colours, { axis: { position: "right" }, grid: { drawOnChartArea: false }, ticks: { color: colours.accent } }) },
    },
  });
}

function drawWork(hours, colours) {
  const line = (label, values, shade) => ({ type: "bar", label, data: values, backgroundColor: shade, borderRadius: 2, stack: label });
  draw("work", {
    data: { labels: hours.map((hour) => hour.label), datasets: [line("notices", hours.map((hour) => hour.notices), colours.accent), line("hits", hours.map((hour) => hour.hits), colours.bad)] },
    options: { ...common(colours), scales: { x: scale(colours, { grid: { display: false } }), y: scale(colours) } },
  });
}

function drawKinds(kinds, colours) {
  draw("kinds", {
    type: "bar",
    data: { labels: kinds.map((kind) => kind.label), datasets: [{ label: "violations", data: kinds.map((kind) => kind.count), backgroundColor: colours.accent, borderRadius: 2, barThickness: 14 }] },
    options: { ...common(colours), indexAxis: "y", interaction: { mode: "nearest", axis: "y", intersect: false }, scales: { x: scale(colours), y: scale(colours, { grid: { display: false }, ticks: { color: colours.text, autoSkip: false } }) } },
  });
}

function drawSites(sites) {
  const list = document.querySelector("[data-sites]");
  const most = Math.max(1, ...sites.map((site) => site.violations));
  list.replaceChildren(...sites.map((site) => {
    const row = document.createElement("a");
    row.href = `/queue?state=all&site=${encodeURIComponent(site.id)}`;
    const name = document.createElement("span");
    const bar = document.createElement("i");
    const count = document.createElement("b");
    name.textContent = `${site.name}, ${site.district}`;
    bar.style.width = `${(100 * site.violations) / most}%`;
    count.textContent = site.violations;
    row.title = `${site.passes} passes`;
    row.append(name, count, bar);
    return row;
  }));
  if (!sites.length) list.append(Object.assign(document.createElement("p"), { className: "empty muted", textContent: "No violation in that time." }));
}

function show() {
  if (!latest) return;
  const colours = theme();
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.font.size = 11;
  drawHours(latest.hours, colours);
  drawWork(latest.hours, colours);
  drawKinds(latest.kinds, colours);
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
