// Folds open where a browser does not open them by itself: for a link to what they hold, and on paper.

function openAround(target) {
  let fold = target;
  while ((fold = fold?.parentElement?.closest("details"))) fold.open = true;
}

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const isHidden = target?.parentElement.closest("details:not([open])");
  openAround(target);
  if (isHidden) target.scrollIntoView();
}

// What printing opened, to be closed again. Where a style sheet can reach a fold's content, it does this alone.
let opened = [];

if (!CSS.supports("selector(::details-content)")) {
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}

addEventListener("hashchange", openTarget);

export default openTarget;
