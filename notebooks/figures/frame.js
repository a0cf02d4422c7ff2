// A figure's controls, and its drawing, made anew after each change. Nothing moves by itself.
import { STRIPES, shown, tuple } from "./ink.js";

// ink is the page's own text colour, so the figure follows every theme
const STYLE = `
:host { display: block; container-type: inline-size; max-width: 46rem; margin: 0.5rem 0; padding: 0.6rem 0.8rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 0.4rem; font-family: inherit; }
.controls { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; }
.control { display: grid; grid-template-columns: auto minmax(6rem, 1fr) 4.5em; align-items: center; gap: 0.6rem;
  flex: 1 1 15rem; max-width: 28rem; min-height: 2.2rem; }
.control label { font-weight: 600; }
.control output { font-variant-numeric: tabular-nums; white-space: nowrap; }
input[type=range] { width: 100%; accent-color: #1B87CC; min-height: 1.6rem; margin: 0; }
:is(input, button, [tabindex]):focus-visible { outline: 3px solid #1B87CC; outline-offset: 2px; }
.says { margin: 0.3rem 0 0.5rem; min-height: 1.5em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.drawing { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; }
.plot { flex: 1 1 18rem; max-width: 30rem; min-width: 0; margin: 0; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: currentColor; font: 12px sans-serif; }
ul.key { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; font-size: 0.85em; }
ul.key svg { display: inline-block; width: 30px; height: 12px; vertical-align: middle; margin-right: 0.3em; }
button { font: inherit; color: inherit; background: none; border: 1px solid currentColor; border-radius: 0.3rem;
  padding: 0.25rem 0.8rem; min-height: 2rem; cursor: pointer; }
@media print { :host { break-inside: avoid; } input[type=range], button { display: none; }
  .control { grid-template-columns: auto auto; flex: 0 0 auto; } }`;

// draw(at, data, again) gives {says, body}: a sentence about the state, and HTML or a node.
// at: the value of each control by its name; again(): draw once more
export function mount(draw, id, controls, data) {
  for (const host of document.querySelectorAll(`[data-figure="${id}"]`)) {
    if (host.shadowRoot) continue;
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = `<style>${STYLE}</style>${STRIPES}<div class="controls"></div>
      <p class="says" aria-live="polite"></p><div class="drawing"></div>`;
    const at = {};
    const again = () => {
      const { says, body } = draw(at, data, again);
      root.querySelector(".says").textContent = says;
      const drawing = root.querySelector(".drawing");
      if (typeof body === "string") drawing.innerHTML = body;
      else if (drawing.firstChild !== body) drawing.replaceChildren(body);
    };
    for (const [name, control] of Object.entries(controls)) {
      root.querySelector(".controls").append(
        made(
          name,
          control,
          (value) => {
            at[name] = value;
          },
          again,
        ),
      );
    }
    again();
  }
}

function made(name, { options, low, high, step, start }, set, again) {
  const count = options ? options.length : Math.round((high - low) / step) + 1;
  const value = (i) => (options ? options[i] : Number((low + i * step).toFixed(9)));
  const first = [...Array(count).keys()].find((i) => String(value(i)) === String(start));
  const row = document.createElement("div");
  row.className = "control";
  row.innerHTML = `<label for="${name}">${name.replaceAll("_", " ")}</label>
    <input type="range" id="${name}" min="0" max="${count - 1}" value="${first}"><output for="${name}"></output>`;
  const [input, output] = [row.querySelector("input"), row.querySelector("output")];
  const take = () => {
    const now = value(input.valueAsNumber);
    output.textContent = words(now);
    input.setAttribute("aria-valuetext", words(now));
    set(now);
  };
  input.addEventListener("input", () => {
    take();
    again();
  });
  take();
  return row;
}

const words = (value) => (Array.isArray(value) ? tuple(value) : shown(value, 6));
