// A circuit: above each wire its value, below it the slope of the output.
import { shown, svg } from "./ink.js";

const RADIUS = 15;

// boxes: {name: [x, y, sign]}
// wires: [path, name, value, slope, place of the words]; a path begins level and ends at a point or at a box
export function circuit(width, height, words, boxes, wires) {
  const inside = wires.map(([path, name, value, slope, place]) => {
    const points = path.map((one) => boxes[one] ?? one).map(([x, y]) => [x, y]),
      end = points.length - 1;
    if (boxes[path[end]]) points[end] = short(points[end - 1], points[end]);
    const [x, y] = place ?? [(points[0][0] + points[1][0]) / 2, points[0][1]];
    const written = (dy, style, what) =>
      `<text x="${x}" y="${y + dy}" text-anchor="middle" style="font-size:12px;${style}">${what}</text>`;
    return (
      `<polyline points="${points.join(" ")}" fill="none" stroke="currentColor" stroke-opacity="0.5" stroke-width="1.5"/>` +
      written(-5, "font-weight:600", `${name} = ${shown(value)}`) +
      written(15, "font-style:italic", `d${name} = ${shown(slope, 3)}`)
    );
  });
  const signs = Object.values(boxes).map(
    ([x, y, sign]) =>
      `<circle cx="${x}" cy="${y}" r="${RADIUS}" fill="none" stroke="currentColor" stroke-width="1.5"/><text x="${x}" y="${y + 5}" text-anchor="middle" style="font-size:14px">${sign}</text>`,
  );
  return `<div class="plot">${svg(width, height, words, inside.join("") + signs.join(""))}</div>`;
}

// where a line from a point meets the edge of a box
function short([x0, y0], [x1, y1]) {
  const part = RADIUS / Math.hypot(x1 - x0, y1 - y0);
  return [x1 - part * (x1 - x0), y1 - part * (y1 - y0)];
}
