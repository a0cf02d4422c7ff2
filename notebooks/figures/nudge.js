// x² at x = 2 with a nudge h: the line through both points, beside the tangent.
import { BLUE, GREEN, ORANGE, between, shown } from "./ink.js";
import { dots, line, plot } from "./plot.js";

export default function draw({ h }) {
  const end = (2 + h) ** 2,
    ratio = (end - 4) / h;
  const marks = [
    line(
      between(0, 4).map((x) => [x, x * x]),
      { colour: BLUE, width: 3, name: "f(x) = x²" },
    ),
    line(
      [
        [0, -4],
        [4, 12],
      ],
      { dash: "2 4", name: "tangent, slope 4" },
    ),
    line(
      [
        [0, 4 - 2 * ratio],
        [4, 4 + 2 * ratio],
      ],
      { colour: ORANGE, dash: "7 4", name: "through both points" },
    ),
    line(
      [
        [2, 4],
        [2 + h, 4],
        [2 + h, end],
      ],
      { colour: GREEN, width: 3, dash: "9 3 2 3", name: "run, then rise" },
    ),
    dots(
      [
        [2, 4],
        [2 + h, end],
      ],
      { colour: ORANGE, size: 4 },
    ),
  ];
  const says = `h = ${shown(h)}: rise ${shown(end - 4)}, ratio ${shown(ratio)}.`;
  return { says, body: plot({ x: [0, 4], y: [-3, 16], across: "x", up: "f(x)", marks }) };
}
