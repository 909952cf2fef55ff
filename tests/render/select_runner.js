/* Asks select.js what each view of a file keeps, and prints the views on which it and Python differ. */
"use strict";
const { readFileSync } = require("node:fs");
const [, , script, vectors] = process.argv;
const { select, leftOut, facet, unpack } = require(script);
const { records: packed, cases } = JSON.parse(readFileSync(vectors, "utf8"));
const records = Object.fromEntries(Object.entries(packed).map(([name, one]) => [name, { ...one, reports: unpack(one.reports) }]));
const wrong = [];
for (const { record, view, kept } of cases) {
  const facets = Object.fromEntries(Object.entries(kept.facets).map(([key, values]) =>
    [key, facet(records[record], view, key, Object.keys(values))]));
  const got = { ...select(records[record], view), leftOut: leftOut(records[record], view), facets };
  if (JSON.stringify(got) !== JSON.stringify(kept)) wrong.push({ record, view, kept, got });
}
process.stdout.write(JSON.stringify({ asked: cases.length, wrong: wrong.slice(0, 3), differing: wrong.length }));
