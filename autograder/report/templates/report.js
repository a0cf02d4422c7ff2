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

  const form = document.getElementById("filter");
  const rows = [...document.getElementById("students-table").tBodies[0].rows];
  const said = document.getElementById("found");
  const has = (list, wanted) => wanted === "" || list.split(" ").includes(wanted);
  const apply = () => {
    const name = form.elements.name.value.trim().toLowerCase();
    const exercise = form.elements.exercise.value;
    const mistake = form.elements.mistake.value;
    let found = 0;
    for (const row of rows) {
      const fits = row.cells[0].textContent.toLowerCase().includes(name)
        && has(row.dataset.e, exercise) && has(row.dataset.m, mistake);
      row.hidden = !fits;
      found += fits;
    }
    said.textContent = `${found} of ${rows.length} students shown.`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  for (const link of document.querySelectorAll("a.show")) {
    link.addEventListener("click", () => {
      form.reset();
      form.elements.exercise.value = link.dataset.e ?? "";
      form.elements.mistake.value = link.dataset.m ?? "";
      apply();
    });
  }
})();
