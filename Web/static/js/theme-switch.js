// The switch between light and dark. What is chosen is applied before the first paint by theme.js.
const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

/** Switches to the other theme; what the system would choose anyway is not stored, so that it is followed again. */
export function switchTheme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
  const next = isDark ? "light" : "dark";
  const isSystems = (next === "dark") === systemIsDark.matches;
  if (isSystems) delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    if (isSystems) localStorage.removeItem("gantry-theme");
    else localStorage.setItem("gantry-theme", next);
  } catch {
    // Without storage the choice lasts for this page.
  }
  dispatchEvent(new Event("gantry-theme"));
}

systemIsDark.addEventListener("change", () => dispatchEvent(new Event("gantry-theme")));
document.querySelector("[data-theme-switch]")?.addEventListener("click", switchTheme);
