// Makes a frame a stop for the keyboard while what it holds is wider than it is.

const frames = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

export default function scrolling(page) {
  // Frames of the page before, which instant navigation has taken away.
  frames.disconnect();
  for (const frame of page.querySelectorAll(".table, .formula-display, .diagram-frame")) frames.observe(frame);
}
