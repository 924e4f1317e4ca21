// Finds what people call by a name, among what they can see.
function find(kind, name) {
  const kinds = {
    pressable: "button, a[href], [role=button], [role=tab], [role=option], [role=row], summary, [role=radio], label",
    field: "input, textarea, [role=textbox], [role=combobox], [role=searchbox]",
    list: "button[aria-haspopup=listbox]",
    option: "[role=option], input[type=radio]",
  };
  const text = (element) => (element?.innerText ?? element?.textContent ?? "").replaceAll("\u00a0", " ").trim();
  const called = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by !== null) {
      return by
        .split(" ")
        .map((id) => text(document.getElementById(id)))
        .join(" ");
    }
    const own = element.getAttribute("aria-label");
    if (own !== null) return own;
    if (element.labels?.length) return text(element.labels[0]);
    return text(element);
  };
  const seen = [...document.querySelectorAll(kinds[kind])].filter(
    (element) => element.checkVisibility() && element.closest("[aria-hidden=true], [inert]") === null,
  );
  return (
    seen.find((element) => called(element) === name) ??
    seen.find((element) => called(element).startsWith(name)) ??
    seen.find((element) => called(element).includes(name)) ??
    null
  );
}
