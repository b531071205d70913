// Runs before every other script. No text becomes markup on these pages, wherever it came from, and no script comes from anywhere but the office's own
// files (Trusted Types; the pages' policy asks for it). Our own scripts make elements; this is for the libraries, which write some text as markup.
(() => {
  if (!globalThis.trustedTypes?.createPolicy) return;
  /** The signs that the map library draws on its buttons. */
  const SIGNS = new Set(["+", "&#x2212;", "&#215;"]);
  const plain = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  globalThis.trustedTypes.createPolicy("default", {
    createHTML: (text) => (SIGNS.has(text) ? text : plain(text)),
    createScriptURL: (address) => {
      const { origin, pathname } = new URL(address, location.href);
      if (origin === location.origin && pathname.startsWith("/static/")) return address;
      throw new TypeError("This page takes scripts from its own office only.");
    },
  });
})();
