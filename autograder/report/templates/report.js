(() => {
  "use strict";
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
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  for (const link of document.querySelectorAll("a.show")) {
    link.addEventListener("click", () => {
      form.reset();
      form.elements.exercise.value = link.dataset.e ?? "";
      form.elements.mistake.value = link.dataset.m ?? "";
      apply();
    });
  }
})();
