// Two shapes, flush right, and what broadcasting makes of them.
import { ORANGE, SKY, YELLOW, svg, text, tuple } from "./ink.js";

export default function draw({ one, other }) {
  const count = Math.max(one.length, other.length, 1);
  const full = [one, other].map((shape) => [...Array(count - shape.length).fill(1), ...shape]);
  const clash = full[0].map((size, k) => size !== full[1][k] && size !== 1 && full[1][k] !== 1);
  let inside = "";
  [one, other].forEach((shape, row) => {
    inside += text(8, 38 + 58 * row, `${["one", "other"][row]} ${tuple(shape)}`, { anchor: "start", weight: 600 });
    full[row].forEach((size, k) => {
      const stretches = size === 1 && full[1 - row][k] !== 1,
        added = k < count - shape.length;
      const place = `x="${150 + 70 * k}" y="${10 + 58 * row}" width="62" height="48"`;
      inside += `<rect ${place} fill="${clash[k] ? ORANGE : stretches ? YELLOW : SKY}" stroke="currentColor" stroke-width="2"${added ? ' stroke-dasharray="5 4"' : ""}/>`;
      if (stretches) inside += `<rect ${place} fill="url(#stripes)"/>`;
      if (clash[k]) inside += `<path d="M${150 + 70 * k} ${10 + 58 * row}l62 48m0 -48l-62 48" stroke="#222"/>`;
      inside +=
        `<rect x="${166 + 70 * k}" y="${23 + 58 * row}" width="30" height="22" fill="#fff"/>` +
        text(181 + 70 * k, 39 + 58 * row, size, { size: 14, colour: "#111" });
    });
  });
  const meets = full[0]
    .map((size, k) => `${size} meets ${full[1][k]}`)
    .filter((_, k) => clash[k])
    .join(" and ");
  const result = full[0].map((size, k) => Math.max(size, full[1][k]));
  const says = `${tuple(one)} with ${tuple(other)}: ${meets ? `an error, ${meets}` : `the result is ${tuple(result)}`}.`;
  const key = ["dashed: a 1 that rule 1 put there", "striped: stretches", "crossed: does not fit"]
    .map((words) => `<li>${words}</li>`)
    .join("");
  return {
    says,
    body: `<div class="plot">${svg(370, 130, "two shapes as rows of boxes", inside)}<ul class="key">${key}</ul></div>`,
  };
}
