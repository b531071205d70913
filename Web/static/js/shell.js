// What every page has: theme, keys, lists, live counts, acts that are confirmed.
import { confirmFirst } from "./approve.js";
import { listen, showCounts } from "./events.js";
import { actAtOnce } from "./filters.js";
import { onKeys, onSequence } from "./keys.js";
import { watchPicture } from "./pictures.js";
import { makeSelectable } from "./rows.js";
import { switchTheme } from "./theme-switch.js";

const help = document.querySelector("#help");
const showHelp = () => help?.showModal();
help?.addEventListener("click", (event) => event.target === help && help.close());

document.querySelector("[data-help]")?.addEventListener("click", showHelp);

onKeys({
  "?": showHelp,
  t: switchTheme,
  "/": () => {
    const field = document.querySelector("[data-filters] [data-first]");
    if (!field) return false;
    field.focus();
  },
});
if (document.querySelector(".nav")) onSequence("g", { q: "/queue", l: "/live", h: "/hits", w: "/warrants", o: "/", m: "/map", n: "/notices", c: "/cameras" });
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.activeElement?.matches("input, select, textarea")) document.activeElement.blur();
});

for (const table of document.querySelectorAll("[data-rows]")) makeSelectable(table);
for (const form of document.querySelectorAll("[data-filters]")) actAtOnce(form);
for (const image of document.querySelectorAll("img[data-picture]")) watchPicture(image);
for (const form of document.querySelectorAll("form[data-approve]")) confirmFirst(form);
for (const link of document.querySelectorAll(".nav [aria-current]")) link.scrollIntoView({ block: "nearest", inline: "center" });

// The live page listens to the whole stream itself.
if (document.querySelector(".nav") && !document.querySelector("[data-live-events]")) {
  listen("/events?topics=counts,camera", {
    counts: (counts) => {
      showCounts(counts);
      dispatchEvent(new CustomEvent("gantry-counts", { detail: counts }));
    },
    camera: (camera) => dispatchEvent(new CustomEvent("gantry-camera", { detail: camera })),
  });
}
