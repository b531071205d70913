/* global L */
import { baseMap } from "./basemap.js";
import { clustered, worstState } from "./clusters.js";

// All cameras on the map, with how they are. Cameras that would cover each other are one mark with their number and the worst of their states.
const element = document.querySelector("[data-camera-map]");
const summary = document.querySelector("[data-map-summary]");
const problem = document.querySelector("[data-map-problem]");
const RADIUS = { ok: 5, late: 6.5, silent: 7.5, off: 5 };
/** Closer than this marks cannot be told apart, in pixels. */
const APART = 26;
/** A place that is still one mark at this zoom lists its cameras. */
const CLOSEST_ZOOM = 16;
/** The schematic shows nothing around a camera any more beyond this. */
const SCHEMATIC_ZOOM = 13;
const REFRESH_MILLISECONDS = 30_000;

const map = await baseMap(element, { centre: [Number(element.dataset.latitude), Number(element.dataset.longitude)], zoom: Number(element.dataset.zoom), scrollWheelZoom: true });
const layer = L.layerGroup().addTo(map);
let cameras = [];
let onlyTrouble = false;

function line(box, tag, text, className) {
  const part = document.createElement(tag);
  part.textContent = text;
  if (className) part.className = className;
  box.append(part);
  return part;
}

function about(camera) {
  const box = document.createElement("div");
  box.className = "camera-popup";
  line(box, "a", camera.name).href = camera.href;
  line(box, "span", camera.stateLabel, "state").dataset.state = camera.state;
  line(box, "span", `Last seen ${camera.lastSeenLabel ?? "never"}`, "muted");
  line(box, "span", `${camera.capturesToday} passes, ${camera.violationsToday} violations today`, "muted");
  line(box, "span", `${camera.siteName}, ${camera.district} · ${camera.id}`, "faint");
  return box;
}

function list(group) {
  const box = document.createElement("div");
  box.className = "camera-popup";
  line(box, "strong", siteNames(group).join("; "));
  for (const camera of group) {
    const row = line(box, "a", camera.name, "state");
    row.dataset.state = camera.state;
    row.href = camera.href;
    row.title = `${camera.stateLabel}, last seen ${camera.lastSeenLabel ?? "never"}`;
  }
  return box;
}

function siteNames(group) { return [...new Set(group.map((camera) => camera.siteName))]; }

function single(camera) {
  const className = `camera camera-${camera.state}${camera.isMobile ? " camera-mobile" : ""}`;
  return L.circleMarker([camera.latitude, camera.longitude], { radius: RADIUS[camera.state] ?? 5, weight: 1.5, className })
    .bindPopup(() => about(camera)).bindTooltip(camera.name);
}

/** Several cameras: opened they show which, unless coming closer tells them apart. */
function several({ cameras: group, latitude, longitude }) {
  const state = worstState(group);
  const size = group.length > 99 ? 30 : group.length > 9 ? 26 : 22;
  const icon = L.divIcon({ html: String(group.length), className: `cluster cluster-${state}`, iconSize: [size, size] });
  const sites = siteNames(group);
  const mark = L.marker([latitude, longitude], { icon, keyboard: true, title: `${group.length} cameras, ${sites.length === 1 ? sites[0] : `${sites.length} sites`}` });
  const bounds = L.latLngBounds(group.map((camera) => [camera.latitude, camera.longitude]));
  const near = map.getBoundsZoom(bounds, false, L.point(60, 60));
  if (sites.length > 1 && map.getZoom() < CLOSEST_ZOOM && near > map.getZoom()) {
    return mark.on("click", () => map.setView(bounds.getCenter(), Math.min(near, CLOSEST_ZOOM)));
  }
  return mark.bindPopup(() => list(group), { maxHeight: 260 });
}

function draw() {
  const shown = cameras.filter((camera) => !onlyTrouble || ["late", "silent"].includes(camera.state));
  layer.clearLayers();
  for (const cluster of clustered(shown, (camera) => map.latLngToLayerPoint([camera.latitude, camera.longitude]), APART)) {
    const mark = cluster.cameras.length === 1 ? single(cluster.cameras[0]) : several(cluster);
    mark.addTo(layer);
  }
}

function show() {
  draw();
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

/** Goes to the camera that the address names behind its #, and says what is known of it. */
function goToAsked() {
  const asked = cameras.find((camera) => camera.id === decodeURIComponent(location.hash.slice(1)));
  if (!asked) return;
  const at = [asked.latitude, asked.longitude];
  map.setView(at, element.dataset.tiles ? CLOSEST_ZOOM : SCHEMATIC_ZOOM, { animate: false });
  L.popup({ offset: [0, -4] }).setLatLng(at).setContent(about(asked)).openOn(map);
}

for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => {
    onlyTrouble = button.dataset.show === "trouble";
    for (const each of document.querySelectorAll("[data-show]")) each.setAttribute("aria-pressed", String(each === button));
    map.closePopup();
    draw();
  });
}

await load();
if (cameras.length && !location.hash) map.fitBounds(cameras.map((camera) => [camera.latitude, camera.longitude]), { padding: [32, 32], animate: false });
draw();
map.on("zoomend", draw);
goToAsked();
addEventListener("hashchange", goToAsked);
setInterval(() => document.visibilityState === "visible" && load(), REFRESH_MILLISECONDS);
