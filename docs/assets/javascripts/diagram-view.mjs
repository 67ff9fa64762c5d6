// A diagram in the whole window: a dialog that begins with all of it in sight, zooms with + - 0 and pans by dragging
// or scrolling.

const STEP = 1.25;
const [SMALLEST, LARGEST] = [0.2, 6];
// A small drawing in a large window.
const ENLARGED = 2;

const button = (label, text, act) => {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  if (label !== text) element.setAttribute("aria-label", label);
  element.addEventListener("click", act);
  return element;
};
const box = (name, ...children) => {
  const element = document.createElement("div");
  element.className = name;
  element.append(...children);
  return element;
};

let view;
function makeView() {
  const dialog = document.createElement("dialog");
  const title = document.createElement("strong");
  const percent = document.createElement("output");
  const sheet = box("diagram-view-sheet");
  const canvas = box("diagram-view-canvas", sheet);
  let frame;
  let opener;
  let first = 1;
  let scale = 1;

  const zoom = (to) => {
    const before = scale;
    scale = Math.min(LARGEST, Math.max(SMALLEST, to));
    // What is in the middle stays in the middle.
    const [x, y] = [canvas.scrollLeft + canvas.clientWidth / 2, canvas.scrollTop + canvas.clientHeight / 2];
    sheet.style.zoom = scale;
    canvas.scrollLeft = (x * scale) / before - canvas.clientWidth / 2;
    canvas.scrollTop = (y * scale) / before - canvas.clientHeight / 2;
    percent.textContent = `${Math.round(scale * 100)}%`;
  };
  const keys = {
    "+": () => zoom(scale * STEP),
    "=": () => zoom(scale * STEP),
    "-": () => zoom(scale / STEP),
    "0": () => zoom(first),
  };

  dialog.className = "diagram-view";
  title.id = "diagram-view-title";
  dialog.setAttribute("aria-labelledby", title.id);
  percent.setAttribute("aria-label", "Zoom");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", "The diagram; scroll with the arrow keys, zoom with plus, minus and zero");
  dialog.append(
    box(
      "diagram-view-bar",
      title,
      button("Zoom out", "−", keys["-"]),
      percent,
      button("Zoom in", "+", keys["+"]),
      button("Fit the whole drawing", "Fit", keys["0"]),
      button("Close", "Close", () => dialog.close()),
    ),
    canvas,
  );

  dialog.addEventListener("keydown", (event) => {
    // The theme has keys of its own, for searching and turning pages.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      // Two fingers on a trackpad.
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoom(scale * Math.exp(-event.deltaY / 200));
    },
    { passive: false },
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    // Back where it came from: a copy would repeat its ids, and could not be made of a drawing in a shadow root.
    frame.append(...sheet.childNodes);
    frame.style.height = "";
    opener.focus({ preventScroll: true });
  });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    canvas.scrollLeft -= event.movementX;
    canvas.scrollTop -= event.movementY;
  });
  document.body.append(dialog);

  return (figure) => {
    opener = figure.querySelector(".diagram-open");
    frame = figure.querySelector(".diagram-frame");
    title.textContent = figure.querySelector("figcaption")?.firstChild.textContent ?? "Diagram";
    frame.style.height = `${frame.offsetHeight}px`;
    sheet.append(...frame.childNodes);
    dialog.showModal();
    scale = 1;
    sheet.style.zoom = 1;
    first = Math.min(ENLARGED, canvas.clientWidth / sheet.offsetWidth, canvas.clientHeight / sheet.offsetHeight);
    zoom(first);
    canvas.scrollTo(0, 0);
    canvas.focus();
  };
}

export default function start(root) {
  for (const figure of root.querySelectorAll("figure.diagram")) {
    const caption = figure.querySelector("figcaption");
    const name = caption?.firstChild.textContent ?? "diagram";
    const show = () => (view ??= makeView())(figure);
    const open = button(`Full size: ${name}`, "Full size", show);
    open.className = "diagram-open";
    if (caption) caption.firstChild.after(open);
    else figure.append(open);
    // Whoever has just marked some words wants those.
    figure.querySelector(".diagram-frame").addEventListener("click", () => getSelection().isCollapsed && show());
  }
}
