// Making parts of a page. Text goes in as text, never as markup.

/** @param {string} tag @param {string} [className] @param {...(string | Node)} content */
export function element(tag, className = "", ...content) {
  const part = document.createElement(tag);
  if (className) part.className = className;
  part.append(...content);
  return part;
}

/** A name and its value for a list of facts. */
export const fact = (name, ...value) => [element("dt", "", name), element("dd", "", ...value)];

/** `1 pass`, `41 passes` */
export const counted = (number, one, many) => `${String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f")} ${number === 1 ? one : many}`;

/** Shows a text where there is one, and hides its element where there is none. */
export function showText(part, text) {
  part.hidden = !text;
  part.textContent = text ?? "";
}

/** A word of the formats for people: `stolen-vehicle` becomes `Stolen vehicle`. */
export const sentence = (word) => word.charAt(0).toUpperCase() + word.slice(1).replaceAll("-", " ");

/** JSON that the page brought along. */
export const embedded = (id) => JSON.parse(document.getElementById(id).textContent);
