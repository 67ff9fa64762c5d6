// What the tools practice with, as the press has gathered it from the pages.

/** The box `name` on the page, with what stands in it on a published page. */
export async function filled(page, name) {
  const box = page.querySelector(`.gathered.${name}`);
  if (!box.childElementCount) {
    const { build } = await import("./gather.mjs");
    box.innerHTML = (await build()).html[name];
  }
  return box;
}
