// Keys that act on a page.

/** Whether keys belong to the field a person is typing in. */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit", "range"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Whether the space bar or Enter already means something where the focus is. */
export function isPressable(target) {
  return target instanceof Element && target.closest("button, a[href], summary, details, input, select, textarea, video") !== null;
}

/**
 * Binds keys, named as `event.key` names them; letters in lower case. A binding returns `false` to let the browser have the key.
 * Nothing fires while a person types, holds a modifier or has a dialog open.
 */
export function onKeys(bindings) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = Object.hasOwn(bindings, key) ? bindings[key] : undefined;
    if (act && act(event) !== false) event.preventDefault();
  });
}

/** Two keys in a row, such as G then Q: `second` maps the second key to an address. */
export function onSequence(first, second) {
  let armedUntil = 0;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (performance.now() < armedUntil && Object.hasOwn(second, key)) {
      armedUntil = 0;
      event.preventDefault();
      event.stopImmediatePropagation();
      location.href = second[key];
    } else {
      armedUntil = key === first ? performance.now() + 1200 : 0;
    }
  }, { capture: true });
}
