// The public page: charts, and the check of the log in the visitor's own browser.
import { check, fetching } from "./public-check.js";
import { showCharts } from "./public-charts.js";

const embedded = (id) => JSON.parse(document.getElementById(id).textContent);
const part = (name) => document.querySelector(`[data-verify-${name}]`);
const { shard } = embedded("public-log");
const [start, steps, result, entryText, indexField, policyField] = ["start", "steps", "result", "entry", "index", "policy"].map(part);

function tell(tone, words) {
  result.hidden = false;
  result.dataset.tone = tone;
  result.textContent = words;
}

/** Shows a step while it runs, and what came of it. */
async function step(words, work) {
  const line = document.createElement("li");
  const detail = document.createElement("small");
  line.append(words, detail);
  steps.append(line);
  try {
    detail.textContent = await work();
    line.dataset.state = "good";
  } catch (fault) {
    detail.textContent = fault.message;
    line.dataset.state = "bad";
    throw fault;
  }
}

function showEntry(entry) {
  entryText.hidden = !entry;
  try {
    entryText.textContent = entry && JSON.stringify(JSON.parse(entry), null, 2);
  } catch {
    entryText.textContent = entry;
  }
}

function wantedIndex() {
  const text = indexField.value.trim();
  if (text === "") return null;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) : NaN;
}

async function run() {
  start.disabled = true;
  steps.replaceChildren();
  showEntry("");
  tell("", "Checking…");
  try {
    const found = await check({ policy: policyField.value, index: wantedIndex(), fetchFile: fetching(`/log/${encodeURIComponent(shard)}/`) }, step);
    showEntry(found.entry);
    const entry = found.index < 0 ? "" : ` Entry ${found.index} is in it, unchanged.`;
    tell("good", `The log is whole: ${found.size} entries, as they were signed.${entry}`);
  } catch (fault) {
    tell("bad", `The check failed. ${fault.message}`);
  } finally {
    start.disabled = false;
  }
}

start.addEventListener("click", run);
for (const button of document.querySelectorAll("[data-verify-entry-index]")) {
  button.addEventListener("click", () => {
    indexField.value = button.dataset.verifyEntryIndex;
    document.querySelector("#verify").scrollIntoView({ block: "start" });
    run();
  });
}
for (const place of document.querySelectorAll("[data-origin]")) place.textContent = location.origin;

showCharts(embedded("public-figures"));
