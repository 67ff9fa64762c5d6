// Says, at the head of a tool, what keeps this device from storing what one does.

import { button, element, saveFile } from "./elements.mjs";
import { store } from "./store.mjs";

const today = () => new Date().toISOString().slice(0, 10);

export const saveProgress = () => saveFile(`field-guide-progress-${today()}.json`, store.export(), "application/json");

export function troubleOn(tool) {
  const box = element("div", { className: "trouble", role: "alert", hidden: true });

  function follow() {
    const trouble = store.trouble;
    box.hidden = !trouble;
    if (box.dataset.said === trouble) return;
    box.dataset.said = trouble;
    const unreadable = store.unreadable;
    box.replaceChildren(
      element("p", {}, trouble),
      element(
        "p",
        { className: "buttons" },
        button("Save what I do here as a file", saveProgress),
        unreadable === null ? "" : button("Save what cannot be read", () => saveFile("field-guide-unreadable.txt", unreadable, "text/plain")),
        unreadable === null ? "" : button("Begin anew, without what cannot be read", () => store.beginAnew()),
      ),
    );
  }

  tool.before(box);
  store.follow(box, follow);
  follow();
}
