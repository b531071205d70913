// The decision: approve with a plate, or reject with a reason. Both are plain forms; this makes them quick.

/** @param {HTMLElement} bar the bar with both forms */
export function quicken(bar) {
  const approval = bar.querySelector("[data-approval]");
  const plate = bar.querySelector("[data-plate]");
  const rejection = bar.querySelector("[data-reject]");
  /** Where readers differ, the first A only leads to the plate: nobody approves a doubtful read by reflex. */
  let isChecked = !approval.hasAttribute("data-differ");

  plate.addEventListener("input", () => {
    const at = plate.selectionStart;
    plate.value = plate.value.toUpperCase();
    plate.setSelectionRange(at, at);
    isChecked = true;
  });
  plate.addEventListener("focus", () => { isChecked = true; });
  for (const form of bar.querySelectorAll("form")) form.addEventListener("submit", (event) => once(form, event));
  addEventListener("pageshow", () => bar.querySelectorAll("form").forEach((form) => form.removeAttribute("data-sent")));

  const editPlate = () => {
    rejection?.removeAttribute("open");
    plate.focus();
    plate.select();
  };
  if (rejection) makeReasonsQuick(rejection);
  return {
    editPlate,
    approve() {
      if (rejection?.open || !approval.querySelector("[data-approve-button]")) return false;
      if (!isChecked || plate.value.trim() === "") return editPlate();
      approval.requestSubmit();
    },
    reject() {
      if (!rejection) return false;
      rejection.open = true;
      rejection.querySelector("[data-reason-filter]").focus();
    },
  };
}

/** A decision is sent once, however often a key is pressed. */
function once(form, event) {
  if (form.hasAttribute("data-sent")) event.preventDefault();
  form.setAttribute("data-sent", "");
}

function makeReasonsQuick(rejection) {
  const filter = rejection.querySelector("[data-reason-filter]");
  const note = rejection.querySelector("[data-reason-note]");
  const labels = [...rejection.querySelectorAll(".reasons label")];
  const submit = rejection.querySelector("[data-danger-fill]");
  const shown = () => labels.filter((label) => !label.hidden);

  filter.addEventListener("input", () => {
    const words = filter.value.trim().toLowerCase();
    for (const label of labels) label.hidden = !label.textContent.toLowerCase().includes(words);
    for (const group of rejection.querySelectorAll("fieldset")) group.hidden = !group.querySelector("label:not([hidden])");
    for (const label of labels) label.toggleAttribute("data-first", words !== "" && label === shown()[0]);
  });
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const radio = shown()[0]?.querySelector("input");
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    (radio.value === "other" ? note : submit).focus();
  });
  rejection.addEventListener("change", (event) => {
    if (event.target.name === "reason") note.required = event.target.value === "other";
  });
  rejection.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    rejection.open = false;
    rejection.querySelector("summary").focus();
  });
}
