// The second person's word: approve with a signature, or refuse with a reason. The requester may take the request back meanwhile.
import { withApproval } from "./approve.js";
import { readyKey } from "./warrant-approval.js";
import { showText } from "./warrant-elements.js";
import { approve } from "./warrant-keys.js";
import { ask } from "./warrant-office.js";

const panel = document.querySelector("[data-decide]");
const part = (name) => panel.querySelector(`[data-${name}]`);
const WORDS = {
  approve: ["Your decision", "Read above what it asks for. Your signature covers exactly that; the keyholders decide after you.", "Reason for refusing", "Refuse"],
  withdraw: ["Take it back", "Nobody has approved it yet.", "Reason for taking it back", "Take back"],
};

export function showDecision({ mayApprove, mayWithdraw }) {
  panel.hidden = !mayApprove && !mayWithdraw;
  if (panel.hidden) return;
  const [title, text, label, button] = WORDS[mayApprove ? "approve" : "withdraw"];
  part("decide-title").textContent = title;
  part("decide-text").textContent = text;
  part("refuse-label").textContent = label;
  part("refuse-button").textContent = button;
  part("approve").hidden = !mayApprove;
}

/** @param {string} address of the warrant @param {Uint8Array} warrantBytes as they were shown @param {() => Promise<void>} onDone */
export function listenForDecision(address, warrantBytes, onDone) {
  addEventListener("gantry-key", () => showText(part("decide-problem"), null));
  const act = async (work) => {
    const buttons = panel.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    showText(part("decide-problem"), null);
    try {
      await work();
      await onDone();
    } catch (fault) {
      showText(part("decide-problem"), fault.message);
    }
    for (const button of buttons) button.disabled = false;
  };
  part("approve").addEventListener("click", () => act(async () => {
    // Two words: the approval key's, which the keyholders check, and the passkey's, by which the office knows who sits here.
    const body = await withApproval(`${address}/approve`, await approve(await readyKey(), warrantBytes));
    if (body) await ask(`${address}/approve`, body);
  }));
  part("refuse").addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = part("refuse").elements.namedItem("reason").value.trim();
    act(() => {
      if (!reason) throw new Error("Give a reason: it is kept with the warrant.");
      return ask(`${address}/refuse`, { reason });
    });
  });
}
