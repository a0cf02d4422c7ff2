// The chance of each toss for one p, and the product of them over all p. data: tosses, 1 is heads
import { BLUE, ORANGE, SKY, YELLOW, between, fixed } from "./ink.js";
import { box, dots, line, plot } from "./plot.js";

export default function draw({ p }, { tosses }) {
  const product = (at) => tosses.reduce((all, toss) => all * (toss ? at : 1 - at), 1);
  const bars = tosses.map((toss, i) =>
    box([i - 0.4, 0], [i + 0.4, toss ? p : 1 - p], { colour: toss ? SKY : YELLOW, stripes: !toss }),
  );
  const marks = [
    line(
      between(0, 1, 199).map((at) => [at, product(at)]),
      { colour: BLUE, width: 3 },
    ),
    line(
      [
        [p, 0],
        [p, product(p)],
      ],
      { colour: ORANGE, dash: "6 3" },
    ),
    dots([[p, product(p)]], { colour: ORANGE }),
  ];
  return {
    says: `p = ${fixed(p, 2)}: the product of the ten chances is ${fixed(product(p), 5)}.`,
    body:
      plot({
        x: [-0.7, 9.7],
        y: [0, 1],
        across: "toss (H heads, T tails)",
        up: "chance of this toss",
        title: "each toss",
        ticks: tosses.map((toss, i) => [i, toss ? "H" : "T"]),
        marks: bars,
      }) +
      plot({ x: [0, 1], y: [0, 0.0026], across: "chance of heads p", up: "likelihood", title: "their product", marks }),
  };
}
