// Copies a one-time link, and keeps only one row's changes open.
const button = document.querySelector("[data-copy]");
const source = document.querySelector("[data-copy-source]");

button?.addEventListener("click", async () => {
  const label = button.querySelector("span");
  source.select();
  try {
    await navigator.clipboard.writeText(source.value);
    label.textContent = "Copied";
  } catch {
    // Without permission the link stays selected, ready for Ctrl+C.
    label.textContent = "Press Ctrl+C";
  }
});

const changes = [...document.querySelectorAll("details.change")];
for (const change of changes) {
  change.addEventListener("toggle", () => {
    if (change.open) for (const other of changes) if (other !== change) other.open = false;
  });
}
addEventListener("click", (event) => {
  for (const change of changes) if (change.open && !change.contains(event.target) && !event.target.closest("dialog")) change.open = false;
});
addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const change of changes) change.open = false;
});
