// Runs before the first paint, so that a chosen theme never flashes in the other one. Everything else about themes is in shell.js.
(() => {
  try {
    const theme = localStorage.getItem("gantry-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // A browser that refuses storage follows the system's theme.
  }
})();
