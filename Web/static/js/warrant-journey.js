// The journey: map, slider and table go together. A plate and a day narrow it.
import { isPressable, onKeys } from "./keys.js";
import { csvOf, saveFile } from "./warrant-csv.js";
import { counted } from "./warrant-elements.js";
import { JourneyMap } from "./warrant-map.js";
import { dayOf, speedText, timeText } from "./warrant-stops.js";
import { StopTable } from "./warrant-table.js";

/** The whole journey plays in about this long; no stop is shown shorter or longer than these. */
const PLAY_MILLISECONDS = 30_000;
const SHORTEST_MILLISECONDS = 120;
const LONGEST_MILLISECONDS = 900;

export class Journey {
  #root = document.querySelector("[data-journey]");
  #map = null;
  #table = new StopTable((index) => this.#go(index));
  #all = [];
  #stops = [];
  #index = 0;
  #timer = null;

  /** @param {string} fileName of the exported table, without its ending */
  constructor(fileName) {
    this.#slider.addEventListener("input", () => this.#go(Number(this.#slider.value)));
    this.#part("play").addEventListener("click", () => this.#toggle());
    for (const name of ["plate", "day"]) this.#part(name).addEventListener("change", () => this.#narrow());
    this.#part("export").addEventListener("click", () => saveFile(`${fileName}.csv`, csvOf(this.#all)));
    onKeys({
      " ": (event) => (this.#root.hidden || (isPressable(event.target) && event.target !== this.#slider) ? false : this.#toggle()),
      ArrowLeft: (event) => this.#step(event, -1),
      ArrowRight: (event) => this.#step(event, 1),
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#pause());
  }

  /** Map and table move by arrow keys themselves. */
  #step(event, by) { return this.#root.hidden || event.target.closest?.(".leaflet-container, [data-scroll]") ? false : this.#go(this.#index + by); }

  #part(name) { return this.#root.querySelector(`[data-${name}]`); }
  get #slider() { return this.#part("slider"); }

  /** @param {object[]} stops as `stopsOf` gives them */
  async show(stops) {
    this.#all = stops;
    this.#root.hidden = false;
    const cameras = new Set(stops.map(({ pass }) => pass.camera)).size;
    const days = new Set(stops.map(dayOf)).size;
    const totals = [counted(stops.length, "pass", "passes"), counted(cameras, "camera", "cameras"), counted(days, "day", "days")];
    this.#part("totals").textContent = totals.join(", ");
    this.#offer("plate", [...Map.groupBy(stops, ({ pass }) => pass.wanted)].map(([plate, some]) => [plate, `${plate} (${some.length})`]));
    const all = ["", `All ${counted(days, "day", "days")}`];
    const label = ([{ clock, pass }]) => clock.day(pass.capturedAt);
    this.#offer("day", [all, ...[...Map.groupBy(stops, dayOf)].map(([day, some]) => [day, `${label(some)} (${some.length})`])]);
    this.#map ??= await JourneyMap.make(this.#part("journey-map"), (index) => this.#go(index));
    this.#narrow();
  }

  /** Fills a choice, and hides it where there is nothing to choose. */
  #offer(name, choices) {
    this.#part(name).replaceChildren(...choices.map(([value, label]) => new Option(label, value)));
    this.#part(name).closest("label").hidden = choices.length < 2;
  }

  /** A line joins the stops of one vehicle, so one plate is shown at a time. */
  #narrow() {
    this.#pause();
    const [plate, day] = [this.#part("plate").value, this.#part("day").value];
    this.#stops = this.#all.filter((stop) => stop.pass.wanted === plate && (!day || dayOf(stop) === day));
    this.#map.show(this.#stops);
    this.#table.show(this.#stops);
    this.#slider.max = String(Math.max(0, this.#stops.length - 1));
    for (const name of ["slider", "play"]) this.#part(name).disabled = this.#stops.length < 2;
    this.#go(this.#stops.length - 1);
  }

  #go(index) {
    const stop = this.#stops[Math.max(0, Math.min(index, this.#stops.length - 1))];
    this.#part("now").textContent = "";
    if (!stop) return;
    this.#index = this.#stops.indexOf(stop);
    this.#slider.value = String(this.#index);
    const text = [`${this.#index + 1} of ${this.#stops.length}`, timeText(stop), stop.place.name, speedText(stop)].filter(Boolean).join(" · ");
    this.#part("now").textContent = text;
    this.#slider.setAttribute("aria-valuetext", text);
    this.#map.go(this.#index);
    this.#table.mark(this.#index);
  }

  #toggle() {
    if (this.#timer) return this.#pause();
    if (this.#stops.length < 2) return;
    if (this.#index === this.#stops.length - 1) this.#go(0);
    const pause = Math.min(LONGEST_MILLISECONDS, Math.max(SHORTEST_MILLISECONDS, PLAY_MILLISECONDS / this.#stops.length));
    this.#timer = setInterval(() => {
      this.#go(this.#index + 1);
      if (this.#index === this.#stops.length - 1) this.#pause();
    }, pause);
    this.#showPlaying();
  }

  #pause() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#showPlaying();
  }

  #showPlaying() {
    this.#part("play").setAttribute("aria-pressed", String(Boolean(this.#timer)));
    this.#part("play").querySelector("span").textContent = this.#timer ? "Pause" : "Play";
  }

  /** Forgets the journey. */
  clear() {
    this.#pause();
    this.#all = this.#stops = [];
    for (const name of ["totals", "computing", "now", "plate", "day"]) this.#part(name).replaceChildren();
    this.#table.show([]);
    this.#map?.clear();
    this.#root.hidden = true;
  }
}
