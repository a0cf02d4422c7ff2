// Probabilities in the plane of two measures, and those of the animals, for weights (1.5, −1) · scale. data: animals, labels
import { BLUE, ORANGE, between, shown, sigmoid } from "./ink.js";
import { box, dots, line, plot, upright } from "./plot.js";

const SHADES = [
  "#00204D",
  "#00336F",
  "#39486B",
  "#575C6D",
  "#707173",
  "#8A8779",
  "#A69D75",
  "#C4B56C",
  "#E4CF5B",
  "#FFEA46",
];

export default function draw({ b, scale }, { animals: [x1, x2], labels }) {
  const a = (p, q) => sigmoid(scale * (1.5 * p - q + b)),
    [wide, tall] = [9 / 30, 11 / 30];
  const ground = between(1, 10 - wide, 30).flatMap((p) =>
    between(1, 12 - tall, 30).map((q) => {
      const colour = SHADES[Math.min(9, Math.floor(10 * a(p + wide / 2, q + tall / 2)))];
      return box([p, q], [p + wide * 1.03, q + tall * 1.03], { colour, edge: 0 });
    }),
  );
  const of = (label) => x1.map((p, i) => [p, x2[i], labels[i]]).filter(([, , y]) => y === label);
  const [cats, others] = [of(1), of(0)],
    chance = (some) => some.map(([p, q]) => a(p, q));
  const marks = [
    ...ground,
    line(
      [
        [1, 1.5 + b],
        [10, 15 + b],
      ],
      { colour: "#000", width: 2.5, halo: "#fff", name: "z = 0" },
    ),
    dots(cats, { colour: "#fff", edge: "#000", name: "cat" }),
    dots(others, { colour: ORANGE, edge: "#000", size: 4, shape: "square", name: "not a cat" }),
  ];
  const count = (some, i) => chance(some).filter((one) => Math.min(9, Math.floor(10 * one)) === i).length;
  const bars = (some, side, style) =>
    between(0, 9, 10).map((i) =>
      box([i / 10 + side, 0], [i / 10 + side + 0.042, count(some, i)], { ...style, name: i ? "" : style.name }),
    );
  const histogram = [
    ...bars(cats, 0.005, { colour: BLUE, name: "cat" }),
    ...bars(others, 0.052, { colour: ORANGE, stripes: true, name: "not a cat" }),
    upright(0.5, { width: 2 }),
  ];
  const wrong = chance(cats).filter((one) => one <= 0.5).length + chance(others).filter((one) => one > 0.5).length;
  return {
    says: `b = ${shown(b)}, scale ${scale}: ${wrong} wrong answers of ${labels.length}.`,
    body:
      plot({
        x: [1, 10],
        y: [1, 12],
        across: "whiskers (cm)",
        up: "ears (cm)",
        height: 290,
        title: "probability, dark 0 to light 1",
        marks,
      }) +
      plot({
        x: [0, 1],
        y: [0, 21],
        across: "probability a",
        up: "animals",
        height: 290,
        title: "the animals",
        marks: histogram,
      }),
  };
}
