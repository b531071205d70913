/* global L */
import { baseMap } from "./basemap.js";

// All cameras on the map, with how they are. A camera in trouble is drawn larger and on top.
const element = document.querySelector("[data-camera-map]");
const summary = document.querySelector("[data-map-summary]");
const problem = document.querySelector("[data-map-problem]");
const RADIUS = { ok: 4.5, late: 6.5, silent: 7.5, off: 4.5 };
const ORDER = ["off", "ok", "late", "silent"];
const REFRESH_MILLISECONDS = 30_000;

const map = await baseMap(element, { centre: [Number(element.dataset.latitude), Number(element.dataset.longitude)], zoom: Number(element.dataset.zoom), scrollWheelZoom: true });
const layer = L.layerGroup().addTo(map);
const marks = new Map();
let cameras = [];
let onlyTrouble = false;

function popup(camera) {
  const box = document.createElement("div");
  box.className = "camera-popup";
  const line = (tag, text, className) => {
    const part = document.createElement(tag);
    part.textContent = text;
    if (className) part.className = className;
    box.append(part);
    return part;
  };
  line("strong", camera.name);
  line("span", `${camera.siteName}, ${camera.district}`, "muted");
  line("span", camera.stateLabel, "state").dataset.state = camera.state;
  line("span", `Last seen ${camera.lastSeenLabel ?? "never"}`, "muted");
  line("span", `${camera.capturesToday} passes, ${camera.violationsToday} violations today`, "muted");
  line("a", camera.id).href = camera.href;
  return box;
}

function show() {
  const shown = cameras
    .filter((camera) => !onlyTrouble || ["late", "silent"].includes(camera.state))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  layer.clearLayers();
  marks.clear();
  for (const camera of shown) {
    const mark = L.circleMarker([camera.latitude, camera.longitude], { radius: RADIUS[camera.state] ?? 4.5, weight: 1.5, className: `camera camera-${camera.state}${camera.isMobile ? " camera-mobile" : ""}` });
    mark.bindPopup(() => popup(camera)).bindTooltip(camera.name).addTo(layer);
    marks.set(camera.id, mark);
  }
  const count = (state) => cameras.filter((camera) => camera.state === state).length;
  summary.textContent = cameras.length ? `${cameras.length} cameras, ${count("ok")} working, ${count("late") + count("silent")} with trouble` : "no camera is enrolled";
}

async function load() {
  try {
    const answer = await fetch(element.dataset.cameraMap, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    ({ cameras } = await answer.json());
    problem.hidden = true;
    // A popup that somebody reads is not taken away.
    if (!document.querySelector(".leaflet-popup")) show();
  } catch {
    problem.hidden = false;
  }
}

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => {
    onlyTrouble = button.dataset.show === "trouble";
    for (const each of document.querySelectorAll("[data-show]")) each.setAttribute("aria-pressed", String(each === button));
    show();
  });
}

await load();
if (cameras.length && !location.hash) map.fitBounds(cameras.map((camera) => [camera.latitude, camera.longitude]), { padding: [32, 32] });
const asked = marks.get(decodeURIComponent(location.hash.slice(1)));
if (asked) {
  map.setView(asked.getLatLng(), 13);
  asked.openPopup();
}
setInterval(() => document.visibilityState === "visible" && load(), REFRESH_MILLISECONDS);
