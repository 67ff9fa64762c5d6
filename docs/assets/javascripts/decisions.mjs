// Offers a decision's options in an order of chance, and keeps score: the first option opened is the reader's choice, the
// others are opened to read why.

const root = new URL("../../", import.meta.url);

const words = (element) => element.textContent.replace(/\s+/g, " ").trim();

function element(tag, attributes = {}, ...children) {
  const node = Object.assign(document.createElement(tag), attributes);
  node.append(...children);
  return node;
}

// The same for the whole visit, so that a page left and come back to is as it was.
function seedOfVisit() {
  const fresh = String(Math.random());
  try {
    sessionStorage.visit ??= fresh;
    return sessionStorage.visit;
  } catch {
    return fresh;
  }
}

const seed = seedOfVisit();

/** A number between 0 and 2³² that `text` and the visit decide (FNV-1a). */
function lot(text) {
  let hash = 0x811c9dc5;
  for (const sign of seed + text) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

function shuffle(decision) {
  // Whoever was quicker than this script has an order already.
  if (decision.querySelector("details[open]")) return;
  for (const list of decision.querySelectorAll(".options")) {
    const items = [...list.children];
    const lots = new Map(items.map((item, index) => [item, lot(`${decision.id} ${index}`)]));
    list.append(...items.sort((one, other) => lots.get(one) - lots.get(other)));
  }
}

/** Keeps whether the reader was right; what keeps it is fetched for nobody who has chosen nothing. */
async function remember({ id }, right) {
  const { store } = await import("./practice/store.mjs");
  const page = location.href.split(/[?#]/)[0].slice(root.href.length);
  store.change((state) => (state.decisions[`${page}#${id}`] = { at: Date.now(), right }));
}

export default function decisions(page) {
  const all = [...page.querySelectorAll(".decision")];
  const chosen = new Map();

  const tally = () => `${[...chosen.values()].filter((option) => option.matches(".right")).length} of ${all.length} right`;

  function enhance(decision) {
    shuffle(decision);
    const options = [...decision.querySelectorAll(".options > li > details")];
    const announcement = element("p", { className: "announcement", role: "status" });
    const result = element("span");
    const again = element("button", { type: "button", textContent: "Try again", hidden: true });
    decision.append(announcement, element("div", { className: "score" }, result, again));

    for (const option of options) {
      const summary = option.querySelector("summary");
      // A click, which the keyboard makes as well, and not a toggle: printing and searching the page open folds, too.
      summary.addEventListener("click", () => {
        if (option.open || chosen.has(decision)) return;
        chosen.set(decision, option);
        remember(decision, option.matches(".right"));
        option.dataset.chosen = "";
        result.textContent = `You chose “${words(summary)}” · ${tally()}`;
        again.hidden = false;
        announcement.textContent = `${words(option.querySelector("summary + div > :first-child"))} ${tally()}.`;
      });
    }

    again.addEventListener("click", () => {
      chosen.delete(decision);
      for (const option of options) {
        option.open = false;
        delete option.dataset.chosen;
      }
      result.textContent = announcement.textContent = "";
      again.hidden = true;
      options[0]?.querySelector("summary").focus();
    });
  }

  all.forEach(enhance);
}
