// What a warrant says, in words. Read out of the very bytes that are signed, so that nobody approves what was not shown.
import { counted, element, fact, sentence } from "./warrant-elements.js";

const HOUR_MILLISECONDS = 3_600_000;

function plates(warrant) {
  if (!warrant.plates.length) return ["none yet"];
  return warrant.plates.map(({ plate, region }) => {
    const item = element("span", "wanted-plate", element("span", "plate", plate));
    item.append(element("small", "", region || "region not known"));
    return item;
  });
}

function cameras(warrant, names) {
  const list = element("details", "", element("summary", "", counted(warrant.cameras.length, "camera", "cameras")));
  const name = (camera) => (names?.has(camera) ? `${camera} (${names.get(camera)})` : camera);
  list.append(element("p", "camera-list", warrant.cameras.map(name).join(", ")));
  return list;
}

function time(warrant, clock) {
  const hours = (warrant.to - warrant.from) / HOUR_MILLISECONDS;
  const length = hours % 24 === 0 ? counted(hours / 24, "day", "days") : counted(hours, "hour", "hours");
  return `${clock.dayAndMinute(warrant.from)} to ${clock.dayAndMinute(warrant.to)} (${length}, ${clock.zoneLabel(warrant.from)})`;
}

/**
 * Fills a list of facts.
 * @param {HTMLElement} list a `dl`
 * @param {import("./warrant-text.js").Warrant} warrant
 * @param {{ clock: object, names?: Map<string, string>, requester?: string }} context `names` of cameras, where the page knows them
 */
export function showFacts(list, warrant, { clock, names, requester }) {
  list.replaceChildren(
    ...fact(warrant.plates.length === 1 ? "Plate" : "Plates", ...plates(warrant)),
    ...fact("Cameras", cameras(warrant, names)),
    ...fact("Captured from", time(warrant, clock)),
    ...fact("Purpose", sentence(warrant.purpose)),
    ...fact("Case number", warrant.caseNumber),
    ...fact("Asked for by", requester && requester !== warrant.requester ? `${requester} (${warrant.requester})` : warrant.requester),
    ...fact("Public by", `${clock.dayAndMinute(warrant.unsealBy)}. Until then the log shows only that there is a warrant.`),
  );
}
