// The cameras of a request: all of them, those of districts or sites, or one by one.
import { counted, element } from "./warrant-elements.js";

/** How cameras can be chosen: what a line of the list is, and which cameras it stands for. */
const WAYS = {
  all: { noun: null, key: () => "all" },
  region: { noun: "district", key: (camera) => camera.region },
  site: { noun: "site", key: (camera) => camera.site },
  camera: { noun: "camera", key: (camera) => camera.id },
};

/** The choice of cameras in a form. */
export class CameraChoice {
  #root;
  #cameras;
  #way = "all";
  #chosen = { region: new Set(), site: new Set(), camera: new Set() };
  #onChange;

  /** @param {HTMLElement} root @param {{ id: string, name: string, site: string, region: string }[]} cameras */
  constructor(root, cameras, onChange) {
    this.#root = root;
    this.#cameras = cameras;
    this.#onChange = onChange;
    for (const button of root.querySelectorAll("[data-way]")) button.addEventListener("click", () => this.#go(button.dataset.way));
    this.#filter.addEventListener("input", () => this.#narrow());
    this.#filter.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    this.#list.addEventListener("change", (event) => this.#choose(event.target));
    this.#go("all");
  }

  get #filter() { return this.#root.querySelector("[data-camera-filter]"); }
  get #list() { return this.#root.querySelector("[data-camera-list]"); }

  /** The IDs of the cameras that are chosen. */
  get ids() {
    const { key } = WAYS[this.#way];
    return this.#cameras.filter((camera) => this.#way === "all" || this.#chosen[this.#way].has(key(camera))).map(({ id }) => id);
  }

  #go(way) {
    this.#way = way;
    for (const button of this.#root.querySelectorAll("[data-way]")) button.setAttribute("aria-pressed", String(button.dataset.way === way));
    this.#root.querySelector("[data-camera-pick]").hidden = way === "all";
    this.#filter.value = "";
    if (way !== "all") {
      this.#filter.placeholder = `Find a ${WAYS[way].noun}`;
      this.#list.replaceChildren(...this.#lines(way));
      this.#list.setAttribute("aria-label", `Every ${WAYS[way].noun}`);
    }
    this.#tell();
  }

  #lines(way) {
    const groups = new Map();
    for (const camera of this.#cameras) groups.set(WAYS[way].key(camera), [...(groups.get(WAYS[way].key(camera)) ?? []), camera]);
    return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, cameras]) => {
      const box = Object.assign(document.createElement("input"), { type: "checkbox", value: key, checked: this.#chosen[way].has(key) });
      const [first] = cameras;
      const count = counted(cameras.length, "camera", "cameras");
      const note = { camera: `${first.id} · ${first.site}`, site: `${first.region} · ${count}`, region: count }[way];
      return element("label", "check", box, element("span", "", way === "camera" ? first.name : key), element("small", "faint", note));
    });
  }

  #narrow() {
    const words = this.#filter.value.trim().toLowerCase();
    for (const line of this.#list.children) line.hidden = !line.textContent.toLowerCase().includes(words);
  }

  #choose(box) {
    this.#chosen[this.#way][box.checked ? "add" : "delete"](box.value);
    this.#tell();
  }

  #tell() {
    const { length } = this.ids;
    this.#root.querySelector("[data-camera-count]").textContent = length === this.#cameras.length ? `all ${length}` : `${length} of ${this.#cameras.length}`;
    this.#onChange();
  }
}
