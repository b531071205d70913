// A one-time link carries its token behind the #, which browsers never send: it is posted from here, and taken out of the address and the history first.
const form = document.querySelector("[data-enter]");
const field = form.elements.namedItem("token");
const token = location.hash.slice(1);

if (token) {
  history.replaceState(null, "", location.pathname + location.search);
  field.value = token;
  form.requestSubmit();
}

form.addEventListener("submit", () => {
  const pasted = field.value.trim();
  field.value = pasted.slice(pasted.lastIndexOf("#") + 1);
});
