// Notices which sections were read, and where one left off. Until there is something to keep it asks for nothing.

const TICK = 5;
// A section is read once it was before somebody's eyes for a third of the time that it takes, within these bounds.
const [SHARE, LEAST, MOST] = [1 / 3, 10, 90];
const WORDS_A_SECOND = 200 / 60;
// Who has not moved for so long has left the room.
const IDLE = 120;

const root = new URL("../../../", import.meta.url);
/** The page's sections, from each heading to the next, and how many seconds make one read. */
function sectionsOf(article) {
  const headings = [...article.querySelectorAll("h2[id]")];
  return headings.map((heading, index) => {
    let words = 0;
    for (let each = heading.nextElementSibling; each && each !== headings[index + 1]; each = each.nextElementSibling) words += each.textContent.split(/\s+/).length;
    return { heading, needs: Math.min(Math.max((words / WORDS_A_SECOND) * SHARE, LEAST), MOST), seconds: 0, read: false };
  });
}

export default function reading(page) {
  const path = location.href.split(/[?#]/)[0].slice(root.href.length);
  const article = page.querySelector("article");
  const sections = sectionsOf(article);
  if (!/^(case-studies|framework|interview|reference)\//.test(path) || !sections.length) return;
  const title = article.querySelector("h1").firstChild.textContent;
  let moved = Date.now();
  let left = null;
  const leaving = new AbortController();
  for (const event of ["scroll", "pointermove", "keydown"]) addEventListener(event, () => (moved = Date.now()), { passive: true, signal: leaving.signal });

  const timer = setInterval(async () => {
    if (!article.isConnected) {
      leaving.abort();
      return clearInterval(timer);
    }
    if (document.hidden || Date.now() - moved > IDLE * 1000) return;
    const line = innerHeight * 0.6;
    const current = sections.findLast(({ heading }) => heading.getBoundingClientRect().top < line);
    if (!current) return;
    current.seconds += TICK;
    const isRead = !current.read && current.seconds >= current.needs;
    if (!isRead && (left === current || current.seconds < LEAST)) return;
    left = current;
    current.read ||= isRead;
    const { store } = await import("./store.mjs");
    const at = Date.now();
    store.change((state) => {
      const key = `${path}#${current.heading.id}`;
      if (isRead) state.read[key] = at;
      if (sections.every(({ heading }) => `${path}#${heading.id}` in state.read)) state.read[path] = at;
      state.single.place = { at, path, id: current.heading.id, title, section: current.heading.firstChild.textContent };
    });
  }, TICK * 1000);
}
