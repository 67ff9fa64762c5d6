// A quantity that one estimates: its field, and after a try whether it was right, and how it is computed.

import { say } from "../sheet.mjs";
import { button, element, quoted } from "./elements.mjs";
import { inBaseUnits, judge, unitWords } from "./numbers.mjs";

/**
 * A form that asks for one quantity. `quantity` has a label, the speech of its unit, its right value in base units, and
 * makes what is shown afterward (`how`). `done` is told whether the answer was right.
 */
export function estimateForm({ label, about, speech, value, how }, done) {
  const field = element("input", { type: "text", autocomplete: "off", inputMode: "text", enterKeyHint: "done", name: "estimate" });
  const unit = unitWords(speech);
  const said = element("p", { role: "status", className: "result" });
  const unknown = button("I don’t know", () => tell(false, "Not answered."), { className: "quiet" });
  const check = element("button", { type: "submit" }, "Check");
  const form = element(
    "form",
    { className: "estimate-form", submit: (event) => (event.preventDefault(), look()) },
    element("label", { className: "field" }, element("span", {}, label, element("small", {}, ` in ${unit}`)), about ? element("small", { className: "about" }, about) : "", field),
    element("p", { className: "buttons" }, check, unknown),
    said,
  );

  function look() {
    const { base, wrong } = inBaseUnits(field.value, speech);
    field.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) {
      said.textContent = wrong;
      field.focus();
    } else {
      const { right, words } = judge(base, value);
      tell(right, words);
    }
  }

  function tell(right, words) {
    field.disabled = true;
    field.removeAttribute("aria-invalid");
    check.parentElement.remove();
    form.classList.add(right ? "right" : "wrong");
    said.replaceChildren(element("strong", {}, words), ` It is ${say(speech, value)}. `, ...how());
    done(right);
  }

  return form;
}

/** A decision of a case study, each option a button; `done` is told whether the first one chosen was right. */
export function decisionBox({ question, options }, done) {
  const said = element("p", { role: "status", className: "unseen" });
  const items = options.map((option) => {
    const choose = button("", () => {
      for (const each of items) each.open();
      said.textContent = option.right ? "Right here." : "Not here.";
      item.classList.add("chosen");
      done(option.right);
    });
    choose.append(quoted("span", option.text));
    const item = element("li", { className: option.right ? "right" : "wrong" }, choose);
    const open = () => {
      choose.disabled = true;
      item.classList.add("open");
      item.append(quoted("div", option.why));
    };
    return { item, open };
  });
  return element("section", { className: "decide" }, quoted("h4", question), element("ol", {}, ...items.map(({ item }) => item)), said);
}
