// The opened passes as a table file (RFC 4180), made here. It goes to the requester's own disk and nowhere else.

const COLUMNS = [
  "stop", "time_utc", "time_local", "camera", "camera_name", "site", "lane", "direction", "speed_kmh", "plate_asked", "plate_read", "region", "confidence", "pass",
];

function cell(value) {
  const text = String(value ?? "");
  // A text that begins like a formula is none: spreadsheets run what they take for one.
  const plain = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** @param {object[]} stops as `stopsOf` gives them @returns {string} */
export function csvOf(stops) {
  const lines = stops.map(({ pass, place, clock, read }, index) => [
    index + 1, pass.capturedAt.toISOString(), `${clock.fieldDay(pass.capturedAt)} ${clock.time(pass.capturedAt)}`, pass.camera, place.name, place.site, pass.lane,
    pass.direction, pass.speedKmh, pass.wanted, read?.plate, read?.region, read?.confidence, pass.id,
  ]);
  return [COLUMNS, ...lines].map((line) => line.map(cell).join(",")).join("\r\n").concat("\r\n");
}

/** Lets the browser save a text as a file. */
export function saveFile(name, text) {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
