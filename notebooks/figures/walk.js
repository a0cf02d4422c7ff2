// Gradient descent on J(w) = (w − 3)² + 1. data: for each rate the places w
import { BLUE, ORANGE, between, shown } from "./ink.js";
import { dots, level, line, plot } from "./plot.js";

export default function draw({ rate }, { walks }) {
  const J = (w) => (w - 3) ** 2 + 1,
    path = walks[rate].map((w) => [w, J(w)]);
  const reach = Math.max(4, ...path.map(([w]) => Math.abs(w - 3) * 1.1));
  const curve = [
    line(
      between(3 - reach, 3 + reach).map((w) => [w, J(w)]),
      { colour: BLUE, name: "J(w)" },
    ),
    line(path, { colour: ORANGE, dash: "6 3", width: 1.5, name: "the walk" }),
    dots(path, { colour: ORANGE, size: 3.5 }),
    dots(path.slice(0, 1), { shape: "square", name: "start" }),
  ];
  const cost = path.map(([, one], i) => [i, one]);
  const steps = [
    level(1, { dash: "2 4", name: "lowest possible cost" }),
    line(cost, { colour: ORANGE }),
    dots(cost, { colour: ORANGE, size: 3.5 }),
  ];
  const last = cost.length - 1;
  return {
    says: `Rate ${rate}: w = ${shown(path[1][0])} after one step; after ${last} steps w = ${shown(path[last][0])}, cost ${shown(cost[last][1])}.`,
    body:
      plot({
        x: [3 - reach, 3 + reach],
        y: [0, J(3 + reach)],
        across: "w",
        up: "cost J",
        title: "the walk",
        marks: curve,
      }) +
      plot({
        x: [0, last],
        y: [0, Math.max(10, ...cost.map(([, one]) => one)) * 1.05],
        across: "steps taken",
        up: "cost J",
        title: "the cost",
        marks: steps,
      }),
  };
}
