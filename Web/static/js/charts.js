// What the charts of all pages have in common.

/** Resolves a custom property to the colour it has in the theme that is on. */
export function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

/** Digits in groups of three, as everywhere on the pages. */
export function grouped(count) { return String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f"); }
