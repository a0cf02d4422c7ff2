// What every drawing writes with: colours, numbers as readers see them, words and SVG.

// colours that the usual kinds of colour blindness keep apart; the first four stand out 3 to 1 from light and dark grounds,
// the last two are for areas with an edge
export const [BLUE, ORANGE, GREEN, PINK, SKY, YELLOW] = [
  "#1B87CC",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#56B4E9",
  "#F0E442",
];
export const FAINT = 'stroke="currentColor" stroke-opacity="0.2"';

// a value as readers see it: a true minus, no more digits than asked for; words as they are
export function shown(value, digits = 4) {
  if (typeof value !== "number") return String(value);
  return String(Number(value.toPrecision(digits))).replace("-", "−");
}
// a shape as Python writes it
export const tuple = (shape) => `(${shape.join(", ")}${shape.length === 1 ? "," : ""})`;
export const fixed = (value, places) => value.toFixed(places).replace("-", "−");
export const sigmoid = (z) => 1 / (1 + Math.exp(-z));
export const escaped = (text) => String(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;");

// so many numbers from low to high, both included
export const between = (low, high, count = 121) =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));

export function text(x, y, words, { anchor = "middle", size = 12, colour = "currentColor", weight = "normal" } = {}) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" style="font-size:${size}px;fill:${colour};font-weight:${weight}">${escaped(words)}</text>`;
}

export const svg = (width, height, words, inside) =>
  `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(words).replaceAll('"', "&quot;")}">${inside}</svg>`;

// stands once in a figure; what is filled with url(#stripes) has them
export const STRIPES = `<svg style="position:absolute;width:0;height:0" aria-hidden="true"><defs><pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
  <path d="M0 0V6" stroke="#222" stroke-width="2"/></pattern></defs></svg>`;
