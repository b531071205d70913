// A picture that cannot be shown says so instead of leaving a hole.

/** Replaces a picture that failed, or fails later, by a line. */
export function watchPicture(image) {
  const replace = () => {
    const line = document.createElement("span");
    line.className = "picture-gone";
    line.textContent = "Picture not available";
    image.replaceWith(line);
  };
  if (image.complete && image.getAttribute("src") && image.naturalWidth === 0) replace();
  else image.addEventListener("error", replace, { once: true });
}
