// Leads back to where one left off.

import { element } from "./elements.mjs";
import { store } from "./store.mjs";

const root = new URL("../../../", import.meta.url);

export default function goOn(page) {
  const { place } = store.read().single;
  if (!place || !/^[\w/-]+\/$/.test(place.path) || !/^[\w-]+$/.test(place.id)) return;
  const link = element("a", { href: `${root}${place.path}#${place.id}` }, `Continue: ${place.title}`);
  page.querySelector(".actions").after(element("p", { className: "continue" }, link, place.section ? `, ${place.section}` : ""));
}
