// For JupyterLite's view of one notebook. Its links to other files lead to a list of files that is not there. What the
// website has as a page is opened there, at the heading; another notebook is opened in this view.
addEventListener(
  "click",
  (event) => {
    // how JupyterLite marks a link that it will follow; the address may be that of a saved copy
    const link = event.target.closest?.('a[data-commandlinker-command="application:handle-local-link"]');
    if (!link) return;
    event.stopImmediatePropagation();
    const { path, id } = JSON.parse(link.dataset.commandlinkerArgs);
    const [, page] = path.match(/^notebooks\/([^/]+)\.(?:ipynb|md)$/) ?? [];
    const hash = id?.startsWith("#cell-id=") ? `#${named(link.textContent)}` : (id ?? "");
    link.href = new URL(page ? `../../lessons/${page}.html${hash}` : `index.html?path=${path}`, location.href);
    link.target = "_blank"; // what runs here goes on
  },
  { capture: true },
);

// The anchor of the heading that a message names: lesson 08, "Two vectors that became a table"
const named = (words) => (words.match(/"(.+)"$/)?.[1] ?? "").replaceAll("`", "").replaceAll(" ", "-");
