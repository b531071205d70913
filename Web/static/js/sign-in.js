// Signing in with a passkey. The browser offers the ones it has for this office, so nobody types a name.
import { obstacle, usePasskey } from "./passkeys.js";
import { showText } from "./warrant-elements.js";
import { ask } from "./warrant-office.js";

const button = document.querySelector("[data-sign-in]");
const problem = document.querySelector("[data-problem]");
const link = document.querySelector("[data-link]");

function offerPasskeys() {
  const fault = obstacle();
  showText(problem, fault);
  button.disabled = Boolean(fault);
  button.addEventListener("click", signIn);
}

async function signIn() {
  button.disabled = true;
  showText(problem, null);
  try {
    const answer = await usePasskey(await ask("/sign-in/options", {}));
    const { next } = await ask("/sign-in/passkey", { answer, next: button.dataset.next });
    location.assign(next);
    return;
  } catch (refusal) {
    showText(problem, refusal.message);
  }
  button.disabled = false;
}

// An address that can have no passkeys, such as a trial's at an IP address, shows no button.
if (button) offerPasskeys();

// A pasted link is opened; behind its # is the token, which browsers never send.
link?.addEventListener("submit", (event) => {
  event.preventDefault();
  const pasted = link.elements.namedItem("token").value.trim();
  location.assign(`/enter#${pasted.slice(pasted.lastIndexOf("#") + 1)}`);
});
