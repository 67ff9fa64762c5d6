// What the tools practice with, as the press has gathered it from the pages.

const root = new URL("../../../", import.meta.url);

/** The file `name` of practice/. */
export async function load(name) {
  const answer = await fetch(new URL(`practice/${name}.json`, root));
  if (answer.ok) return answer.json();
  // Nothing is gathered while somebody writes.
  const { build } = await import("./gather.mjs");
  return (await build()).files[name];
}

/** The box `name` on the page, with what stands in it on a published page. */
export async function filled(page, name) {
  const box = page.querySelector(`.gathered.${name}`);
  if (!box.childElementCount) {
    const { build } = await import("./gather.mjs");
    box.innerHTML = (await build()).html[name];
  }
  return box;
}
