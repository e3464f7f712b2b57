/** Asks `openbadges`: one program, started once, answers line by line. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { after } from "node:test";

/** @typedef {{ said?: any, refused?: string }} Answer */

const program = process.env.ORACLE;
assert(program, "ORACLE names the program built from openbadges/examples/oracle.rs");
const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
/** @type {((answer: Answer | Error) => void)[]} */
const waiting = [];

createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.(JSON.parse(line)));
child.on("close", (code) => {
  for (const tell of waiting.splice(0)) tell(new Error(`the oracle ended with ${code}`));
});
after(() => child.stdin.end());

/** What the library says to an operation.
 * @param {string} operation
 * @param {Record<string, any>} question
 * @returns {Promise<Answer>}
 */
export async function ask(operation, question) {
  /** @type {Answer | Error} */
  const answer = await new Promise((tell) => {
    waiting.push(tell);
    child.stdin.write(`${JSON.stringify({ operation, ...question })}\n`);
  });
  if (answer instanceof Error) throw answer;
  return answer;
}
