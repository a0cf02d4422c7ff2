// Three losses over the weight w, their average, and all four slopes at one w. data: x and y of three examples
import { BLUE, GREEN, ORANGE, PINK, between, fixed, shown, sigmoid } from "./ink.js";
import { dots, line, plot } from "./plot.js";

const FORMS = [
  [ORANGE, "7 4"],
  [GREEN, "9 3 2 3"],
  [PINK, "2 3"],
];

export default function draw({ w }, { x, y }) {
  const loss = (at, i) => -Math.log(y[i] ? sigmoid(at * x[i]) : 1 - sigmoid(at * x[i]));
  const mean = (at) => x.reduce((sum, _, i) => sum + loss(at, i), 0) / x.length;
  const slopes = x.map((one, i) => one * (sigmoid(w * one) - y[i])),
    average = slopes.reduce((sum, one) => sum + one, 0) / x.length;
  const touch = (height, slope, style) =>
    line(
      [
        [w - 0.45, height - 0.45 * slope],
        [w + 0.45, height + 0.45 * slope],
      ],
      style,
    );
  const marks = [
    ...x.map((one, i) =>
      line(
        between(-2, 2).map((at) => [at, loss(at, i)]),
        { colour: FORMS[i][0], dash: FORMS[i][1], name: `x = ${shown(one)}, y = ${y[i]}` },
      ),
    ),
    ...slopes.map((slope, i) => touch(loss(w, i), slope, { width: 1.2 })),
    line(
      between(-2, 2).map((at) => [at, mean(at)]),
      { colour: BLUE, width: 4, name: "average" },
    ),
    touch(mean(w), average, { width: 2.5 }),
    dots([[w, mean(w)]]),
  ];
  const says = `w = ${shown(w)}: [${slopes.map((one) => `(${fixed(one, 2)})`).join(" + ")}] / 3 = ${fixed(average, 2)}`;
  return { says, body: plot({ x: [-2, 2], y: [0, 3], across: "weight w", up: "loss", marks }) };
}
