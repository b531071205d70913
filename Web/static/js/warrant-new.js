// Asking for a warrant: the form, what will be signed in words, the keys, and the way to the office.
import { utf8, toBase64 } from "./warrant-bytes.js";
import { readyKey } from "./warrant-approval.js";
import { CameraChoice } from "./warrant-cameras.js";
import { Clock } from "./warrant-clock.js";
import { counted, embedded, sentence, showText } from "./warrant-elements.js";
import { showFacts } from "./warrant-facts.js";
import { approve, dropExpired, dropRecipient, keepRecipient, makeRecipient } from "./warrant-keys.js";
import { ask } from "./warrant-office.js";
import { PlateRows } from "./warrant-plates.js";
import { isPhrase, NONCE_BYTES, readWarrant, warrantBytes } from "./warrant-text.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OPENING_BYTES = 32;

const terms = embedded("warrant-terms");
const clock = new Clock(terms.timeZone);
const names = new Map(terms.cameras.map(({ id, name }) => [id, name]));
const form = document.querySelector("[data-warrant-form]");
const signButton = document.querySelector("[data-sign]");
const problem = document.querySelector("[data-problem]");
const field = (name) => form.elements.namedItem(name);
/** How far the office's clock is ahead of this machine's. */
const ahead = new Date(terms.now).getTime() - Date.now();
const now = () => Date.now() + ahead;
/** Passes are sealed by the hour of UTC; where a zone is half an hour off, an hour of its clock is widened to the hours it touches. */
const hourBefore = (instant) => new Date(Math.floor(instant / HOUR) * HOUR);
const hourAfter = (instant) => new Date(Math.ceil(instant / HOUR) * HOUR);
const mostDaysSealed = terms.unsealDays ?? 90;
/** Fields that were filled in, or that the form was sent with: only those say what is wrong with them. */
const touched = new Set();
let wasSent = false;

let cameras = null;
const rows = new PlateRows(form.querySelector("[data-plate-rows]"), { regions: terms.regions, most: terms.mostPlates, onChange: (note) => changed(null, note) });
cameras = new CameraChoice(form.querySelector("[data-cameras]"), terms.cameras, () => changed());

function setTime(name, instant) {
  field(`${name}Day`).value = clock.fieldDay(instant);
  field(`${name}Hour`).value = String(clock.hour(instant));
}

function readTime() {
  const [from, to] = ["from", "to"].map((name) => clock.instant(field(`${name}Day`).value, Number(field(`${name}Hour`).value)));
  return [hourBefore(from), hourAfter(to)];
}

function timeFault(from, to) {
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return "Give both days.";
  if (to <= from) return "The time ends before it begins. Choose a later end.";
  if (to - from > terms.longestDays * DAY) return `A warrant covers ${terms.longestDays} days at most. Choose a later beginning or an earlier end.`;
  if (to > hourAfter(now())) return "The end lies in the future. Passes can be opened once they have been captured.";
  return null;
}

function unsealFault(unsealBy) {
  if (Number.isNaN(unsealBy.getTime())) return "Give the day by which the warrant becomes public.";
  if (unsealBy <= now() + DAY) return "Choose a day after tomorrow or later: nothing is opened once the warrant is public.";
  return unsealBy > now() + mostDaysSealed * DAY ? `Choose a day at most ${mostDaysSealed} days from now.` : null;
}

function phraseFault(text, what) {
  if (text === "") return `Enter ${what}. A warrant without it is refused.`;
  return isPhrase(text) ? null : `Shorten ${what}: 200 bytes at most, in one line.`;
}

/** The warrant as the form has it, and what is wrong with it, by field. */
function read() {
  const { plates, fault } = rows.read();
  const [from, to] = readTime();
  const unsealBy = clock.instant(field("unsealDay").value, 0);
  const [purpose, caseNumber] = [field("purpose").value, field("caseNumber").value.trim()];
  const warrant = { plates, cameras: cameras.ids, from, to, purpose, caseNumber, requester: terms.requester, unsealBy };
  const faults = {
    plates: fault,
    cameras: warrant.cameras.length ? null : "Choose at least one camera.",
    time: timeFault(from, to),
    purpose: purpose ? null : "Choose a purpose.",
    caseNumber: phraseFault(caseNumber, "the case number"),
    unsealBy: unsealFault(unsealBy),
  };
  return { warrant, faults };
}

function showFaults(faults) {
  for (const [name, fault] of Object.entries(faults)) {
    const shown = touched.has(name) || wasSent ? fault : null;
    showText(form.querySelector(`[data-error="${name}"]`), shown);
    // Each plate says for itself whether it is right, and no single camera is wrong.
    if (name === "plates" || name === "cameras") continue;
    for (const input of form.querySelectorAll(`[data-field="${name}"] :is(input, select)`)) input.setAttribute("aria-invalid", String(Boolean(shown)));
  }
}

/** Shows how the form stands. @param {string | null} [name] a field that was filled in @param {string} [note] what to say of the plates besides */
function changed(name, note) {
  // Its parts tell of themselves while the form is being built.
  if (!cameras) return;
  if (name) touched.add(name);
  const { warrant, faults } = read();
  showFaults(faults);
  if (note && !faults.plates) showText(form.querySelector("[data-error=plates]"), note);
  form.querySelector("[data-plate-count]").textContent = counted(warrant.plates.length, "plate", `plates of ${terms.mostPlates} at most`);
  form.querySelector("[data-add-plate]").disabled = rows.isFull;
  // A time that is no time is not put into words.
  const isWhole = !faults.time && !Number.isNaN(warrant.unsealBy.getTime());
  document.querySelector("[data-facts]").hidden = !isWhole;
  if (isWhole) showFacts(document.querySelector("[data-facts]"), warrant, { clock, names });
}

async function send(draft) {
  const key = await readyKey();
  const recipient = await makeRecipient();
  const bytes = warrantBytes({ ...draft, recipient: recipient.recipient, nonce: crypto.getRandomValues(new Uint8Array(NONCE_BYTES)) });
  // Signed is what the page shows: the words are read out of the bytes once more.
  showFacts(document.querySelector("[data-facts]"), readWarrant(bytes), { clock, names });
  const body = { warrant: toBase64(bytes), opening: toBase64(crypto.getRandomValues(new Uint8Array(OPENING_BYTES))), approval: await approve(key, bytes) };
  // Kept before it is sent: without this key nobody could ever open what is found.
  await keepRecipient(recipient, bytes, draft.unsealBy);
  try {
    const { id } = await ask("/warrants", body);
    location.href = `/warrants/${encodeURIComponent(id)}`;
  } catch (fault) {
    await dropRecipient(recipient);
    throw fault;
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (signButton.disabled) return;
  wasSent = true;
  const { warrant, faults } = read();
  changed();
  const first = Object.keys(faults).find((name) => faults[name]);
  if (first) return form.querySelector(`[data-field="${first}"] :is([aria-invalid="true"], input:not([hidden]), button)`).focus();
  signButton.disabled = true;
  showText(problem, null);
  try {
    await send(warrant);
  } catch (fault) {
    showText(problem, fault.message);
    signButton.disabled = false;
  }
});

for (const select of form.querySelectorAll("[data-hours]")) {
  for (let hour = 0; hour < 24; hour += 1) select.add(new Option(`${String(hour).padStart(2, "0")}:00`, String(hour)));
}
field("purpose").add(new Option("Choose …", ""));
for (const purpose of terms.purposes) field("purpose").add(new Option(sentence(purpose), purpose));
form.querySelector("[data-zone]").textContent = `whole hours, ${clock.zoneLabel(new Date(now()))}`;
field("unsealDay").value = clock.fieldDay(new Date(now() + mostDaysSealed * DAY));
const setLast = (hours) => {
  setTime("to", hourAfter(now()));
  setTime("from", new Date(hourAfter(now()) - Math.min(hours, terms.longestDays * 24) * HOUR));
};
setLast(24);
for (const button of form.querySelectorAll("[data-last]")) {
  button.hidden = Number(button.dataset.last) > terms.longestDays * 24;
  button.addEventListener("click", () => {
    setLast(Number(button.dataset.last));
    changed("time");
  });
}
addEventListener("gantry-key", () => showText(problem, null));
form.querySelector("[data-add-plate]").addEventListener("click", () => rows.add()?.querySelector("input").focus());
form.addEventListener("change", (event) => changed(event.target.closest("[data-field]")?.dataset.field));
field("caseNumber").addEventListener("input", () => changed());
changed();
dropExpired(new Date(now())).catch((fault) => console.warn("expired keys were not forgotten", fault));
