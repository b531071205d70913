// Acts that a person confirms with a passkey. The form is shown to the office first, which says in words what it would do; the passkey signs exactly
// that, and only then is the form sent.
import { usePasskey } from "./passkeys.js";
import { element, showText } from "./warrant-elements.js";

/** The field that carries the confirmation. `ask` in it asks the office what is to be confirmed, and does nothing yet. */
const FIELD = "approval";

async function question(path, init) {
  let reply;
  try {
    reply = await fetch(path, { method: "POST", ...init, headers: { accept: "application/json", ...init.headers } });
  } catch {
    throw new Error("The office cannot be reached. Try again in a moment.");
  }
  if (reply.redirected || reply.status === 401) throw new Error("Your session has ended. Reload the page and sign in.");
  const json = await reply.json().catch(() => null);
  if (!reply.ok || !json) throw new Error(json?.message ?? json?.error?.message ?? `The office answered with status ${reply.status}. Reload the page and try again.`);
  return json;
}

/** Shows what would be done, and waits for the passkey. @returns {Promise<string | null>} the confirmation; null where the person turned back */
function confirmed({ words, options }) {
  const problem = element("p", "bad");
  problem.setAttribute("role", "alert");
  problem.hidden = true;
  const confirm = element("button", "button", "Use your passkey");
  confirm.type = "button";
  confirm.dataset.primary = "";
  const cancel = element("button", "button", "Cancel");
  cancel.type = "button";
  const title = element("h2", "", "Confirm with your passkey");
  title.id = "confirm-title";
  const dialog = element(
    "dialog", "confirm", element("div", "dialog-head", title),
    element("div", "panel-body stack", element("p", "", words), problem, element("div", "button-row", confirm, cancel)));
  dialog.setAttribute("aria-labelledby", title.id);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let result = null;
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    cancel.addEventListener("click", () => dialog.close());
    confirm.addEventListener("click", async () => {
      confirm.disabled = true;
      showText(problem, null);
      try {
        result = JSON.stringify(await usePasskey(options));
        dialog.close();
      } catch (fault) {
        showText(problem, fault.message);
        confirm.disabled = false;
      }
    });
    dialog.showModal();
    confirm.focus();
  });
}

/**
 * What a script is about to post as JSON, with the person's confirmation where the office wants one.
 * @param {string} path @param {object} body
 * @returns {Promise<object | null>} the body to post; null where the person turned back
 */
export async function withApproval(path, body) {
  const headers = { "content-type": "application/json" };
  const asked = await question(path, { headers, body: JSON.stringify({ ...body, [FIELD]: "ask" }) });
  if (!asked.needed) return body;
  const approval = await confirmed(asked);
  return approval && { ...body, [FIELD]: approval };
}

function fieldOf(form) {
  const found = form.elements.namedItem(FIELD);
  if (found) return found;
  const field = element("input");
  field.type = "hidden";
  field.name = FIELD;
  form.append(field);
  return field;
}

function showProblem(form, words) {
  let line = form.querySelector("[data-approve-problem]");
  if (!line) {
    line = element("p", "bad");
    line.dataset.approveProblem = "";
    line.setAttribute("role", "alert");
    form.append(line);
  }
  showText(line, words);
}

/** Asks before a form is sent whether and what has to be confirmed. */
export function confirmFirst(form) {
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    showProblem(form, null);
    const field = fieldOf(form);
    field.value = "ask";
    const buttons = [...form.querySelectorAll("button")];
    const fields = new URLSearchParams(new FormData(form));
    for (const button of buttons) button.disabled = true;
    try {
      const asked = await question(form.action, { body: fields });
      const approval = asked.needed ? await confirmed(asked) : "";
      if (approval !== null) {
        field.value = approval;
        // Sent as it stands: whoever listens for submissions has had theirs.
        form.submit();
        return;
      }
    } catch (fault) {
      showProblem(form, fault.message);
    }
    field.value = "";
    form.removeAttribute("data-sent");
    for (const button of buttons) button.disabled = false;
  });
}
