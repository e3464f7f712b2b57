/** A small microcredential that a designer pastes: with two faults in it, and mended. */

/** @param {string} slug @param {string} title */
export function document(slug, title) {
  return PATTERN.replaceAll("SLUG", slug).replaceAll("TITLE", title);
}

/** Its hours run backwards, and an item is scored by a criterion that isn't there.
 * @param {string} slug
 * @param {string} title
 */
export function faulty(slug, title) {
  return document(slug, title)
    .replace("hours: {from: 3, to: 5}", "hours: {from: 5, to: 3}")
    .replace("criteria: [tally]", "criteria: [counting]");
}

const PATTERN = `---
cairn: microcredential/1
slug: SLUG
title: TITLE
stack: learning-from-evidence
summary: Keep quiet for three seconds after a question, and count who begins to speak. For any teacher who answers their own.
hours: {from: 3, to: 5}
weeks: {from: 1, to: 2}
learning_targets: [I can keep quiet for three seconds after I have asked.]
success_criteria: [More students answer than did before.]
resources:
  - title: Waiting
    kind: reading
    about: Look for the numbers.
activities:
  - key: wait
    title: Wait
    minutes: 30
    about: Count to three after each question of one lesson.
pre_reflection:
  minutes: 5
  prompts:
    - key: guess
      prompt: How long do you wait *now*?
part_1:
  criteria: [overview]
  questions:
    - key: setting
      prompt: Whom do you teach, and who answers? Use **no names**.
      words: {from: 10, to: 80}
      minutes: 10
part_2:
  items:
    - key: plan
      title: A plan with questions
      instructions: Give a lesson plan with three questions, a picture of the board, and a link to the lesson.
      accepts: [text, link, file]
      pieces: {from: 3, to: 4}
      words: {from: 5, to: 60}
      minutes: 15
      criteria: [plan]
    - key: tally
      title: A tally
      instructions: Fill in one row for each question.
      pieces: {from: 1, to: 1}
      minutes: 20
      template:
        title: Pauses
        instructions: One row for each question.
        columns:
          - key: question
            title: Question
            holds: text
          - key: seconds
            title: Seconds
            holds: number
        rows: {from: 2, to: 4}
      criteria: [tally]
part_3:
  minutes: 10
  prompts:
    - key: change
      prompt: What changed for your students?
  words: {from: 8, to: 80}
  criteria: [reflection]
post_reflection:
  minutes: 5
  prompts:
    - key: self
      prompt: What did you learn about yourself?
rubric:
  levels:
    - {key: not_yet, name: Not yet}
    - {key: demonstrated, name: Demonstrated}
  required: demonstrated
  criteria:
    - key: overview
      title: Knows the class
      levels: {demonstrated: It is about this class., not_yet: It could be about any class.}
    - key: plan
      title: Plans questions
      levels: {demonstrated: Three questions that ask for reasons., not_yet: Fewer.}
    - key: tally
      title: Counts
      levels: {demonstrated: Every question has its seconds., not_yet: Seconds are missing.}
    - key: reflection
      title: Looks back
      levels: {demonstrated: Points to rows of the tally., not_yet: Points to none.}
review:
  preset: two_colleagues_and_a_third
  reviews: 2
  third_decides: true
  blind: true
  assessors: internal
  supervisor: excluded
  days: 14
  pace: whole
  award: rule
valid_for_months: 60
next_look_on: 2028-06-30
license: CC-BY-4.0
---

## Competency

Educators wait.

## Key method

Ask, stop, and count.

### Ask once

No hint, and no name.

### Keep quiet

Three seconds, twice.

## Change in practice

You talk less.

## Change for students

They think more.

## Research

Mary Budd Rowe counted seconds.

## Support

A coach who counts with you.
`;
