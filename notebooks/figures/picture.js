// Pictures whose numbers travel as one text in base64.
import { svg } from "./ink.js";

const addresses = new Map();

export const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

// a square picture of side · side · 3 numbers as an address that <image> can show
export function address(text, side) {
  if (!addresses.has(text)) {
    const canvas = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const pixels = canvas.getContext("2d").createImageData(side, side),
      numbers = bytes(text);
    for (let i = 0; i < side * side; i++)
      pixels.data.set([numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2], 255], 4 * i);
    canvas.getContext("2d").putImageData(pixels, 0, 0);
    addresses.set(text, canvas.toDataURL());
  }
  return addresses.get(text);
}

// the picture, 4 units a pixel, and what is drawn upon it
export const picture = (text, side, words, above = "") =>
  `<div class="plot" style="max-width:18rem">${svg(4 * side, 4 * side, words, `<image href="${address(text, side)}" width="${4 * side}" height="${4 * side}" style="image-rendering:pixelated"/>${above}`)}</div>`;
