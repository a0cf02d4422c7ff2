// Likelihood and log-likelihood of some heads in m tosses over all p: the tops are at the same place.
import { BLUE, ORANGE, between, fixed, shown } from "./ink.js";
import { dots, line, plot, upright } from "./plot.js";

export default function draw({ heads }, { m }) {
  const log = (p) => heads * Math.log(p) + (m - heads) * Math.log(1 - p),
    top = heads / m;
  const panel = (title, up, f, low, high, shape) =>
    plot({
      x: [0, 1],
      y: [low, high],
      across: "chance of heads p",
      up,
      title,
      marks: [
        upright(top, { dash: "5 4", name: "share of heads" }),
        line(
          between(0.005, 0.995, 199).map((p) => [p, f(p)]),
          { colour: BLUE, width: 3 },
        ),
        dots([[top, f(top)]], { colour: ORANGE, shape, name: "top" }),
      ],
    });
  return {
    says: `${heads} heads in ${m}: both are highest at p = ${shown(top)}. The likelihood there is ${shown(Math.exp(log(top)), 3)}, the log-likelihood ${fixed(log(top), 2)}.`,
    body:
      panel("likelihood", "chance of the tosses", (p) => Math.exp(log(p)), 0, Math.exp(log(top)) * 1.1, "circle") +
      panel("log-likelihood", "log of the chance", log, -25, 0, "square"),
  };
}
