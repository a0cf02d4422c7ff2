// The circuit of logistic regression on one example. data: x1 and x2
import { circuit } from "./circuit.js";
import { shown, sigmoid } from "./ink.js";

export default function draw({ w1, w2, b, y }, { x1, x2 }) {
  const z = w1 * x1 + w2 * x2 + b,
    a = sigmoid(z),
    dz = a - y;
  const loss = -(y * Math.log(a) + (1 - y) * Math.log(1 - a)),
    da = -y / a + (1 - y) / (1 - a);
  const boxes = {
    t1: [102, 70, "×"],
    t2: [102, 200, "×"],
    sum: [228, 135, "+"],
    sigma: [330, 135, "σ"],
    loss: [330, 235, "L"],
  };
  const wires = [
    [[[4, 30], [72, 30], "t1"], "w1", w1, x1 * dz],
    [[[4, 100], [72, 100], "t1"], "x1", x1, w1 * dz],
    [[[4, 170], [72, 170], "t2"], "w2", w2, x2 * dz],
    [[[4, 240], [72, 240], "t2"], "x2", x2, w2 * dz],
    [[[117, 70], [205, 70], "sum"], "p1", w1 * x1, dz],
    [[[117, 200], [205, 200], "sum"], "p2", w2 * x2, dz],
    [
      [
        [124, 135],
        [213, 135],
      ],
      "b",
      b,
      dz,
    ],
    [
      [
        [243, 135],
        [315, 135],
      ],
      "z",
      z,
      dz,
    ],
    [
      [
        [330, 150],
        [330, 220],
      ],
      "a",
      a,
      da,
      [374, 182],
    ],
    [
      [
        [345, 235],
        [420, 235],
      ],
      "L",
      loss,
      1,
    ],
  ];
  const says = `Label y = ${y}: dz = a − y = ${shown(a, 3)} − ${y} = ${shown(dz, 3)}.`;
  return { says, body: circuit(424, 265, "the circuit of one example", boxes, wires) };
}
