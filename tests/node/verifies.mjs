/**
 * How often a second the independent library verifies a credential: what our own speed is measured beside.
 *
 *     node verifies.mjs CREDENTIAL SECONDS
 *
 * prints the figure. The credential is by a did:key, so that nothing else is needed.
 */
import { readFileSync } from "node:fs";
import { refusal } from "./independent.mjs";

const [file = "", seconds = ""] = process.argv.slice(2);
const credential = JSON.parse(readFileSync(file, "utf8"));
const verify = async () => {
  const why = await refusal(credential);
  if (why) throw new Error(why);
};
for (let warm = 0; warm < 20; warm++) await verify();
const began = performance.now();
let done = 0;
while (performance.now() - began < 1000 * Number(seconds)) {
  await verify();
  done++;
}
console.log((1000 * done) / (performance.now() - began));
