/* global L */
// A journey on the map: its places with the number of the stop that was last reached there, and the way between them in order of time.
//
// Always on the own schematic, never on tiles: whoever serves tiles would learn where a sealed journey went.
import { baseMap } from "./basemap.js";
import { element } from "./warrant-elements.js";
import { speedText, timeText } from "./warrant-stops.js";

const MARK_PIXELS = 24;
const CLOSEST_ZOOM = 13;
/** Of a place that was passed a hundred times the popup names the latest. */
const MOST_LINES = 40;

export class JourneyMap {
  #map;
  #layer;
  #places = [];
  #stops = [];
  #whole;
  #travelled;
  #index = -1;
  #onChoose;

  static async make(root, onChoose) {
    const { latitude, longitude, zoom } = root.dataset;
    const map = await baseMap(root, { centre: [Number(latitude), Number(longitude)], zoom: Number(zoom), scrollWheelZoom: true });
    return new JourneyMap(map, onChoose);
  }

  constructor(map, onChoose) {
    this.#map = map;
    this.#onChoose = onChoose;
    this.#layer = L.layerGroup().addTo(map);
  }

  /** Shows other stops, all in view. */
  show(stops) {
    this.#stops = stops;
    this.#index = -1;
    this.#layer.clearLayers();
    this.#map.closePopup();
    const way = stops.map(({ at }) => at);
    this.#whole = L.polyline(way, { className: "way", interactive: false }).addTo(this.#layer);
    this.#travelled = L.polyline([], { className: "way way-travelled", interactive: false }).addTo(this.#layer);
    const byPlace = Map.groupBy(stops.keys(), (index) => `${stops[index].pass.camera} ${stops[index].at}`);
    this.#places = [...byPlace.values()].map((indices) => this.#place([...indices]));
    if (way.length) this.#map.fitBounds(way, { padding: [40, 40], maxZoom: CLOSEST_ZOOM, animate: false });
  }

  #place(indices) {
    const { at, place } = this.#stops[indices[0]];
    const label = element("span");
    const icon = L.divIcon({ html: label, className: "stop", iconSize: [MARK_PIXELS, MARK_PIXELS] });
    const marker = L.marker(at, { icon, keyboard: true, alt: place.name, title: place.name }).bindPopup(() => this.#about(indices), { maxHeight: 240, minWidth: 280, maxWidth: 380 });
    return { indices, label, marker: marker.addTo(this.#layer) };
  }

  #about(indices) {
    const { place, pass } = this.#stops[indices[0]];
    const reached = indices.filter((index) => index <= this.#index);
    const shown = (reached.length ? reached : indices).slice(-MOST_LINES).reverse();
    const lines = shown.map((index) => {
      const stop = this.#stops[index];
      const read = [element("span", "muted", speedText(stop)), element("span", "plate", stop.read?.plate ?? "not read")];
      const button = element("button", "stop-line", element("b", "", String(index + 1)), timeText(stop), ...read);
      button.type = "button";
      button.addEventListener("click", () => this.#onChoose(index));
      return button;
    });
    return element("div", "stop-popup", element("strong", "", place.name), element("span", "faint", `${place.site} · ${pass.camera}`), ...lines);
  }

  /** Goes to a stop: the way up to it is drawn strongly, and its place is brought into view. */
  go(index) {
    this.#index = index;
    this.#travelled.setLatLngs(this.#stops.slice(0, index + 1).map(({ at }) => at));
    for (const { indices, label, marker } of this.#places) {
      const last = indices.findLast((each) => each <= index);
      label.textContent = last === undefined ? "" : String(last + 1);
      const mark = marker.getElement();
      mark.dataset.stop = last === undefined ? "ahead" : last === index ? "now" : "passed";
      marker.setZIndexOffset(last === index ? 2000 : last === undefined ? 0 : 1000);
    }
    const at = this.#stops[index]?.at;
    if (at && !this.#map.getBounds().contains(at)) this.#map.panTo(at, { animate: false });
  }

  /** Takes everything off the map. */
  clear() { this.show([]); }
}
