// The case page: pictures, clip, place, decision, all within reach of one hand.
import { baseMap, viewCone } from "./basemap.js";
import { quicken } from "./decision.js";
import { isPressable, onKeys } from "./keys.js";
import { Viewer } from "./viewer.js";

const follow = (selector) => () => {
  const link = document.querySelector(selector);
  if (!link) return false;
  location.href = link.href;
};

const viewerRoot = document.querySelector("[data-viewer]");
if (viewerRoot.querySelector("[data-still]")) {
  const viewer = new Viewer(viewerRoot);
  const move = (across, down) => () => (viewer.isZoomed ? viewer.move(across, down) : false);
  onKeys({
    "+": () => viewer.act("in"),
    "=": () => viewer.act("in"),
    "-": () => viewer.act("out"),
    "0": () => viewer.act("fit"),
    z: () => viewer.act("plate"),
    b: () => viewer.toggleBoxes(),
    "1": () => viewer.toggleLarge(0),
    "2": () => viewer.toggleLarge(1),
    "3": () => viewer.toggleLarge(2),
    "4": () => viewer.toggleLarge(3),
    ArrowLeft: move(-0.15, 0),
    ArrowRight: move(0.15, 0),
    ArrowUp: move(0, -0.15),
    ArrowDown: move(0, 0.15),
  });
}

const clip = document.querySelector("[data-clip]");
if (clip) {
  const step = (seconds) => () => {
    clip.pause();
    clip.currentTime = Math.min(clip.duration || 0, Math.max(0, clip.currentTime + seconds));
  };
  onKeys({
    " ": (event) => {
      if (isPressable(event.target)) return false;
      if (clip.paused) clip.play();
      else clip.pause();
    },
    ",": step(-0.1),
    ".": step(0.1),
  });
  clip.addEventListener("error", () => {
    const line = document.createElement("span");
    line.className = "picture-gone";
    line.textContent = "Clip not available";
    clip.replaceWith(line);
  });
  const speeds = [...document.querySelectorAll("[data-speed]")];
  for (const button of speeds) {
    button.addEventListener("click", () => {
      clip.playbackRate = Number(button.dataset.speed);
      for (const each of speeds) each.setAttribute("aria-pressed", String(each === button));
    });
  }
}

const bar = document.querySelector("[data-decision]");
const decision = bar ? quicken(bar) : null;
onKeys({
  j: follow("[data-next]"),
  k: follow("[data-previous]"),
  u: follow("[data-up]"),
  a: () => (decision ? decision.approve() : false),
  r: () => (decision ? decision.reject() : false),
  e: () => (decision ? decision.editPlate() : false),
});

/** Where it was. Drawn last and on its own: a map that is slow or missing must not keep a key from working. */
async function showPlace() {
  const place = document.querySelector("[data-place]");
  if (!place) return;
  const at = [Number(place.dataset.latitude), Number(place.dataset.longitude)];
  const map = await baseMap(place, { centre: at, zoom: place.dataset.tiles ? 15 : 10 });
  if (place.dataset.heading) viewCone(map, at, Number(place.dataset.heading), place.dataset.tiles ? 120 : 3500);
  L.circleMarker(at, { radius: 5, className: "camera-mark", interactive: false }).addTo(map);
}
// The pictures come first: browsers open six connections to a host, and the map's library would take one of them.
const picturesAreThere = document.readyState === "complete" ? Promise.resolve() : new Promise((resolve) => addEventListener("load", resolve, { once: true }));
picturesAreThere.then(showPlace).catch((fault) => console.warn("map not drawn", fault));
