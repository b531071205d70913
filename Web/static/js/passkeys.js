// Passkeys (WebAuthn Level 3): options come from the office as JSON, and what the authenticator says goes back as JSON.

/** Why passkeys cannot be used here, in words for the person; null where they can. */
export function obstacle() {
  if (!globalThis.isSecureContext) return "Browsers use passkeys only on pages that come over HTTPS. Open Gantry at its https address.";
  if (!globalThis.PublicKeyCredential || !navigator.credentials) return "This browser knows no passkeys. Use a current Firefox, Chromium, Edge or Safari.";
  return null;
}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list = []) => list.map((each) => ({ ...each, id: bytes(each.id) }));

// The browsers' own functions where they have them; the same by hand for those of before 2025.
function creationOptions(json) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  const user = { ...json.user, id: bytes(json.user.id) };
  return { ...json, challenge: bytes(json.challenge), user, excludeCredentials: named(json.excludeCredentials) };
}

function requestOptions(json) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  return { ...json, challenge: bytes(json.challenge), allowCredentials: named(json.allowCredentials) };
}

function answer(credential) {
  if (credential.toJSON) return credential.toJSON();
  const said = { clientDataJSON: text(credential.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) said[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) said.transports = credential.response.getTransports();
  const { id, type } = credential;
  return { id, rawId: text(credential.rawId), type, response: said, clientExtensionResults: credential.getClientExtensionResults() };
}

const CANCELLED = "Nothing was done: it was cancelled, took too long, or there is no passkey for this office on this device.";
const FAULTS = {
  NotAllowedError: CANCELLED,
  AbortError: CANCELLED,
  InvalidStateError: "This device has a passkey of yours for this office already. Use another device or security key.",
  SecurityError: "Passkeys belong to one address, and this page came from another. Open Gantry at the address that your administrator gave you.",
  NotSupportedError: "This device cannot make such a passkey. Use another device or security key.",
  ConstraintError: "This device cannot check who uses it. Set a PIN, a fingerprint or a screen lock on it, or use another one.",
};

async function asking(work) {
  const fault = obstacle();
  if (fault) throw new Error(fault);
  try {
    return answer(await work());
  } catch (problem) {
    throw new Error(FAULTS[problem.name] ?? "The browser could not use the passkey. Try again, or use another device.");
  }
}

/**
 * Makes a passkey on this device or a security key.
 * @param {object} options as the office sent them
 * @throws {Error} in words for the person
 */
export const makePasskey = (options) => asking(() => navigator.credentials.create({ publicKey: creationOptions(options) }));

/** Uses a passkey, once the person has touched, looked or typed. @param {object} options as the office sent them */
export const usePasskey = (options) => asking(() => navigator.credentials.get({ publicKey: requestOptions(options) }));
