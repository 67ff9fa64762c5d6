// Gives each figure, estimate, curve and card a visible handle that copies its link, and tells a report of a mistake which
// section its reader is at.

// What has a link, which of its parts the handle stands at, and whether it is the part's end or stands before it.
const KINDS = [
  ["figure.diagram[id]", "figcaption", "append", "diagram"],
  [".estimate[id]", ".estimate-title", "before", "estimate"],
  [".plot[id]", "figcaption", "before", "plot"],
  ["details.card[id]", ":scope > div > *", "before", "card"],
];
// How long it is said that something was copied, in milliseconds.
const SAID = 2500;

function handle(target, name) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "handle", textContent: "Copy link" });
  button.setAttribute("aria-label", `Copy the link of this ${name}`);
  button.addEventListener("click", async () => {
    const address = new URL(`#${target.id}`, location.href);
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Copied";
    } catch {
      // Where nothing may be copied, the address is there to be taken.
      location.hash = target.id;
      button.textContent = "In the address bar";
    }
    button.setAttribute("aria-label", button.textContent);
    setTimeout(() => {
      button.textContent = "Copy link";
      button.setAttribute("aria-label", `Copy the link of this ${name}`);
    }, SAID);
  });
  button.setAttribute("aria-live", "polite");
  return button;
}

function tellSection(page) {
  const link = page.querySelector("a.report");
  link?.addEventListener("click", () => {
    const headings = [...page.querySelectorAll("article :is(h2, h3)[id]")];
    const current = headings.findLast((heading) => heading.checkVisibility() && heading.getBoundingClientRect().top < innerHeight / 2);
    const address = new URL(link.href);
    const [where, ...rest] = address.searchParams.get("where").split(/(?= )/);
    address.searchParams.set("where", [where.split("#")[0] + (current ? `#${current.id}` : ""), ...rest].join(""));
    link.href = address;
  });
}

export default function share(page) {
  for (const [selector, part, where, name] of KINDS) {
    for (const target of page.querySelectorAll(`article ${selector}`)) target.querySelector(part)?.[where](handle(target, name));
  }
  tellSection(page);
}
