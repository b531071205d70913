// Passing traffic with masked plates, and hits the second they happen.
import { listen, showCounts } from "./events.js";
import { isPressable, onKeys } from "./keys.js";
import { watchPicture } from "./pictures.js";

const MOST_ROWS = 60;
const STATES = { open: "live", lost: "connection lost, trying again", resting: "resting" };

const page = document.querySelector("[data-live-events]");
const passes = document.querySelector("[data-passes]");
const hits = document.querySelector("[data-hit-list]");
const template = document.querySelector("#hit-template");
const pauseButton = document.querySelector("[data-pause]");
let isPaused = false;
let missed = 0;

function showState(state) {
  const stream = document.querySelector("[data-stream]");
  stream.dataset.stream = state;
  stream.querySelector("[data-stream-text]").textContent = isPaused ? `paused, ${missed} passed since` : STATES[state];
}

function cell(row, text, className = "") {
  const part = row.insertCell();
  part.className = className;
  if (text != null) part.append(text);
  return part;
}

function element(tag, text, className) {
  const part = document.createElement(tag);
  part.textContent = text;
  part.className = className;
  return part;
}

function showPass(pass) {
  if (isPaused) {
    missed += 1;
    return showState("open");
  }
  document.querySelector("[data-no-passes]").hidden = true;
  const row = passes.insertRow(0);
  row.setAttribute("data-new", "");
  const time = element("time", pass.atLabel, "");
  time.dateTime = pass.atISO;
  cell(row, time, "nowrap");
  const plate = element("span", pass.plateMasked, "plate");
  plate.setAttribute("data-masked", "");
  cell(row, plate);
  cell(row, `${pass.siteName} `, "passes-site").append(element("span", pass.district, "faint"));
  cell(row, pass.cameraID, "wide-only");
  cell(row, `${pass.laneLabel ?? ""} `, "wide-only nowrap").append(element("span", pass.directionLabel ?? "", "faint"));
  cell(row, pass.vehicleLabel, "wide-only");
  cell(row, pass.speedLabel, "number nowrap");
  const violation = cell(row, null);
  if (pass.violationLabel) {
    const badge = element("span", pass.violationLabel, "badge");
    badge.dataset.tone = "accent";
    violation.append(badge);
  }
  while (passes.rows.length > MOST_ROWS) passes.deleteRow(-1);
}

function showHit(hit) {
  if (document.getElementById(`hit-${hit.id}`)) return;
  // Imported and not cloned: what is cloned inside a template belongs to an inert document and loads no pictures.
  const card = document.importNode(template.content, true).firstElementChild;
  const put = (selector, text) => { card.querySelector(selector).textContent = text; };
  card.id = `hit-${hit.id}`;
  card.dataset.hit = hit.id;
  card.setAttribute("aria-label", `Hit ${hit.plateText}`);
  put(".plate", hit.plateText);
  put(".badge", hit.list);
  put("time", hit.atLabel);
  put("strong", hit.reason);
  put("[data-where]", `${hit.siteName}, ${hit.district} · ${hit.cameraID} · ${hit.directionLabel}`);
  put("[data-what]", [hit.vehicleLabel, hit.speedLabel, `read ${hit.confidenceLabel}`].filter(Boolean).join(" · "));
  put(".faint", `${hit.source}, until ${hit.expiresLabel}`);
  showPictures(card, hit);
  const form = card.querySelector("form");
  if (form) form.action = `/hits/${encodeURIComponent(hit.id)}/decide`;
  hits.prepend(card);
  countHits();
}

function showPictures(card, hit) {
  const plate = card.querySelector(".hit-plate");
  const still = card.querySelector(".hit-still");
  card.querySelector(".picture-gone").hidden = Boolean(hit.closeUpHref || hit.stillHref);
  if (hit.closeUpHref) plate.src = hit.closeUpHref;
  else plate.remove();
  if (hit.stillHref) still.src = still.parentElement.href = hit.stillHref;
  else still.parentElement.remove();
  for (const image of card.querySelectorAll("img")) watchPicture(image);
}

function countHits() {
  const count = hits.childElementCount;
  document.querySelector("[data-no-hits]").hidden = count > 0;
  const badge = document.querySelector("[data-hit-count]");
  badge.textContent = count;
  badge.hidden = count === 0;
}

/** A decided hit says what was decided, by whom, and leaves after a moment. */
function showDecision({ id, decisionLabel, decidedBy }) {
  const card = document.getElementById(`hit-${id}`);
  if (!card || card.hasAttribute("data-decided")) return;
  card.setAttribute("data-decided", "");
  card.querySelector("[data-decision]").replaceChildren(element("span", decisionLabel, "badge"), element("p", decidedBy ?? "", "muted"));
  setTimeout(() => {
    card.remove();
    countHits();
  }, 4000);
}

hits.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-decide]");
  if (!form) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  fields.set("decision", event.submitter?.value ?? "");
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: fields, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    showDecision(await answer.json());
  } catch {
    for (const button of buttons) button.disabled = false;
    form.querySelector("[role=alert]")?.remove();
    const line = element("p", "That could not be stored. Try again.", "bad");
    line.setAttribute("role", "alert");
    form.append(line);
  }
});

function togglePause() {
  isPaused = !isPaused;
  missed = 0;
  pauseButton.setAttribute("aria-pressed", String(isPaused));
  pauseButton.querySelector("span").textContent = isPaused ? "Go on" : "Pause";
  showState("open");
}
pauseButton.addEventListener("click", togglePause);
countHits();
onKeys({ " ": (event) => (isPressable(event.target) ? false : togglePause()) });

listen(page.dataset.liveEvents, {
  pass: showPass,
  hit: showHit,
  "hit-decided": showDecision,
  counts: (counts) => {
    showCounts(counts);
    if (counts.passesPerMinute != null) document.querySelector("[data-rate]").textContent = counts.passesPerMinute;
  },
}, showState);
