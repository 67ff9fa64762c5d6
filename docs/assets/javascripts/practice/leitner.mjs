// When a card comes back: after 1, 3, 7, 14 and 30 days, a step forward for each time it was known, a step back for each
// time it was missed. A card's whole history is kept, so its place follows from that alone, on whichever device.

export const DAYS = [1, 3, 7, 14, 30];
export const GRADES = ["missed", "hard", "knew"];

/** The number of a day, by the clock on the wall where the reader is. */
export const dayOf = (time) => Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / 86_400_000);

/** The step of `DAYS` that a card with this history stands on; 0 if it was never seen, else from 1. */
export function step(history) {
  let at = 0;
  for (const [, grade] of history) {
    if (grade === "knew") at = Math.min(at + 1, DAYS.length);
    else if (grade === "missed") at = Math.max(at - 1, 1);
    else at = Math.max(at, 1);
  }
  return at;
}

/** The number of the day on which the card is due; none for a card that was never seen. */
export function due(history) {
  return history.length ? dayOf(history.at(-1)[0]) + DAYS[step(history) - 1] : null;
}

/**
 * Whether the card is to be shown at the time `now`. A review that the clock says is yet to come was written when the clock
 * was wrong: the card is shown again, rather than not for years.
 */
export function isDue(history, now) {
  return history.length > 0 && (due(history) <= dayOf(now) || history.at(-1)[0] > now);
}

/** The history with one more grade. Entries from a clock that was ahead are taken back to now, in their order. */
export function graded(history, grade, now) {
  return [...history.map(([time, given], index) => [Math.min(time, now - history.length + index), given]), [now, grade]];
}
