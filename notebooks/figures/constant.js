// The cost of giving every picture the same probability a. data: cost of each a, the share of the label 1
import { BLUE, GREEN, ORANGE, fixed } from "./ink.js";
import { dots, line, plot, upright } from "./plot.js";

export default function draw({ a }, { cost, share }) {
  const curve = Object.entries(cost)
    .map(([at, one]) => [Number(at), one])
    .sort(([p], [q]) => p - q);
  const marks = [
    line(curve, { colour: BLUE, width: 3 }),
    upright(share, { colour: GREEN, width: 2, dash: "2 4", name: `share of cats, ${fixed(share, 2)}` }),
    dots([[a, cost[a]]], { colour: ORANGE, shape: "diamond", size: 6, name: "your a" }),
  ];
  return {
    says: `a = ${a}: the cost is ${fixed(cost[a], 4)}.`,
    body: plot({ x: [0, 1], y: [0, 2.5], across: "probability a for every picture", up: "cost", marks }),
  };
}
