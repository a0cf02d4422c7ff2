// What a probability costs under either label.
import { BLUE, ORANGE, between, fixed } from "./ink.js";
import { dots, line, plot, upright } from "./plot.js";

export default function draw({ a }) {
  const at = between(0.004, 0.996, 200),
    yes = -Math.log(a),
    no = -Math.log(1 - a);
  const marks = [
    upright(a, { dash: "2 4" }),
    line(
      at.map((one) => [one, -Math.log(one)]),
      { colour: BLUE, name: "y = 1: −log a" },
    ),
    line(
      at.map((one) => [one, -Math.log(1 - one)]),
      { colour: ORANGE, dash: "7 4", name: "y = 0: −log(1 − a)" },
    ),
    dots([[a, yes]], { colour: BLUE }),
    dots([[a, no]], { colour: ORANGE, shape: "square" }),
  ];
  const says = `a = ${a}: costs ${fixed(yes, 2)} if the label is 1, ${fixed(no, 2)} if it is 0.`;
  return {
    says,
    body: plot({
      x: [0, 1],
      y: [-0.1, 5.6],
      across: "probability a that was given to y = 1",
      up: "price (loss)",
      marks,
    }),
  };
}
