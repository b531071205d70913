// Stop line and red lamp: drawn by mouse, finger or keyboard on what the camera shows, and written into the form's numbers.

const STEP = 0.01;
const SMALL_STEP = 0.001;
/** The least width and height of the lamp's box. */
const LEAST = 0.002;
const LOOK_EVERY = 2000;

const root = document.querySelector("[data-marks]");
const frame = root.querySelector("[data-frame]");
const picture = root.querySelector("[data-view]");
const form = root.querySelector("[data-marks-form]");
const drawing = root.querySelector(".marks-drawing");
const field = (name) => form.elements.namedItem(name);
const within = (value, least = 0, most = 1) => Math.min(most, Math.max(least, value));
const written = (value) => String(Math.round(value * 10000) / 10000);
const percent = (value) => `${Math.round(value * 1000) / 10} %`;

/** A number of the form; NaN where it is none. */
const number = (name) => (field(name).value.trim() === "" ? NaN : Number(field(name).value.trim().replace(",", ".")));
const set = (name, value) => { field(name).value = written(value); };

/** What each handle is called, where it stands, and what moving it does to the numbers. */
const HANDLES = {
  from: { label: "Stop line, first end", at: () => [number("x1"), number("y1")], put: (x, y) => { set("x1", x); set("y1", y); } },
  to: { label: "Stop line, second end", at: () => [number("x2"), number("y2")], put: (x, y) => { set("x2", x); set("y2", y); } },
  corner: {
    // The box moves as a whole, and stays in the picture as a whole.
    label: "Lamp, place", at: () => [number("x"), number("y")],
    put: (x, y) => { set("x", within(x, 0, 1 - number("w"))); set("y", within(y, 0, 1 - number("h"))); },
  },
  edge: {
    label: "Lamp, size", at: () => [number("x") + number("w"), number("y") + number("h")],
    put: (x, y) => { set("w", within(x - number("x"), LEAST, 1 - number("x"))); set("h", within(y - number("y"), LEAST, 1 - number("y"))); },
  },
};

function attributes(selector, values) {
  for (const element of drawing.querySelectorAll(selector)) for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
}

/** Draws what the numbers say; where one of them says nothing, what it belongs to is not drawn. */
function draw() {
  for (const input of form.querySelectorAll("input")) {
    const value = number(input.name);
    input.setAttribute("aria-invalid", String(!(value >= 0 && value <= 1)));
  }
  const [x1, y1, x2, y2, x, y, w, h] = ["x1", "y1", "x2", "y2", "x", "y", "w", "h"].map(number);
  const hasLine = [x1, y1, x2, y2].every(Number.isFinite);
  const hasLamp = [x, y, w, h].every(Number.isFinite) && w > 0 && h > 0;
  attributes("[data-line], [data-line-shadow]", hasLine ? { x1, y1, x2, y2, visibility: "visible" } : { visibility: "hidden" });
  attributes("[data-lamp], [data-lamp-shadow]", hasLamp ? { x, y, width: w, height: h, visibility: "visible" } : { visibility: "hidden" });
  for (const button of frame.querySelectorAll("[data-handle]")) {
    const handle = HANDLES[button.dataset.handle];
    const [across, down] = handle.at();
    button.hidden = !Number.isFinite(across) || !Number.isFinite(down);
    if (button.hidden) continue;
    button.style.left = `${within(across) * 100}%`;
    button.style.top = `${within(down) * 100}%`;
    button.setAttribute("aria-label", `${handle.label}: ${percent(across)} across, ${percent(down)} down`);
  }
}

function move(name, across, down) {
  HANDLES[name].put(within(across), within(down));
  draw();
}

for (const button of frame.querySelectorAll("[data-handle]")) {
  const name = button.dataset.handle;
  let grip = null;
  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    button.focus();
    button.setPointerCapture(event.pointerId);
    const box = frame.getBoundingClientRect();
    const [across, down] = HANDLES[name].at();
    // The handle stays under the pointer where it was taken hold of.
    grip = { across: across - (event.clientX - box.left) / box.width, down: down - (event.clientY - box.top) / box.height };
  });
  button.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const box = frame.getBoundingClientRect();
    move(name, (event.clientX - box.left) / box.width + grip.across, (event.clientY - box.top) / box.height + grip.down);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) button.addEventListener(end, () => { grip = null; });
  button.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = event.shiftKey ? SMALL_STEP : STEP;
    const [across, down] = HANDLES[name].at();
    move(name, across + way[0] * step, down + way[1] * step);
  });
}
form.addEventListener("input", draw);

/** Shows a view once it has been loaded, so that the old one stays until then. */
async function show(at) {
  const next = new Image();
  next.src = `${root.dataset.marks}?at=${encodeURIComponent(at)}`;
  try {
    await next.decode();
  } catch {
    return;
  }
  picture.src = next.src;
  picture.hidden = false;
  picture.dataset.shown = at;
  frame.style.aspectRatio = `${next.naturalWidth} / ${next.naturalHeight}`;
  root.querySelector("[data-none]").hidden = true;
}

async function look() {
  if (document.hidden) return;
  let watch;
  try {
    const answer = await fetch(root.dataset.watch, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    watch = await answer.json();
  } catch {
    // The server is away for a moment; the next look sees it.
    return;
  }
  root.querySelector("[data-watch-state]").dataset.state = watch.state;
  root.querySelector("[data-watch-label]").textContent = watch.label;
  root.querySelector("[data-view-label]").textContent = watch.viewLabel ?? "";
  if (watch.viewAt && watch.viewAt !== picture.dataset.shown) await show(watch.viewAt);
}

draw();
if (picture.dataset.at) show(picture.dataset.at);
setInterval(look, LOOK_EVERY);
look();
