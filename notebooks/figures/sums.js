// Four sums that grow with each example, and are divided once. data: names, and after each example their values
import { BLUE, GREEN, ORANGE, PINK, fixed } from "./ink.js";
import { dots, level, line, plot } from "./plot.js";

const FORMS = [
  [BLUE, "circle", ""],
  [ORANGE, "square", "7 4"],
  [GREEN, "triangle", "9 3 2 3"],
  [PINK, "diamond", "2 3"],
];

export default function draw({ examples }, { names, sums }) {
  const m = sums.length - 1,
    whole = examples === m;
  const marks = [level(0)];
  names.forEach((name, k) => {
    const [colour, shape, dash] = FORMS[k],
      points = sums.slice(0, examples + 1).map((row, i) => [i, row[k]]);
    marks.push(line(points, { colour, dash }), dots(points, { colour, shape, name }));
    if (whole) {
      const end = [m + 0.6, sums[m][k] / m];
      marks.push(line([points[m], end], { width: 1 }), dots([end], { colour, shape, hollow: true }));
    }
  });
  const values = names.map((name, k) => `${name} ${fixed(sums[examples][k], 2)}`).join(", ");
  const says = `After ${examples} of ${m} examples: ${values}.${whole ? ` Divided by ${m}: ${names.map((name, k) => `${name} ${fixed(sums[m][k] / m, 2)}`).join(", ")}.` : ""}`;
  const ticks = [...sums.map((_, i) => [i, i]), ...(whole ? [[m + 0.6, `÷ ${m}`]] : [])];
  return { says, body: plot({ x: [-0.2, m + 0.8], y: [-2.3, 3.9], across: "examples seen", up: "sum", ticks, marks }) };
}
