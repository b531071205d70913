// Filters act at once, and leave what is not filtered out of the address.

/** @param {HTMLFormElement} form a GET form */
export function actAtOnce(form) {
  const go = () => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
    const text = query.toString();
    location.href = form.action.split("?")[0] + (text ? `?${text}` : "");
  };
  form.querySelector("[data-apply]")?.setAttribute("hidden", "");
  form.addEventListener("change", (event) => {
    // A date is changed digit by digit; it counts when the person is done with it.
    if (event.target.type !== "date") go();
    else event.target.addEventListener("blur", go, { once: true });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
}
