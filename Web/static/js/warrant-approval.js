// The section "Your approval key": makes a person's key in this browser, and tells the office its public half, which the office proposes to every
// keyholder. Each keyholder's judge compares the fingerprint with the person before trusting it.
import { toBase64 } from "./warrant-bytes.js";
import { showText } from "./warrant-elements.js";
import { approvalKey, makeApprovalKey, obstacle } from "./warrant-keys.js";
import { ask } from "./warrant-office.js";

const section = document.querySelector("[data-approval-key]");
const part = (name) => section.querySelector(`[data-key-${name}]`);
const person = section?.dataset.person;
/** The fingerprint of the key that the office has of this person. */
let registered = section?.dataset.registered ?? "";

const WORDS = {
  none: "There is no key in this browser yet. You ask for and approve warrants with it.",
  elsewhere: "Your key is in another browser. Sign there, or make a key here that replaces it.",
  ready: "Your key is in this browser and cannot leave it.",
  unknown: "The office does not know this browser's key yet.",
};

function show(key) {
  const state = key ? (key.fingerprint === registered ? "ready" : "unknown") : registered ? "elsewhere" : "none";
  section.dataset.state = state;
  showText(part("text"), WORDS[state]);
  showText(part("fingerprint"), key?.fingerprint ?? registered);
  part("register").hidden = state !== "unknown";
  part("make").hidden = state !== "none";
  part("replace").hidden = state === "none";
  part("replace").open = false;
  if (state === "ready") dispatchEvent(new Event("gantry-key"));
}

async function register(key) {
  ({ fingerprint: registered } = await ask("/warrants/key", { key: toBase64(key.publicKey) }));
  if (registered !== key.fingerprint) throw new Error("The office took another key than this browser's. Reload the page.");
}

/** Runs what a button does, says what went wrong, and shows how it stands afterwards. */
async function act(work) {
  const buttons = section.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  let problem = null;
  try {
    await work();
  } catch (fault) {
    problem = fault.message;
  }
  for (const button of buttons) button.disabled = false;
  show(await approvalKey(person));
  showText(part("problem"), problem);
}

/**
 * This person's key, ready to sign with.
 * @throws {Error} where there is none in this browser that the office knows; the section's button then has the focus
 */
export async function readyKey() {
  const fault = obstacle();
  if (fault) throw new Error(fault);
  const key = await approvalKey(person);
  if (key && key.fingerprint === registered) return key;
  section.querySelector("button:not([hidden])")?.focus();
  throw new Error(key ? "Send this browser's key to the keyholders first." : "Make your approval key first.");
}

if (section) {
  const fault = obstacle();
  if (fault) {
    showText(part("problem"), fault);
  } else {
    const make = () => act(async () => register(await makeApprovalKey(person)));
    part("make").addEventListener("click", make);
    part("replace").querySelector("button").addEventListener("click", make);
    part("register").addEventListener("click", () => act(async () => register(await approvalKey(person))));
    approvalKey(person).then(show, (problem) => showText(part("problem"), problem.message));
  }
}
