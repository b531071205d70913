// The plates of a request: a row each, with its region. A list that is pasted becomes rows.

const SEPARATORS = /[\s.·•_-]/g;

/**
 * A plate as it is asked for: upper case, without separators.
 * @returns {{ plate: string } | { fault: string }}
 */
export function canonicalPlate(text) {
  const plate = text.toUpperCase().replace(SEPARATORS, "");
  if (/[^\u0000-\u007f]/.test(plate)) return { fault: `“${text.trim()}” has letters that are not Latin. Type the plate in Latin letters and digits.` };
  if (!/^[A-Z0-9]{1,16}$/.test(plate)) return { fault: `“${text.trim()}” is no plate: 1 to 16 letters and digits.` };
  return { plate };
}

/**
 * The plates of a pasted list: a line each, or several divided by commas or semicolons. A region may stand beside its plate: `UZ 01A123BC`, `01A123BC;UZ`.
 * @param {string[]} regions those that can be chosen
 * @returns {{ text: string, region?: string }[]}
 */
export function platesInList(text, regions) {
  const isRegion = (word) => regions.includes(word.trim().toUpperCase());
  const entries = [];
  for (const line of text.split(/\r?\n/)) {
    const parts = line.split(/[,;\t]/).map((part) => part.trim()).filter(Boolean);
    if (parts.length === 2 && isRegion(parts[0]) !== isRegion(parts[1])) entries.push(beside(...(isRegion(parts[0]) ? parts : parts.reverse())));
    else for (const part of parts) entries.push(withRegionBefore(part, isRegion));
  }
  return entries;
}

const beside = (region, text) => ({ text, region: region.toUpperCase() });

function withRegionBefore(part, isRegion) {
  const [first, ...rest] = part.split(/\s+/);
  return rest.length && isRegion(first) ? beside(first, rest.join(" ")) : { text: part };
}

/** The rows of plates in a form. */
export class PlateRows {
  #list;
  #template;
  #regions;
  #most;
  #onChange;

  /** @param {HTMLElement} list @param {{ regions: string[], most: number, onChange: () => void }} options */
  constructor(list, { regions, most, onChange }) {
    this.#list = list;
    this.#template = document.querySelector("#plate-row");
    this.#regions = regions;
    this.#most = most;
    this.#onChange = onChange;
    list.addEventListener("input", () => onChange());
    list.addEventListener("paste", (event) => this.#paste(event));
    list.addEventListener("keydown", (event) => this.#press(event));
    list.addEventListener("click", (event) => event.target.closest("[data-remove]") && this.#remove(event.target.closest("li")));
    this.add();
  }

  get isFull() { return this.#list.childElementCount >= this.#most; }

  add(text = "", region = this.#list.lastElementChild?.querySelector("select").value ?? this.#regions[0] ?? "") {
    if (this.isFull) return null;
    const row = document.importNode(this.#template.content, true).firstElementChild;
    const select = row.querySelector("select");
    for (const each of this.#regions) select.add(new Option(each, each));
    select.add(new Option("not known", ""));
    select.value = region;
    row.querySelector("input").value = text;
    this.#list.append(row);
    this.#onChange();
    return row;
  }

  /** @returns {{ plates: { plate: string, region: string }[], fault: string | null }} */
  read() {
    const plates = [];
    let fault = null;
    for (const row of this.#list.children) {
      const input = row.querySelector("input");
      const result = input.value.trim() ? canonicalPlate(input.value) : null;
      input.setAttribute("aria-invalid", String(Boolean(result?.fault)));
      if (result?.fault) fault ??= result.fault;
      else if (result) plates.push({ plate: result.plate, region: row.querySelector("select").value });
    }
    return { plates, fault: fault ?? (plates.length ? null : "Enter at least one plate.") };
  }

  #paste(event) {
    const entries = event.target.matches("input") ? platesInList(event.clipboardData.getData("text"), this.#regions) : [];
    if (entries.length < 2 && !entries[0]?.region) return;
    event.preventDefault();
    const row = event.target.closest("li");
    const [first, ...others] = entries;
    event.target.value = first.text;
    if (first.region) row.querySelector("select").value = first.region;
    const added = others.map(({ text, region }) => this.add(text, region));
    (added.findLast(Boolean) ?? row).querySelector("input").focus();
    this.#onChange(added.includes(null) ? `Only the first ${this.#most} plates were taken: a warrant covers no more.` : undefined);
  }

  /** Enter goes to the next row, and makes one at the end; it does not send the form. */
  #press(event) {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    (event.target.closest("li").nextElementSibling ?? this.add())?.querySelector("input").focus();
  }

  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    if (next) row.remove();
    else row.querySelector("input").value = "";
    (next ?? row).querySelector("input").focus();
    this.#onChange();
  }
}
