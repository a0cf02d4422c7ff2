// Two costs along w at one b, each with a chord from w = −6 to w = 0. data: places of w; for each b both curves
import { BLUE, ORANGE, shown } from "./ink.js";
import { dots, line, plot } from "./plot.js";

export default function draw({ b }, { w, curves }) {
  const middle = (w.length - 1) / 2,
    said = [];
  const panels = [
    ["logarithmic price", BLUE],
    ["squared distance", ORANGE],
  ].map(([name, colour], i) => {
    const cost = curves[b][i];
    const on = (j) => cost[0] + ((cost[middle] - cost[0]) * j) / middle;
    const below = cost.slice(0, middle).some((one, j) => on(j) < one - 1e-5);
    said.push(
      `${name}: slope ${shown(Number(((cost[1] - cost[0]) / (w[1] - w[0])).toFixed(2)))} at w = −6, ${below ? "and the chord runs below the curve" : "and the chord stays above"}`,
    );
    const ends = [
      [w[0], cost[0]],
      [w[middle], cost[middle]],
    ];
    const marks = [
      line(
        w.map((one, j) => [one, cost[j]]),
        { colour, width: 3 },
      ),
      line(ends, { dash: "6 4", name: below ? "chord, below: not convex" : "chord, above" }),
      dots(ends, { size: 4 }),
    ];
    return plot({ x: [-6, 6], y: [0, Math.max(...cost) * 1.05], across: "w", up: "cost", title: name, marks });
  });
  return { says: `b = ${shown(b)}. ${said.join("; ")}.`, body: panels.join("") };
}
