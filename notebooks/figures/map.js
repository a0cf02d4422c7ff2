// The walk over w and b on the map of the cost. data: lines of equal cost; for each rate the path of [w, b, cost]
import { ORANGE, fixed, shown } from "./ink.js";
import { dots, label, line, plot } from "./plot.js";

export default function draw({ rate, steps }, { lines, paths }) {
  const path = paths[rate].slice(0, steps + 1),
    [w, b, cost] = path.at(-1);
  const marks = Object.entries(lines).flatMap(([height, parts]) =>
    parts
      .filter((part) => part.length)
      .flatMap((part) => [
        line(part, { width: 1, dash: "1 1" }),
        label(...part[Math.floor(part.length / 3)], shown(Number(height)), { size: 10 }),
      ]),
  );
  marks.push(
    line(path, { colour: ORANGE, dash: "6 3", name: "the walk" }),
    dots(path.slice(1), { colour: ORANGE, size: 3.5 }),
    dots(path.slice(0, 1), { shape: "square", name: "start" }),
  );
  const says = `Rate ${rate}, ${steps} ${steps === 1 ? "step" : "steps"}: w = ${shown(w, 3)}, b = ${shown(b, 3)}. The cost went from ${fixed(path[0][2], 2)} to ${fixed(cost, 2)}.`;
  return { says, body: plot({ x: [-1.5, 4], y: [-3, 3], across: "w", up: "b", height: 384, marks }) };
}
