// One number of the column: its pixel in the picture, and its neighbours in the column. data: an image (64, 64, 3)
import { BLUE, GREEN, ORANGE } from "./ink.js";
import { box, label, plot } from "./plot.js";
import { bytes, picture } from "./picture.js";

const SIDE = 64,
  PAINT = [ORANGE, GREEN, BLUE];

export default function draw({ row_of_x: place }, { image }) {
  const x = bytes(image);
  const [row, column, colour] = [Math.floor(place / 3 / SIDE), Math.floor(place / 3) % SIDE, place % 3];
  const ring = (paint, width) =>
    `<circle cx="${4 * column + 2}" cy="${4 * row + 2}" r="9" fill="none" stroke="${paint}" stroke-width="${width}"/>`;
  const near = [...x.keys()].slice(Math.max(0, place - 4), place + 5);
  const marks = near.flatMap((i) => [
    box([i - 0.4, 0], [i + 0.4, x[i]], { colour: PAINT[i % 3], edge: i === place ? 4 : 0.5 }),
    label(i, x[i] + 6, "RGB"[i % 3], { weight: i === place ? 700 : 400 }),
  ]);
  const ticks = near.filter((_, i) => i % 4 === 0).map((i) => [i, i]);
  return {
    says: `x[${place}] = ${x[place]}: row ${row}, column ${column}, ${"RGB"[colour]}.`,
    body:
      picture(image, SIDE, "the picture, with a ring around the pixel", ring("#fff", 4) + ring("#000", 1.5)) +
      plot({
        x: [near[0] - 0.6, near.at(-1) + 0.6],
        y: [0, 285],
        across: "row of x",
        up: "value, 0 to 255",
        ticks,
        marks,
      }),
  };
}
