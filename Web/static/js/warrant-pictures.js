// Pictures that were sealed with a pass. They live in this page's memory, under addresses that die with it.
import { element } from "./warrant-elements.js";
import { timeText } from "./warrant-stops.js";

const addresses = new Set();
const SORTS = [[[0xff, 0xd8, 0xff], "image/jpeg"], [[0x89, 0x50, 0x4e, 0x47], "image/png"]];

function sortOf(bytes) { return SORTS.find(([start]) => start.every((byte, place) => bytes[place] === byte))?.[1]; }

function picture(bytes, number) {
  const type = sortOf(bytes);
  if (!type) return element("p", "picture-gone", `Picture ${number} is neither JPEG nor PNG and cannot be shown.`);
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  addresses.add(address);
  return Object.assign(document.createElement("img"), { src: address, alt: `Picture ${number} of the pass` });
}

export function forgetPictures() {
  for (const address of addresses) URL.revokeObjectURL(address);
  addresses.clear();
}

/** A button that shows a stop's pictures; null where it has none. */
export function picturesButton(stop) {
  const { pictures } = stop.pass;
  if (!pictures.length) return null;
  const button = element("button", "button", pictures.length === 1 ? "Picture" : `${pictures.length} pictures`);
  button.type = "button";
  button.dataset.small = "";
  button.addEventListener("click", () => {
    const dialog = document.querySelector("[data-picture-dialog]");
    dialog.querySelector("[data-picture-title]").textContent = `${stop.place.name}, ${timeText(stop)}`;
    dialog.querySelector("[data-picture-list]").replaceChildren(...pictures.map((bytes, place) => picture(bytes, place + 1)));
    dialog.addEventListener("close", forgetPictures, { once: true });
    dialog.showModal();
  });
  return button;
}
