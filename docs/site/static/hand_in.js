// The start page's Download buttons: a notebook as it was last saved in JupyterLite becomes a file. JupyterLite keeps
// it in this browser, under a name that ends in its own place on the host. On a phone it has no Download that works.
const STORE = `JupyterLite Storage - ${new URL("lite/", location.href).pathname}`;
const WHEN = { dateStyle: "medium", timeStyle: "short" };

for (const button of document.querySelectorAll("button[data-saved]")) {
  button.addEventListener("click", async () => {
    const path = button.dataset.saved;
    const name = path.split("/").pop();
    const found = await saved(path);
    const when = found && new Date(found.last_modified).toLocaleString("en-GB", WHEN);
    document.querySelector("#downloaded").textContent = found
      ? `${name}, as you saved it on ${when}, is among your downloads.`
      : `You have not saved ${name} in this browser yet: open it, write, and press the disk above it.`;
    if (found) offer(name, JSON.stringify(found.content, null, 1) + "\n");
  });
}

// What JupyterLite keeps of a file; undefined if it was never saved, and if JupyterLite was never here.
function saved(path) {
  return new Promise((resolve) => {
    const opening = indexedDB.open(STORE);
    // there is none yet: leave making it to JupyterLite
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => resolve(undefined);
    opening.onsuccess = () => {
      const store = opening.result;
      if (store.objectStoreNames.contains("files")) {
        const asked = store.transaction("files").objectStore("files").get(path);
        asked.onsuccess = () => resolve(asked.result);
      } else resolve(undefined);
      // JupyterLite cannot change the store while this page holds it open; what was asked is still answered
      store.close();
    };
  });
}

function offer(name, text) {
  const link = document.createElement("a");
  link.download = name;
  link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  link.click();
  // the browser has its own copy once the download has begun
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
