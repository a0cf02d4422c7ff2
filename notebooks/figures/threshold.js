// A threshold between two groups, and two kinds of wrong answers. data: probabilities, labels
import { BLUE, ORANGE } from "./ink.js";
import { dots, label, plot, upright } from "./plot.js";

export default function draw({ threshold }, { a, labels }) {
  const group = (y) => a.filter((_, i) => labels[i] === y);
  // animals with nearly the same probability stand one above the other
  const stacked = (some, floor) => {
    const high = {};
    return some.map((one) => {
      const at = Math.round(one * 40);
      high[at] = (high[at] ?? -1) + 1;
      return [one, floor + 0.12 * high[at]];
    });
  };
  const [cats, others] = [group(1), group(0)];
  const missed = cats.filter((one) => one <= threshold).length,
    alarms = others.filter((one) => one > threshold).length;
  const split = (points, right, colour, shape, name) => [
    dots(
      points.filter(([one]) => right(one)),
      { colour, shape, name },
    ),
    dots(
      points.filter(([one]) => !right(one)),
      { colour, shape, hollow: true, name: `${name}, wrong answer` },
    ),
  ];
  const marks = [
    ...split(stacked(cats, 1.2), (one) => one > threshold, BLUE, "circle", "cat"),
    ...split(stacked(others, 0.1), (one) => one <= threshold, ORANGE, "square", "not a cat"),
    upright(threshold, { width: 3 }),
    label(
      threshold + (threshold > 0.5 ? -0.02 : 0.02),
      2.25,
      threshold > 0.5 ? "answer 0 to the left" : "answer 1 to the right",
      { anchor: threshold > 0.5 ? "end" : "start" },
    ),
  ];
  const says = `Threshold ${threshold}: ${missed} of ${cats.length} cats missed, ${alarms} of ${others.length} others called a cat.`;
  return {
    says,
    body: plot({
      x: [0, 1],
      y: [0, 2.45],
      across: "probability a",
      up: "label",
      rows: [
        [0.1, "no cat"],
        [1.2, "cat"],
      ],
      marks,
    }),
  };
}
