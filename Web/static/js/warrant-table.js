// The stops as a table. The one that the slider is at is marked.
import { counted, element } from "./warrant-elements.js";
import { picturesButton } from "./warrant-pictures.js";
import { confidenceText, directionText, speedText, timeText } from "./warrant-stops.js";

/** Rows that are put in at once: more would make the page slow before anybody has read that far. */
const ROWS = 500;

export class StopTable {
  #body = document.querySelector("[data-passes]");
  #scroll = document.querySelector("[data-scroll]");
  #more = document.querySelector("[data-more]");
  #stops = [];
  #current = null;

  /** @param {(index: number) => void} onChoose */
  constructor(onChoose) {
    this.#body.addEventListener("click", (event) => {
      if (!event.target.closest("button")) onChoose(event.target.closest("tr").sectionRowIndex);
    });
    this.#more.addEventListener("click", (event) => event.target.closest("button") && this.#add());
  }

  show(stops) {
    this.#stops = stops;
    this.#current = null;
    this.#body.replaceChildren();
    this.#add();
    this.#scroll.scrollTop = 0;
  }

  #add() {
    const first = this.#body.rows.length;
    this.#body.append(...this.#stops.slice(first, first + ROWS).map((stop, place) => this.#row(stop, first + place)));
    const rest = this.#stops.length - this.#body.rows.length;
    this.#more.hidden = rest <= 0;
    this.#more.querySelector("button").textContent = `Show more of ${counted(rest, "other", "others")}`;
  }

  #row(stop, index) {
    const { pass, place, read } = stop;
    const time = element("time", "", timeText(stop));
    time.dateTime = pass.capturedAt.toISOString();
    const camera = element("td", "two", place.name, element("small", "", `${place.site} · ${pass.camera}`));
    const plate = read ? [element("span", "plate", read.plate), element("small", "faint", ` ${read.region ?? ""}`)] : [];
    return element(
      "tr", "", element("td", "number", String(index + 1)), element("td", "nowrap", time), camera, element("td", "", String(pass.lane ?? "")),
      element("td", "", directionText(stop)), element("td", "number nowrap", speedText(stop)), element("td", "nowrap", ...plate),
      element("td", "number nowrap", confidenceText(stop)), element("td", "", picturesButton(stop) ?? ""),
    );
  }

  /** Marks a row and brings it into the table's view; the page itself stays where it is. */
  mark(index) {
    this.#current?.removeAttribute("data-highlighted");
    this.#current = this.#body.rows[index] ?? null;
    if (!this.#current) return;
    this.#current.setAttribute("data-highlighted", "");
    const head = this.#scroll.querySelector("thead").offsetHeight;
    const [top, bottom] = [this.#current.offsetTop - head, this.#current.offsetTop + this.#current.offsetHeight];
    if (top < this.#scroll.scrollTop) this.#scroll.scrollTop = top;
    else if (bottom > this.#scroll.scrollTop + this.#scroll.clientHeight) this.#scroll.scrollTop = bottom - this.#scroll.clientHeight;
  }
}
