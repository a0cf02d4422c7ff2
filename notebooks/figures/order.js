// Which cell ran when, and what the kernel remembers afterwards. data: code of each cell; for each order its memory and error
import { BLUE, FAINT, escaped, svg, text } from "./ink.js";

export default function draw({ order }, { cells, ends }) {
  const [memory, error] = ends[order],
    names = Object.keys(cells),
    height = (name) => 30 + 40 * names.indexOf(name);
  const X = (run) => 190 + run * 33,
    points = [...order].map((name, i) => [X(i), height(name)]);
  const rows = names.map((name) => {
    const last = order.lastIndexOf(name) + 1 || " ";
    return `<path ${FAINT} d="M175 ${height(name)}H355"/><text x="4" y="${height(name) + 4}" style="font:12px monospace" xml:space="preserve">[${last}] ${escaped(cells[name])}</text>`;
  });
  const runs = points.map(([x, y], i) => `<circle cx="${x}" cy="${y}" r="7" fill="${BLUE}"/>` + text(x, 140, i + 1));
  const path = `<polyline fill="none" stroke="${BLUE}" stroke-width="2" stroke-dasharray="6 3" points="${points.join(" ")}"/>`;
  const left = Object.entries(memory)
    .map(([name, value]) => `${name} = ${value}`)
    .join(", ");
  const words = "three cells on the page and the run of each";
  return {
    says: `${order}: ${error || `the kernel remembers ${left}`}.`,
    body: `<div class="plot">${svg(360, 165, words, rows.join("") + path + runs.join("") + text(270, 158, "run (the number in brackets)"))}</div>`,
  };
}
