// A person's own account: another passkey is made here. What it opens is confirmed with one they have.
import { withApproval } from "./approve.js";
import { makePasskey, obstacle } from "./passkeys.js";
import { showText } from "./warrant-elements.js";
import { ask } from "./warrant-office.js";

const form = document.querySelector("[data-add-passkey]");
const problem = document.querySelector("[data-add-problem]");

const fault = obstacle();
if (fault) showText(problem, fault);

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  showText(problem, null);
  try {
    const answer = await makePasskey(await ask("/account/passkeys/options", {}));
    const name = form.elements.namedItem("name").value.trim();
    const body = await withApproval("/account/passkeys", { name, answer });
    if (body) {
      const { next } = await ask("/account/passkeys", body);
      location.assign(next);
      return;
    }
  } catch (refusal) {
    showText(problem, refusal.message);
  }
  button.disabled = false;
});
