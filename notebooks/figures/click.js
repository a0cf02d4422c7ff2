// The product of two arrays as boxes: what it gives, or which sizes do not fit. data: for each name its rows and columns
import { SKY, YELLOW, svg, text } from "./ink.js";

const SIDES = { n_x: 66, m: 92, 1: 14 };

export default function draw({ left, right }, { shapes }) {
  const [p, q] = shapes[left],
    [q2, r] = shapes[right],
    fits = q === q2;
  const boxes = [
    [left, p, q, SKY, false],
    [right, q2, r, YELLOW, false],
    ...(fits ? [["result", p, r, "#BBBBBB", true]] : []),
  ];
  const height = Math.max(...boxes.map(([, rows]) => SIDES[rows]));
  let at = 22,
    inside = "";
  boxes.forEach(([name, rows, columns, colour, stripes], i) => {
    const [wide, tall] = [SIDES[columns], SIDES[rows]],
      room = Math.max(wide, 60),
      x = at + (room - wide) / 2,
      y = 42 + (height - tall) / 2;
    const place = `x="${x}" y="${y}" width="${wide}" height="${tall}"`;
    inside += text(at + room / 2, 14, name, { weight: 600 }) + text(at + room / 2, 30, `(${rows}, ${columns})`);
    inside +=
      `<rect ${place} fill="${colour}" stroke="currentColor"/>` +
      (stripes ? `<rect ${place} fill="url(#stripes)"/>` : "");
    at += room + 28;
    if (i < boxes.length - 1) inside += text(at - 14, 42 + height / 2 + 5, i ? "=" : "@", { size: 16 });
  });
  if (!fits)
    inside +=
      text(at - 14, 42 + height / 2, "does not fit:", { anchor: "start" }) +
      text(at - 14, 42 + height / 2 + 17, `${q} meets ${q2}`, { anchor: "start" });
  const says = `${left} (${p}, ${q}) @ ${right} (${q2}, ${r}) ${fits ? `gives (${p}, ${r}).` : `does not fit: ${q} meets ${q2}.`}`;
  return {
    says,
    body: `<div class="plot">${svg(400, 150, "the two factors and their product as boxes", inside)}</div>`,
  };
}
