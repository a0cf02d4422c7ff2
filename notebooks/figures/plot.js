// Plots as SVG: axes and what stands in them, sized to be read on a phone.
import { FAINT, SKY, escaped, shown, svg, text } from "./ink.js";

// What stands in a plot: {draw, name, sample}. draw(X, Y, x, y) gives SVG; X and Y turn values into places, x and y are
// the ranges of the axes. What has a name is in the key, with its sample.
const dashes = (dash) => (dash ? ` stroke-dasharray="${dash}"` : "");

// halo: a second colour around the line, for one that is drawn over many
export function line(points, { colour = "currentColor", width = 2, dash = "", halo = "", name = "" } = {}) {
  const style = `fill="none" stroke="${colour}" stroke-width="${width}"${dashes(dash)}`;
  const around = halo && `fill="none" stroke="${halo}" stroke-width="${2 * width}"`;
  const all = (shape) => (around && `<${shape} ${around}/>`) + `<${shape} ${style}/>`;
  const places = (X, Y) => points.map(([x, y]) => `${X(x).toFixed(1)},${Y(y).toFixed(1)}`).join(" ");
  return { draw: (X, Y) => all(`polyline points="${places(X, Y)}"`), name, sample: all('path d="M0 6H30"') };
}

const SHAPES = {
  circle: (x, y, r) => `<circle cx="${x}" cy="${y}" r="${r}"/>`,
  square: (x, y, r) => `<rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}"/>`,
  diamond: (x, y, r) =>
    `<path d="M${x - 1.3 * r} ${y}l${1.3 * r} ${-1.3 * r} ${1.3 * r} ${1.3 * r} ${-1.3 * r} ${1.3 * r}z"/>`,
  triangle: (x, y, r) => `<path d="M${x - r} ${y + r}h${2 * r}l${-r} ${-2 * r}z"/>`,
};

export function dots(
  points,
  { colour = "currentColor", shape = "circle", size = 5, hollow = false, edge = colour, name = "" } = {},
) {
  const style = `stroke="${edge}" stroke-width="1.5" fill="${hollow ? "none" : colour}"`;
  const all = (places, r) => `<g ${style}>${places.map(([x, y]) => SHAPES[shape](x, y, r)).join("")}</g>`;
  return {
    draw: (X, Y) =>
      all(
        points.map(([x, y]) => [X(x), Y(y)]),
        size,
      ),
    name,
    sample: all([[15, 6]], 4),
  };
}

// a rectangle between two corners; stripes tell it from another where colours do not
export function box([x0, y0], [x1, y1], { colour = SKY, stripes = false, edge = 1, name = "" } = {}) {
  const place = (a, b, c, d) =>
    `x="${Math.min(a, c)}" y="${Math.min(b, d)}" width="${Math.abs(c - a)}" height="${Math.abs(d - b)}"`;
  const all = (where) =>
    `<rect ${where} fill="${colour}" stroke="currentColor" stroke-width="${edge}"/>` +
    (stripes ? `<rect ${where} fill="url(#stripes)"/>` : "");
  return { draw: (X, Y) => all(place(X(x0), Y(y0), X(x1), Y(y1))), name, sample: all(place(1, 1, 29, 11)) };
}

// words at a place of the plot
export const label = (x, y, words, style = {}) => ({ draw: (X, Y) => text(X(x), Y(y), words, style) });

// lines through the whole plot
export const level = (y, style) =>
  whole(
    (x) => [
      [x[0], y],
      [x[1], y],
    ],
    style,
  );
export const upright = (x, style) =>
  whole(
    (_, y) => [
      [x, y[0]],
      [x, y[1]],
    ],
    style,
  );

function whole(ends, style) {
  const thin = { width: 1, ...style },
    { name, sample } = line([], thin);
  return { draw: (X, Y, x, y) => line(ends(x, y), thin).draw(X, Y), name, sample };
}

function steps([low, high], count = 5) {
  const rough = (high - low) / count,
    ten = 10 ** Math.floor(Math.log10(rough));
  const step = ten * [1, 2, 5, 10].find((one) => one * ten >= rough * 0.999);
  return Array.from(
    { length: Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1 },
    (_, i) => (Math.ceil(low / step - 1e-9) + i) * step,
  );
}

// x, y: the range of each axis; across, up: their names; ticks: [[place, words], …] on x in place of numbers, rows: the same on y
export function plot({ x, y, across, up, marks, ticks, rows, title = "", height = 230 }) {
  const onLeft = rows ?? steps(y).map((one) => [one, shown(one)]),
    left = 34 + 6 * Math.max(2, ...onLeft.map(([, words]) => words.length));
  const [top, width, below] = [title ? 26 : 8, 352 - left, 42],
    tall = height - top - below;
  const X = (value) => ((value - x[0]) / (x[1] - x[0])) * width,
    Y = (value) => ((y[1] - value) / (y[1] - y[0])) * tall;
  const onX = (ticks ?? steps(x).map((one) => [one, shown(one)])).map(
    ([at, words]) =>
      `<path ${FAINT} d="M${left + X(at)} ${top}v${tall}"/>` + text(left + X(at), top + tall + 16, words),
  );
  const onY = onLeft.map(
    ([at, words]) =>
      `<path ${FAINT} d="M${left} ${top + Y(at)}h${width}"/>` +
      text(left - 5, top + Y(at) + 4, words, { anchor: "end" }),
  );
  const inside = `<svg x="${left}" y="${top}" width="${width}" height="${tall}">${marks.map((one) => one.draw(X, Y, x, y)).join("")}</svg>`;
  const frame = `<rect x="${left}" y="${top}" width="${width}" height="${tall}" fill="none" stroke="currentColor" stroke-opacity="0.5"/>`;
  const names =
    text(left + width / 2, height - 6, across) +
    `<g transform="translate(12 ${top + tall / 2}) rotate(-90)">${text(0, 0, up)}</g>` +
    (title ? text(left + width / 2, 16, title, { weight: 600 }) : "");
  const key = marks
    .filter((one) => one.name)
    .map((one) => `<li><svg viewBox="0 0 30 12" aria-hidden="true">${one.sample}</svg>${escaped(one.name)}</li>`);
  return `<figure class="plot">${svg(360, height, `${title ? `${title}: ` : ""}${up} over ${across}`, onX.join("") + onY.join("") + inside + frame + names)}
    ${key.length ? `<ul class="key">${key.join("")}</ul>` : ""}</figure>`;
}
