// What chance chooses, the same for the same seed.

/** Gives whole numbers from 0 up to, not including, what it is asked for. */
export function chance(seed) {
  let state = (Math.floor(seed) % 2_147_483_646) + 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  // Neighboring seeds begin alike.
  next();
  next();
  return (below) => next() % below;
}

/** As many of `list` as there are, at most `count`, in an order of chance. */
export function some(list, count, random) {
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random(left.length), 1)[0]);
}
