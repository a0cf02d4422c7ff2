// The circuit of J = 3(a + bc).
import { circuit } from "./circuit.js";
import { shown } from "./ink.js";

export default function draw({ a, b, c }) {
  const u = b * c,
    v = a + u;
  const boxes = { times: [112, 105, "×"], plus: [215, 105, "+"], three: [307, 105, "3×"] };
  const wires = [
    [[[4, 60], [76, 60], "times"], "b", b, 3 * c],
    [[[4, 150], [76, 150], "times"], "c", c, 3 * b],
    [[[104, 28], [180, 28], "plus"], "a", a, 3],
    [
      [
        [127, 105],
        [200, 105],
      ],
      "u",
      u,
      3,
    ],
    [
      [
        [230, 105],
        [292, 105],
      ],
      "v",
      v,
      3,
    ],
    [
      [
        [322, 105],
        [396, 105],
      ],
      "J",
      3 * v,
      1,
    ],
  ];
  const says = `J = ${shown(3 * v)}; da = 3, db = 3c = ${shown(3 * c)}, dc = 3b = ${shown(3 * b)}.`;
  return { says, body: circuit(400, 180, "the circuit of J = 3(a + bc)", boxes, wires) };
}
