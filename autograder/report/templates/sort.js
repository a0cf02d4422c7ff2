(() => {
  "use strict";
  const number = (cell) => parseFloat(cell.dataset.v ?? cell.textContent.replace("−", "-"));
  const compare = (at, numeric, sign) => (a, b) => {
    const [x, y] = [a.cells[at], b.cells[at]];
    if (!numeric) return sign * x.textContent.localeCompare(y.textContent);
    const [p, q] = [number(x), number(y)];
    return Number.isNaN(p) - Number.isNaN(q) || sign * (p - q) || 0;
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const numeric = head.classList.contains("num");
        const before = head.getAttribute("aria-sort");
        const next = before ? (before === "ascending" ? "descending" : "ascending") : numeric ? "descending" : "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", next);
        const body = table.tBodies[0];
        body.append(...[...body.rows].sort(compare(at, numeric, next === "ascending" ? 1 : -1)));
      });
    });
  }
})();
