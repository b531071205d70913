// Lists: J and K move, Enter opens, a click anywhere in a row opens it too.
import { isPressable, onKeys } from "./keys.js";

/** Makes a table's rows selectable by key. The selected row survives going to a case and back. */
export function makeSelectable(table) {
  const rows = [...table.querySelectorAll("tbody tr[data-href]")];
  const memory = `gantry-row ${location.pathname}${location.search}`;
  let current = -1;

  const select = (index, { scroll = true } = {}) => {
    if (!rows.length) return;
    rows[current]?.removeAttribute("aria-selected");
    current = Math.min(rows.length - 1, Math.max(0, index));
    rows[current].setAttribute("aria-selected", "true");
    if (scroll) rows[current].scrollIntoView({ block: "nearest" });
    sessionStorage.setItem(memory, rows[current].dataset.href);
  };
  const open = () => {
    if (current < 0) return false;
    location.href = rows[current].dataset.href;
  };

  for (const [index, row] of rows.entries()) {
    row.addEventListener("click", (event) => {
      if (isPressable(event.target) || getSelection()?.toString()) return;
      select(index, { scroll: false });
      if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
      else open();
    });
  }
  onKeys({
    j: () => select(current + 1),
    k: () => select(current < 0 ? 0 : current - 1),
    Enter: (event) => (isPressable(event.target) ? false : open()),
  });
  const remembered = rows.findIndex((row) => row.dataset.href === sessionStorage.getItem(memory));
  if (remembered >= 0) select(remembered);
}
