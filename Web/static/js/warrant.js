// A warrant: how far it is, the second person's word, and for whoever asked for it the opening. What is opened stays in this page's memory: it is sent
// nowhere, stored nowhere, and gone with the page.
import { fromBase64 } from "./warrant-bytes.js";
import { Clock } from "./warrant-clock.js";
import { listenForDecision, showDecision } from "./warrant-decision.js";
import { counted, element, embedded, showText } from "./warrant-elements.js";
import { showFacts } from "./warrant-facts.js";
import { Journey } from "./warrant-journey.js";
import { obstacle, recipientOf } from "./warrant-keys.js";
import { ask } from "./warrant-office.js";
import { openPasses } from "./warrant-opening.js";
import { forgetPictures } from "./warrant-pictures.js";
import { FINAL, showApprovals, showHistory, showHolders, showProgress } from "./warrant-progress.js";
import { openAnswer, readRelease } from "./warrant-release.js";
import { stopsOf } from "./warrant-stops.js";
import { readWarrant } from "./warrant-text.js";

const LOOK_MILLISECONDS = 2000;
/** Once it is found, nothing changes until the requester opens it. */
const RARE_LOOK_MILLISECONDS = 15_000;

const page = (name) => document.querySelector(`[data-${name}]`);
let state = embedded("warrant");
const address = `/warrants/${encodeURIComponent(state.id)}`;
const clock = new Clock(state.timeZone);
const bytes = fromBase64(state.warrant, "warrant");
let warrant = null;
let journey = null;
let isOpening = false;
/** What stands against reading, opening or looking; only a look that succeeds takes the last one back. */
const problems = { reading: null, opening: null, looking: null };

function show() {
  showText(page("problem"), problems.reading ?? problems.opening ?? problems.looking);
  page("state-text").textContent = state.stateText;
  page("state-text").dataset.warrantState = state.state;
  showProgress(page("progress"), state);
  showApprovals(page("approvals"), state, clock);
  showHolders(page("holders"), page("threshold"), state);
  showHistory(page("history"), state, clock);
  // Nobody signs what this page could not read.
  showDecision(warrant ? state : {});
  if (isOpening) return;
  if (state.isRequester && ["found", "opened"].includes(state.state) && warrant && !journey) showOpening();
  else page("open").hidden = true;
}

/** Offers the opening, or says why it cannot be done here. */
async function showOpening() {
  const words = state.hits === 0 ? "No pass was found." : `${counted(state.hits, "pass", "passes")} found. They are opened in this browser, and nowhere else.`;
  let fault = obstacle();
  try {
    if (!fault && !(await recipientOf(warrant, bytes))) fault = "It was asked for from another browser or by command, where its key is. Open it there.";
  } catch (other) {
    fault = other.message;
  }
  page("open").hidden = false;
  page("open-text").textContent = fault && state.hits ? `${words} ${fault}` : words;
  page("open-button").hidden = Boolean(fault) || !state.hits;
}

/** Asks the keyholders, by way of the office, and opens what they answer. @returns how it went and the stops */
async function openHere(onProgress) {
  const recipient = await recipientOf(warrant, bytes);
  onProgress("Fetching what was found …");
  const found = await ask(`${address}/hits`);
  const release = await readRelease(fromBase64(found.release, "release"), bytes);
  onProgress("Waiting for the keyholders …");
  const { answers, refusals } = await ask(`${address}/release`, {});
  const started = performance.now();
  const opened = await Promise.allSettled(answers.map((answer) => openAnswer(fromBase64(answer.bytes, "answer"), release, recipient)));
  const whole = opened.flatMap(({ value }) => value ?? []);
  const faults = [...opened.flatMap(({ reason }) => reason?.message ?? []), ...refusals.map(({ holder, message }) => `${holder}: ${message}`)];
  if (whole.length < state.threshold) {
    throw new Error([`${whole.length} of the ${state.threshold} keyholders that are needed gave their parts.`, ...faults].join(" "));
  }
  const rows = found.hits.map(({ row, token }) => ({ row: fromBase64(row, "sealed pass"), token: fromBase64(token, "token") }));
  const result = await openPasses(release, rows, whole, (count) => onProgress(`Opened ${count} of ${rows.length} …`));
  return { ...result, faults, milliseconds: performance.now() - started, stops: stopsOf(result.passes, found.cameras, state.timeZone) };
}

function showResult({ stops, failures, repeats, faults, milliseconds }) {
  const repeated = repeats ? `, ${counted(repeats, "repeat", "repeats")} left out` : "";
  page("computing").textContent = `opened here in ${Math.round(milliseconds)} ms of computing${repeated}`;
  const list = page("failures");
  list.hidden = failures.length + faults.length === 0;
  const words = failures.length ? `${counted(failures.length, "pass", "passes")} did not open` : "Not every keyholder answered";
  list.querySelector("summary").textContent = words;
  const passes = failures.map(({ pass, camera, reason }) => element("li", "", `${camera}: ${reason} `, element("code", "faint", pass)));
  list.querySelector("ul").replaceChildren(...faults.map((fault) => element("li", "", fault)), ...passes);
}

page("open-button").addEventListener("click", async () => {
  page("open-button").disabled = true;
  isOpening = true;
  problems.opening = null;
  show();
  try {
    const result = await openHere((text) => { page("open-text").textContent = text; });
    journey = new Journey(`warrant-${warrant.caseNumber.replace(/[^A-Za-z0-9]+/g, "-")}`);
    showResult(result);
    await journey.show(result.stops);
    page("totals").focus();
  } catch (fault) {
    problems.opening = fault.message;
  }
  isOpening = false;
  page("open-button").disabled = false;
  await look();
});

async function look() {
  try {
    state = await ask(`${address}/state`);
    problems.looking = null;
  } catch (fault) {
    problems.looking = fault.message;
  }
  show();
}

async function watch() {
  if (FINAL.has(state.state)) return;
  if (document.visibilityState === "visible") await look();
  setTimeout(watch, state.state === "found" ? RARE_LOOK_MILLISECONDS : LOOK_MILLISECONDS);
}

// The browser may keep a page that was left, to come back to. What was opened in it is not kept.
addEventListener("pagehide", () => {
  journey?.clear();
  forgetPictures();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());

try {
  warrant = readWarrant(bytes);
  showFacts(page("facts"), warrant, { clock, requester: state.requesterName });
} catch (fault) {
  problems.reading = fault.message;
}
listenForDecision(address, bytes, look);
show();
setTimeout(watch, LOOK_MILLISECONDS);
