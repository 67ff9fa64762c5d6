// What this device keeps: saved as a file, joined with another device's, or deleted.

import { button, counted, element, sayDate, show } from "./elements.mjs";
import { store } from "./store.mjs";
import { saveProgress, troubleOn } from "./trouble.mjs";

export default function data(page) {
  const tool = element("div", { className: "tool" });
  const kept = element("p");
  const status = element("p", { role: "status" });
  const file = element("input", { type: "file", accept: ".json,application/json", change: take });
  page.querySelector(".tool-data").replaceWith(tool);
  troubleOn(tool);

  async function take() {
    const [chosen] = file.files;
    if (!chosen) return;
    status.textContent = store.import(await chosen.text());
    file.value = "";
  }

  function follow() {
    const { reviews, decisions, read, mocks, drills, single } = store.read();
    const parts = [
      [reviews, "card"],
      [decisions, "decision"],
      [read, "section read", "sections read"],
      [drills, "drill"],
      [mocks, "mock interview"],
    ].map(([map, one, many]) => [Object.keys(map).length, one, many]);
    const some = parts.filter(([count]) => count).map((part) => counted(...part));
    kept.textContent = [
      some.length ? `Kept here: ${some.join(", ")}.` : "Nothing is kept here yet.",
      single.exported ? `Last saved as a file on ${sayDate(single.exported.at)}.` : "Never saved as a file.",
    ].join(" ");
  }

  const dialog = element(
    "dialog",
    { "aria-labelledby": "delete-all", className: "question-box" },
    element("h2", { id: "delete-all" }, "Delete everything you did here?"),
    element("p", {}, "Cards, decisions, drills, mock interviews and your plan are forgotten on this device. A file that you saved can bring them back; nothing else can."),
    element(
      "p",
      { className: "buttons" },
      button("Keep it", () => dialog.close(), { autofocus: true }),
      button("Delete everything", () => {
        store.clear();
        dialog.close();
        status.textContent = "Everything was deleted.";
      }),
    ),
  );

  show(
    tool,
    kept,
    element("p", { className: "buttons" }, button("Save as a file", saveProgress), button("Delete everything", () => dialog.showModal(), { className: "quiet" })),
    element("p", {}, element("label", {}, "Add what a file holds, from here or from another device ", file)),
    status,
    dialog,
  );
  store.follow(tool, follow);
  follow();
}
