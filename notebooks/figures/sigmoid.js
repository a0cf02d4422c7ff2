// A probability for one measure x: σ(wx + b).
import { BLUE, ORANGE, between, shown, sigmoid } from "./ink.js";
import { dots, level, line, plot } from "./plot.js";

export default function draw({ w, b }) {
  const curve = between(-6, 6, 241).map((x) => [x, sigmoid(w * x + b)]);
  const middle = w === 0 ? [] : [[-b / w, 0.5]];
  const marks = [
    level(0.5, { dash: "2 4", name: "one half" }),
    line(curve, { colour: BLUE, width: 3, name: "a = σ(wx + b)" }),
    dots(middle, { colour: ORANGE, shape: "diamond", size: 6, name: "z = 0" }),
  ];
  const says =
    w === 0
      ? `w = 0, b = ${shown(b)}: a is ${shown(sigmoid(b))}, whatever x is.`
      : `w = ${shown(w)}, b = ${shown(b)}: a is one half at x = ${shown(-b / w)}.`;
  return { says, body: plot({ x: [-6, 6], y: [-0.05, 1.05], across: "measure x", up: "probability a", marks }) };
}
