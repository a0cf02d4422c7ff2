// Column 0 of the wrong X of m pictures, folded back. data: for each m that column
import { picture } from "./picture.js";

export default function draw({ m }, { columns }) {
  const says = `m = ${m}: the shape is (12288, ${m}), and column 0 ${m === 1 ? "is the picture" : `takes every ${m === 2 ? "second" : m === 3 ? "third" : `${m}th`} number`}.`;
  return { says, body: picture(columns[m], 64, "column 0, folded back into a picture") };
}
