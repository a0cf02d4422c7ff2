// A picture of 16 × 16 pixels to paint, and the probability that a trained neuron gives it. data: w and b, a cat to begin with
import { fixed, sigmoid } from "./ink.js";

const SIDE = 16,
  KEYS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -SIDE, ArrowDown: SIDE };
const boards = new WeakMap();

export default function draw(at, data, again) {
  if (!boards.has(data)) boards.set(data, board(data, again));
  const { grey, body } = boards.get(data);
  const z = data.w.reduce((sum, w, i) => sum + w * grey[i], data.b),
    a = sigmoid(z);
  return {
    says: `z = ${fixed(z, 2)}, a = ${fixed(a, 2)}: ${a > 0.5 ? "a cat, says the neuron" : "no cat, says the neuron"}.`,
    body,
  };
}

function board({ start }, again) {
  const grey = [...start],
    body = document.createElement("div");
  let here = 0,
    paint = 0;
  body.innerHTML = `<style>.board { display: grid; grid-template-columns: repeat(${SIDE}, 1fr); width: min(20rem, 88cqw); aspect-ratio: 1;
      touch-action: none; border: 1px solid currentColor; }
    .board button { min-height: 0; padding: 0; border: 0; border-radius: 0; } .board button:focus-visible { outline-offset: -2px; outline-color: #D55E00; }
    @media print { .board button { display: block; print-color-adjust: exact; } }</style>
    <div class="board" role="group" aria-label="picture of 16 times 16 pixels; arrows move, the space bar paints"></div>
    <p><button type="button">Clear</button> <button type="button">The first picture</button></p>`;
  const grid = body.querySelector(".board"),
    [clear, first] = body.querySelectorAll("p button");
  const cells = grey.map((_, i) => {
    const cell = Object.assign(document.createElement("button"), { type: "button", tabIndex: i ? -1 : 0 });
    grid.append(cell);
    return cell;
  });
  const colour = (i) => {
    cells[i].style.background = `rgb(${Array(3)
      .fill(Math.round(255 * grey[i]))
      .join()})`;
    cells[i].ariaLabel = `row ${Math.floor(i / SIDE)}, column ${i % SIDE}, ${fixed(grey[i], 1)}`;
  };
  const set = (i, value) => {
    if (i >= 0 && grey[i] !== value) {
      grey[i] = value;
      colour(i);
      again();
    }
  };
  const all = (values) => {
    values.forEach((value, i) => {
      grey[i] = value;
      colour(i);
    });
    again();
  };
  const other = (i) => (grey[i] > 0.5 ? 0 : 1);
  grid.addEventListener("pointerdown", (event) => {
    const i = cells.indexOf(event.target);
    if (i < 0) return;
    event.target.releasePointerCapture?.(event.pointerId);
    paint = other(i);
    set(i, paint);
  });
  grid.addEventListener("pointerover", (event) => {
    if (event.buttons) set(cells.indexOf(event.target), paint);
  });
  grid.addEventListener("click", (event) => {
    if (!event.detail) set(cells.indexOf(event.target), other(cells.indexOf(event.target)));
  });
  grid.addEventListener("keydown", (event) => {
    const next = here + (KEYS[event.key] ?? 0),
      sideways = Math.abs(KEYS[event.key]) === 1;
    if (!KEYS[event.key]) return;
    event.preventDefault();
    if (next < 0 || next >= cells.length || (sideways && Math.floor(next / SIDE) !== Math.floor(here / SIDE))) return;
    cells[here].tabIndex = -1;
    here = next;
    cells[here].tabIndex = 0;
    cells[here].focus();
  });
  grid.addEventListener("focusin", (event) => {
    here = Math.max(0, cells.indexOf(event.target));
  });
  clear.addEventListener("click", () => all(grey.map(() => 1)));
  first.addEventListener("click", () => all(start));
  grey.forEach((_, i) => colour(i));
  return { grey, body };
}
