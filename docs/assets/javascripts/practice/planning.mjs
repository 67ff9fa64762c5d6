// Lays the book's pages and the practice out over the days that are left.
//
// About half of the time is for reading, half for speaking: cards each day, drills, and from the first third on a mock
// interview every other day. What does not fit is left away: the last pages first.

const CARDS = 10;
const DRILL = 15;
// 45 minutes, and the scores.
const MOCK = 70;
// On days of less time one reads or speaks.
const SHORT = 45;
// A shorter piece of a chapter is not worth sitting down for.
const LEAST = 10;

// What is read first. After these the case studies follow, and then the rest of the reference.
const FIRST = [
  "framework/",
  "interview/",
  "framework/clarify-requirements/",
  "framework/frame-the-task/",
  "framework/prepare-data/",
  "framework/develop-model/",
  "framework/evaluate/",
  "framework/deploy-and-serve/",
  "framework/monitor-and-maintain/",
  "case-studies/video-recommendation/",
  "interview/levels-and-rubric/",
  "interview/common-failures/",
];
const LAST = "reference/cheat-sheet/";

/** The pages to read, in the order in which one reads them. */
export function readings(pages, first = FIRST) {
  const at = (path) => pages.find((page) => page.path === path);
  const cases = pages.filter(({ path }) => /^case-studies\/[^/]+\/$/.test(path));
  const others = pages.filter(({ path }) => /^(framework|interview)\//.test(path) || path === "reference/metrics/" || path === "reference/estimation/");
  const order = [...first.map(at).filter(Boolean), ...cases, ...others];
  return [...new Map(order.map((page) => [page.path, page])).values()].map(({ path, title, minutes }) => ({ key: `read ${path}`, kind: "read", path, title, minutes }));
}

/**
 * The tasks of each day.
 *
 * @param {object[]} pages path, title and minutes of the book's pages.
 * @param {{days: number, minutes: number, from: number}} time how many days there are from the day `from` on, and how
 *   many minutes one has on each.
 * @param {Set<string>} done keys of tasks that are done; they take no time any more.
 * @returns {object[][]} by day; a task has a key, a kind, a title and minutes, and what is read a path.
 */
export function layOut(pages, { days, minutes, from = 0 }, done = new Set()) {
  const texts = readings(pages).filter(({ key }) => !done.has(key));
  const closing = readings(pages.filter(({ path }) => path === LAST), [LAST]).filter(({ key }) => !done.has(key));
  const numbers = { drill: 0, mock: 0 };
  const next = (kind, title, length) => {
    do numbers[kind] += 1;
    while (done.has(`${kind} ${numbers[kind]}`));
    return { key: `${kind} ${numbers[kind]}`, kind, title, minutes: length };
  };
  let rest = 0;
  let sinceMock = 1;

  return Array.from({ length: days }, (_, day) => {
    const tasks = [];
    let room = minutes;
    const put = (task) => {
      tasks.push(task);
      room -= task.minutes;
    };
    // As much of what is read next as fits; a long chapter goes on the next day.
    const read = (quota) => {
      let left = Math.min(quota, room);
      while (texts.length && left > 0) {
        const length = rest || texts[0].minutes;
        const now = length <= Math.min(left + LEAST, room) ? length : left;
        if (now < Math.min(LEAST, length)) return;
        const { key } = texts[0];
        // Whoever has ticked the beginning only has not read it.
        if (now < length) put({ ...texts[0], key: `${key} ${length - now}`, minutes: now, part: rest ? "more of it" : "the beginning" });
        else put({ ...texts[0], minutes: now, part: rest ? "the rest" : "" });
        left -= now;
        rest = length - now;
        if (!rest) texts.shift();
      }
    };
    const drill = () => room >= DRILL && put(next("drill", "Drill", DRILL));

    const isLast = day === days - 1;
    if (day && room >= CARDS + LEAST) put({ key: `cards ${from + day}`, kind: "cards", title: "Review cards", minutes: CARDS });
    // The last evening belongs to what one knows.
    if (isLast) for (const task of closing) if (task.minutes <= room) put(task);
    const isMock = room >= MOCK && (!texts.length || sinceMock > 1) && day >= days / 3 && (!isLast || days <= 3);
    if (isMock) {
      put(next("mock", "Mock interview, scored", MOCK));
      if (room >= 2 * LEAST) read(room);
    } else if (minutes < SHORT) {
      if (day % 2) drill();
      read(room);
      drill();
    } else {
      read(minutes / 2);
      drill();
      drill();
      if (!isLast) read(room);
    }
    sinceMock = isMock ? 1 : sinceMock + 1;
    return tasks;
  });
}

/** A day's tasks in words. */
export const named = ({ title, part, minutes }) => `${title}${part ? ` (${part})` : ""}, ${minutes} min`;
