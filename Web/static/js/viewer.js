// Stills side by side that zoom and move as one.

const LARGEST_SCALE = 24;
/** How much of the frame's width a plate fills after "zoom to the plate". */
const PLATE_SHARE = 0.4;

/**
 * One view over all stills: a scale and the point of the picture, in fractions, that is in the middle of each frame.
 * While following the plate each still is moved so that its plate stands where the others' do, and from there all move together; a still in
 * which nobody found the plate stays whole meanwhile.
 */
export class Viewer {
  #stills;
  #root;
  #label;
  #scale = 1;
  #x = 0.5;
  #y = 0.5;
  #isFollowing = false;

  constructor(root) {
    this.#root = root;
    this.#label = root.querySelector("[data-zoom-label]");
    this.#stills = [...root.querySelectorAll("[data-still]")].map((figure) => new Still(figure));
    const reference = this.#stills.find((still) => still.plate)?.plate;
    for (const still of this.#stills) {
      if (still.plate) still.anchor = { x: still.plate.x - reference.x, y: still.plate.y - reference.y };
      this.#listen(still);
    }
    for (const button of root.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => this.act(button.dataset.zoom));
    new ResizeObserver(() => this.#show()).observe(root);
    this.#show();
  }

  get isZoomed() { return this.#scale > 1; }

  /** @param {"in" | "out" | "fit" | "plate"} what */
  act(what) {
    if (what === "in") this.#zoomTo(this.#scale * 1.5);
    if (what === "out") this.#zoomTo(this.#scale / 1.5);
    if (what === "fit") this.#reset();
    if (what === "plate") this.#togglePlate();
  }

  /** Moves by fractions of a frame. */
  move(across, down) {
    this.#x += across / this.#scale;
    this.#y += down / this.#scale;
    this.#show();
  }

  /** Shows one still large, or all again. */
  toggleLarge(index) {
    const still = this.#stills[index];
    if (!still) return;
    const wasLarge = still.figure.hasAttribute("data-large");
    for (const each of this.#stills) each.figure.removeAttribute("data-large");
    this.#root.toggleAttribute("data-one", !wasLarge);
    still.figure.toggleAttribute("data-large", !wasLarge);
    this.#show();
  }

  toggleBoxes() { this.#root.toggleAttribute("data-no-boxes"); }

  #reset() {
    this.#scale = 1;
    this.#x = this.#y = 0.5;
    this.#isFollowing = false;
    this.#show();
  }

  #togglePlate() {
    const reference = this.#stills.find((still) => still.plate)?.plate;
    if (this.#isFollowing || (this.#scale > 1 && !reference)) return this.#reset();
    if (!reference) return this.#zoomTo(4);
    this.#isFollowing = true;
    this.#x = reference.x;
    this.#y = reference.y;
    this.#zoomTo(PLATE_SHARE / reference.width);
  }

  #zoomTo(scale) {
    this.#scale = Math.min(LARGEST_SCALE, Math.max(1, scale));
    if (this.#scale === 1) this.#isFollowing = false;
    this.#show();
  }

  /** Zooms so that what is under the pointer stays there. `across` and `down` are fractions of the frame. */
  #zoomAt(still, scale, across, down) {
    const next = Math.min(LARGEST_SCALE, Math.max(1, scale));
    const centre = this.#centre(still);
    const anchor = this.#anchor(still);
    this.#x = centre.x + (across - 0.5) * (1 / this.#scale - 1 / next) - anchor.x;
    this.#y = centre.y + (down - 0.5) * (1 / this.#scale - 1 / next) - anchor.y;
    this.#zoomTo(next);
  }

  #anchor(still) { return this.#isFollowing ? still.anchor : { x: 0, y: 0 }; }

  #centre(still) {
    const half = 0.5 / this.#scale;
    const within = (value) => Math.min(1 - half, Math.max(half, value));
    const anchor = this.#anchor(still);
    return { x: within(this.#x + anchor.x), y: within(this.#y + anchor.y) };
  }

  #show() {
    const half = 0.5 / this.#scale;
    if (!this.#isFollowing) {
      this.#x = Math.min(1 - half, Math.max(half, this.#x));
      this.#y = Math.min(1 - half, Math.max(half, this.#y));
    }
    for (const still of this.#stills) {
      const isWhole = this.#isFollowing && !still.plate;
      if (isWhole) still.show(1, { x: 0.5, y: 0.5 });
      else still.show(this.#scale, this.#centre(still));
    }
    if (this.#label) this.#label.textContent = `${this.#scale.toFixed(1)}×`;
    this.#root.toggleAttribute("data-zoomed", this.isZoomed);
  }

  #listen(still) {
    const frame = still.frame;
    const pointers = new Map();
    let distance = 0;
    const fraction = (point) => {
      const box = frame.getBoundingClientRect();
      return { across: (point.x - box.left) / box.width, down: (point.y - box.top) / box.height };
    };
    frame.addEventListener("wheel", (event) => {
      // At the whole picture, scrolling on goes to the page.
      if (event.deltaY > 0 && !this.isZoomed) return;
      event.preventDefault();
      const { across, down } = fraction({ x: event.clientX, y: event.clientY });
      this.#zoomAt(still, this.#scale * Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), across, down);
    }, { passive: false });
    frame.addEventListener("dblclick", (event) => {
      const { across, down } = fraction({ x: event.clientX, y: event.clientY });
      if (this.isZoomed) this.#reset();
      else this.#zoomAt(still, 4, across, down);
    });
    frame.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      frame.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      distance = 0;
    });
    frame.addEventListener("pointermove", (event) => {
      const before = pointers.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      pointers.set(event.pointerId, now);
      if (pointers.size === 1) {
        const box = frame.getBoundingClientRect();
        if (this.isZoomed) this.move((before.x - now.x) / box.width, (before.y - now.y) / box.height);
        return;
      }
      const [a, b] = [...pointers.values()];
      const apart = Math.hypot(a.x - b.x, a.y - b.y);
      const { across, down } = fraction({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      if (distance > 0) this.#zoomAt(still, (this.#scale * apart) / distance, across, down);
      distance = apart;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      frame.addEventListener(end, (event) => {
        pointers.delete(event.pointerId);
        distance = 0;
      });
    }
  }
}

/** One picture in its frame. */
class Still {
  anchor = { x: 0, y: 0 };
  #image;
  #layer;
  #isFull = false;

  constructor(figure) {
    this.figure = figure;
    this.frame = figure.querySelector("[data-frame]");
    this.#layer = figure.querySelector("[data-layer]");
    this.#image = figure.querySelector("img");
    if (figure.dataset.width) {
      this.frame.style.aspectRatio = `${figure.dataset.width} / ${figure.dataset.height}`;
      this.frame.style.setProperty("--ratio", Number(figure.dataset.width) / Number(figure.dataset.height));
    }
    this.plate = this.#placeBox(figure.querySelector(".plate-box"));
    const fail = () => figure.setAttribute("data-failed", "");
    const caption = () => this.#sayWhatIsHidden().catch((fault) => console.warn("not known what is hidden", fault));
    if (this.#image.complete) {
      if (this.#image.naturalWidth === 0) fail();
      else caption();
    }
    this.#image.addEventListener("error", fail);
    this.#image.addEventListener("load", caption, { once: true });
  }

  show(scale, centre) {
    const { clientWidth: width, clientHeight: height } = this.frame;
    this.#layer.style.transform = `translate(${width * (0.5 - scale * centre.x)}px, ${height * (0.5 - scale * centre.y)}px) scale(${scale})`;
    this.#layer.style.setProperty("--scale", scale);
    if (scale > 1.5) this.#loadFull();
  }

  /** Where plates could not be looked for, a view hides more than its caption says, and says so in a header. */
  async #sayWhatIsHidden() {
    const line = this.figure.querySelector("[data-redaction]");
    const answer = await fetch(this.#image.src, { method: "HEAD" });
    const extent = answer.headers.get("Gantry-Redacted");
    if (!line || !extent || !line.hasAttribute(`data-${extent}`)) return;
    line.textContent = line.getAttribute(`data-${extent}`);
    line.toggleAttribute("data-less", extent !== "others");
  }

  /** The page starts with a smaller copy; a view with every pixel comes when somebody looks closely. */
  async #loadFull() {
    if (this.#isFull) return;
    this.#isFull = true;
    const full = new Image();
    full.src = this.#image.dataset.full;
    try {
      await full.decode();
      this.#image.src = full.src;
    } catch {
      // The smaller copy stays; another zoom tries again.
      this.#isFull = false;
    }
  }

  #placeBox(box) {
    if (!box) return null;
    const [x, y, width, height] = ["x", "y", "w", "h"].map((name) => Number(box.dataset[name]));
    if (![x, y, width, height].every(Number.isFinite) || width <= 0) return null;
    Object.assign(box.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
    return { x: x + width / 2, y: y + height / 2, width };
  }
}
