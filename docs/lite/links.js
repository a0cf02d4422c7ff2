// For JupyterLite's view of one notebook, which opens each link to another file in a list of files that is not there.
// What the website has as a page is opened there, at the heading; another notebook is opened in this view.
let tapped;
addEventListener(
  "click",
  (event) => {
    tapped = event.target.closest?.("a[href]");
  },
  { capture: true }, // JupyterLite listens too, and later forgets the heading
);

const open = window.open.bind(window);
window.open = (address, ...rest) => open(arrives(new URL(address, location.href)), ...rest);

function arrives(address) {
  const path = address.searchParams.get("path");
  if (!path || !address.pathname.endsWith("/tree")) return address;
  const [, page] = path.match(/^notebooks\/([^/]+)\.(?:ipynb|md)$/) ?? [];
  return new URL(page ? `../../lessons/${page}.html${hash(tapped)}` : `index.html?path=${path}`, location.href);
}

// The anchor of a link; that of a message names a cell, and its words the heading: lesson 08, "Keep the shape of w"
function hash(link) {
  if (!link?.hash.startsWith("#cell-id=")) return link?.hash ?? "";
  return `#${link.textContent.match(/"(.+)"$/)?.[1] ?? ""}`.replaceAll("`", "").replaceAll(" ", "-");
}
