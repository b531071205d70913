// The server's stream of events. A tab that nobody looks at holds no connection: browsers allow six of them to one host, and officers open many tabs.

/**
 * Listens while the tab is visible.
 * @param {string} address the stream
 * @param {Record<string, (value: object) => void>} handlers by event name, called with the decoded data
 * @param {(state: "open" | "lost" | "resting") => void} [onState]
 */
export function listen(address, handlers, onState = () => {}) {
  let source = null;

  const open = () => {
    if (source) return;
    source = new EventSource(address);
    source.addEventListener("open", () => onState("open"));
    source.addEventListener("error", () => {
      onState("lost");
      // The browser retries by itself unless the server refused; then try again later, in case it was only restarting.
      if (source?.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(() => document.visibilityState === "visible" && open(), 10_000);
      }
    });
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => {
        try {
          handle(JSON.parse(event.data));
        } catch (error) {
          console.error(`event ${name} could not be used`, error);
        }
      });
    }
  };
  const close = () => {
    source?.close();
    source = null;
    onState("resting");
  };

  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? open() : close()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
  if (document.visibilityState === "visible") open();
}

/** Writes numbers that changed wherever a page shows them. */
export function showCounts(counts) {
  const shown = { queue: counts.waiting, hits: counts.openHits, unparsed: counts.unparsed };
  for (const [name, value] of Object.entries(shown)) {
    const badge = document.querySelector(`[data-count="${name}"]`);
    if (!badge || value == null) continue;
    badge.textContent = value;
    badge.hidden = value === "0";
  }
  for (const element of document.querySelectorAll("[data-live]")) {
    const value = counts[element.dataset.live];
    if (value != null) element.textContent = value;
  }
}
