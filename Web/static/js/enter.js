// A one-time link carries its token behind the #, which browsers never send: it is posted from here, and taken out of the address and the history
// first. Where links lead to a passkey, the page shows whose link it is once the office has accepted it; where they let in, the form is sent.
import { makePasskey, obstacle } from "./passkeys.js";
import { showText } from "./warrant-elements.js";
import { ask } from "./warrant-office.js";

function taken() {
  const token = location.hash.slice(1);
  if (token) history.replaceState(null, "", location.pathname + location.search);
  return token;
}

function letIn(form) {
  const field = form.elements.namedItem("token");
  form.addEventListener("submit", () => {
    const pasted = field.value.trim();
    field.value = pasted.slice(pasted.lastIndexOf("#") + 1);
  });
  const token = taken();
  if (!token) return;
  field.value = token;
  form.requestSubmit();
}

function enrol(section) {
  const part = (name) => section.querySelector(`[data-${name}]`);
  const make = part("make");
  const button = make.querySelector("button");
  const token = section.dataset.token || taken();
  let options = null;

  const accept = async () => {
    if (!token) throw new Error("There is no one-time link in this address. Open the whole link, or ask an administrator for a new one.");
    options = await ask("/enter/options", { token });
    part("name").textContent = options.user.displayName;
    // Only who needs a passkey that stays on its device is pointed to a security key.
    part("strict").hidden = !options.hints.includes("security-key");
    part("greeting").hidden = false;
    make.hidden = false;
  };
  const say = (problem) => {
    part("wait").hidden = true;
    showText(part("problem"), problem?.message);
  };
  const fault = obstacle();
  if (fault) return say(new Error(fault));
  accept().then(() => {
    say(null);
    make.elements.namedItem("name").focus();
  }, say);

  make.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    say(null);
    try {
      // What is asked of the authenticator is good for one answer.
      if (!options) await accept();
      const asked = options;
      options = null;
      const answer = await makePasskey(asked);
      const { next } = await ask("/enter/passkey", { token, name: make.elements.namedItem("name").value.trim(), answer });
      location.assign(next);
      return;
    } catch (refusal) {
      say(refusal);
    }
    button.disabled = false;
  });
}

const form = document.querySelector("[data-enter]");
const section = document.querySelector("[data-enrol]");
if (form) letIn(form);
if (section) enrol(section);
