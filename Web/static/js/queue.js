// Says when cases have come in since the list was made; the list itself never moves under the cursor.
const button = document.querySelector("[data-newer]");
const text = document.querySelector("[data-newer-text]");
let first = null;

addEventListener("gantry-counts", ({ detail }) => {
  if (detail.waiting == null) return;
  const waiting = Number(detail.waiting.replaceAll(/[^0-9]/g, ""));
  first ??= waiting;
  const more = waiting - first;
  button.hidden = more <= 0;
  button.href = location.href;
  text.textContent = more === 1 ? "1 new case" : `${more} new cases`;
});
