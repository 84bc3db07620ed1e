// Comfort only: every part of the site works without this file.

/** Menus close on Escape and when the reader goes elsewhere. */
const closing = document.querySelectorAll("details[data-closes]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of closing) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of closing) if (!menu.contains(event.target)) menu.open = false;
});

for (const menu of closing) {
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

/** Filters stand open beside the results where the browser cannot do it in CSS. */
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60rem)").matches) {
  for (const fold of document.querySelectorAll("details[data-open-wide]")) fold.open = true;
}

/** After a rejected form the list of errors is read first. */
document.getElementById("error-summary")?.focus();

/** Characters left, spoken politely once the end is near. */
const number = new Intl.NumberFormat(document.documentElement.lang.slice(0, 2));
for (const field of document.querySelectorAll("[data-counter]")) {
  const limit = Number(field.dataset.counter);
  const input = field.querySelector("textarea, input");
  const text = field.querySelector("[data-counter-text]");
  if (!limit || !input || !text) continue;
  const show = () => {
    const left = limit - input.value.length;
    text.textContent = `${number.format(left)} / ${number.format(limit)}`;
    text.setAttribute("aria-live", left < limit / 10 ? "polite" : "off");
  };
  text.hidden = false;
  input.addEventListener("input", show);
  show();
}
