// How far a warrant is: the steps, who approved, what the keyholders said, and what happened when.
import { element } from "./warrant-elements.js";

/** By state, the step that is being waited for; behind the last one everything is done. */
const STEP = { requested: 1, approved: 2, logged: 3, asked: 3, granted: 4, found: 5, opened: 6 };
const HOLDER_WORDS = {
  waiting: "not asked yet", pending: "a judge decides", granted: "granted", refused: "refused", unreachable: "cannot be reached, tried again",
};
const HOLDER_MARKS = { granted: "ok", refused: "silent", unreachable: "late" };

export const FINAL = new Set(["opened", "refused", "expired"]);

/** Where a warrant ended that was refused or expired. */
function endStep({ approvals, holders, hits }) {
  if (hits != null) return STEP.found;
  if (holders.some(({ state }) => state !== "waiting")) return STEP.asked;
  return approvals.length < 2 ? STEP.requested : STEP.approved;
}

export function showProgress(list, warrant) {
  const ended = warrant.state === "refused" || warrant.state === "expired";
  const step = ended ? endStep(warrant) : STEP[warrant.state];
  for (const [place, item] of [...list.children].entries()) {
    item.dataset.step = place < step ? "done" : place > step ? "ahead" : ended ? "ended" : "now";
    if (place === step) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  }
}

function time(at, clock) {
  const part = element("time", "faint nowrap", clock.dayAndMinute(new Date(at)));
  part.dateTime = at;
  return part;
}

export function showApprovals(list, { approvals }, clock) {
  list.replaceChildren(...approvals.map(({ name, fingerprint, at }, place) => {
    const role = place === 0 ? "asked for it" : "second person";
    const word = element("span", "word", element("strong", "", name), element("small", "muted", role));
    return element("li", "", word, time(at, clock), element("code", "fingerprint", fingerprint));
  }));
  if (approvals.length < 2) list.append(element("li", "muted", "The second person's approval is missing."));
}

export function showHolders(list, threshold, warrant) {
  threshold.textContent = `${warrant.threshold} of ${warrant.of} must grant`;
  list.replaceChildren(...warrant.holders.map(({ name, state, reason }) => {
    const mark = element("span", "state", HOLDER_WORDS[state] ?? state);
    if (HOLDER_MARKS[state]) mark.dataset.state = HOLDER_MARKS[state];
    const item = element("li", "", element("strong", "word", name), mark);
    if (reason) item.append(element("p", "muted", reason));
    return item;
  }));
}

export function showHistory(list, { history }, clock) {
  list.replaceChildren(...history.map(({ at, what, by }) => {
    const event = element("span", "", what);
    if (by) event.append(element("small", "muted", ` ${by}`));
    return element("li", "", time(at, clock), event);
  }));
}
