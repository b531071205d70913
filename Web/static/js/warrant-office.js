// Asking the office, in JSON.

/**
 * @param {string} path
 * @param {object} [body] posted where there is one
 * @returns {Promise<object>}
 * @throws {Error} with the office's own words where it says no
 */
export async function ask(path, body) {
  const headers = { accept: "application/json", ...(body && { "content-type": "application/json" }) };
  let answer;
  try {
    answer = await fetch(path, { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
  } catch {
    throw new Error("The office cannot be reached. Try again in a moment.");
  }
  const json = await answer.json().catch(() => null);
  if (!answer.ok) throw new Error(json?.message ?? json?.error?.message ?? `The office answered with status ${answer.status}. Reload the page and try again.`);
  if (json === null) throw new Error("The office's answer could not be read. Reload the page and try again.");
  return json;
}
