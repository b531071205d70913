// Camera states change as they are watched.
addEventListener("gantry-camera", ({ detail }) => {
  const state = document.querySelector(`[data-camera-state="${CSS.escape(detail.id)}"]`);
  if (!state) return;
  state.dataset.state = detail.state;
  state.textContent = detail.stateLabel;
});
document.querySelector("[data-highlighted]")?.scrollIntoView({ block: "center" });
