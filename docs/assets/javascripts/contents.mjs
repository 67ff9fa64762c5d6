// Says which section is being read: by its name in the header of a narrow window, and by a mark in the page's contents.

// Pixels from the window's top: a little below the place to which a link leads a heading.
const LINE = 120;

let observer;

export default function contents(page) {
  observer?.disconnect();
  const sheet = page.querySelector("#page-contents");
  // In the header, which instant navigation changes apart from the page.
  const name = document.querySelector(".where-section");
  const links = new Map(
    [...sheet.querySelectorAll("li a")].map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]),
  );
  const passed = new Set();
  let current;

  function mark(link) {
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    current = link;
    if (name) name.textContent = link?.closest("#page-contents > ol > li").querySelector("a").textContent ?? "";
    // Not scrollIntoView, which would scroll the page as well.
    if (link && sheet.scrollHeight > sheet.clientHeight) {
      const middle = (sheet.clientHeight - link.offsetHeight) / 2;
      const inSight = link.offsetTop >= sheet.scrollTop && link.offsetTop + link.offsetHeight <= sheet.scrollTop + sheet.clientHeight;
      if (!inSight) sheet.scrollTop = link.offsetTop - middle;
    }
  }

  // Called whenever a heading begins or ceases to be wholly below the line, however far down; in a closed fold it has no height.
  observer = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect: box } of entries) {
        if (box.top < LINE && box.height) passed.add(target);
        else passed.delete(target);
      }
      mark(links.get([...links.keys()].findLast((heading) => passed.has(heading))));
    },
    { rootMargin: `-${LINE}px 0px 10000000px`, threshold: 1 },
  );
  links.delete(null);
  for (const heading of links.keys()) observer.observe(heading);

  // Without this script it closes when one taps beside it.
  sheet.addEventListener("click", (event) => event.target.closest("a") && sheet.matches(":popover-open") && sheet.hidePopover());
}
