/** The whole journey, as all the people who make it: once with scripts, and once without. */
import { test } from "./browser.mjs";
import { approved } from "./journey/approval.mjs";
import { counts, isAwarded, isChecked } from "./journey/award.mjs";
import { designs, finds } from "./journey/design.mjs";
import * as learn from "./journey/learn.mjs";
import { differ, hearsNotYet, isExcused, reviewAgain, strengthens } from "./journey/review.mjs";
import { Walk } from "./journey/walk.mjs";

/** @import { Plan } from "./journey/walk.mjs" */

/** @type {Plan[]} */
const PLANS = [
  {
    scripts: true,
    slug: "feedback-that-moves-learning",
    title: "Three seconds of silence",
    worth: "$200",
    educator: "Hugo Silva",
    excused: "Ben Carter",
    other: "wait-time-and-questioning",
  },
  {
    scripts: false,
    slug: "learning-communities",
    title: "Counting the quiet ones",
    worth: "$600",
    educator: "Grace Kim",
    excused: "Rita Gomez",
    other: "wait-time-and-questioning",
  },
];

// Scripts know nothing of the database: on the second one, it is walked without.
const plans = PLANS.filter((it) => !it.scripts || process.env.CAIRN_DATABASE !== "postgres");

for (const plan of plans) {
  test(`the whole journey, with scripts ${plan.scripts ? "on" : "off"}`, async (visitor) => {
    const walk = new Walk(visitor, plan);
    await designs(walk);
    await finds(walk);
    await approved(walk);
    await learn.starts(walk);
    await learn.isInterrupted(walk);
    await learn.showsTheCoach(walk);
    await learn.addsEvidence(walk);
    await learn.completes(walk);
    await learn.submits(walk, "first");
    await isExcused(walk);
    const two = await differ(walk);
    await hearsNotYet(walk);
    await strengthens(walk);
    await learn.submits(walk, "second");
    await reviewAgain(walk, two);
    await isAwarded(walk);
    await isChecked(walk);
    await counts(walk);
    await learn.withdraws(walk);
    await learn.signsOut(walk);
  });
}
