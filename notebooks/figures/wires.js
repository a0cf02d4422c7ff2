// How far each wire from b to J = 3(a + bc) moves when b is nudged by 0.001.
import { SKY, shown } from "./ink.js";
import { box, label, level, plot } from "./plot.js";

export default function draw({ c }) {
  const moves = [1, c, c, 3 * c],
    names = ["b", "u = bc", "v = a + u", "J = 3v"];
  const marks = [
    ...moves.map((move, i) => box([i - 0.3, 0], [i + 0.3, move], { colour: SKY })),
    level(0),
    ...moves.map((move, i) => label(i, Math.max(move, 0) + 0.5, shown(move))),
    ...[`× c = ${shown(c)}`, "× 1", "× 3"].map((factor, i) => label(i + 0.5, -10.5, factor)),
  ];
  const says = `c = ${shown(c)}: b moves by 1 thousandth, u and v by ${shown(c)}, J by ${shown(3 * c)}.`;
  return {
    says,
    body: plot({
      x: [-0.6, 3.6],
      y: [-11.5, 14],
      across: "wire",
      up: "movement (thousandths)",
      ticks: names.map((name, i) => [i, name]),
      marks,
    }),
  };
}
