/* Composes each view of a file as the browser does, texts written out, and prints the first differences from Python. */
"use strict";
const { readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const [, , script, vectors] = process.argv;
const { composer } = require(script);
const { unpack } = require(join(dirname(script), "select.js"));
const { worlds, cases } = JSON.parse(readFileSync(vectors, "utf8"));
const made = Object.fromEntries(Object.entries(worlds).map(([name, { ground, record }]) => [name, composer(ground, { ...record, reports: unpack(record.reports) })]));

const near = (one, other) => typeof one === "number" && typeof other === "number" && Math.abs(one - other) < 0.03;

function difference(got, wanted, path) {
  if (got === wanted || near(got, wanted)) return null;
  if (typeof got !== typeof wanted || got === null || wanted === null || typeof got !== "object") return { path, got, wanted };
  for (const key of new Set([...Object.keys(got), ...Object.keys(wanted)])) {
    const found = difference(got[key], wanted[key], path + "." + key);
    if (found) return found;
  }
  return null;
}

function spoken(ground, { scene, title, subtitle, empty, claim, figures, ranked }) {
  const mark = (one) => (typeof one === "number" ? plain(ground.marks[one]) : one);
  const plain = (one) => ({ ...one, label: ground.texts[one.label], waves: ground.texts[one.waves], items: one.items.map((item) => ground.texts[item]) });
  return { scene: { ...scene, marks: scene.marks.map(mark) }, title, subtitle, empty, claim, figures, ranked };
}

const wrong = [];
for (const { world, view, theme, wanted } of cases) {
  const got = spoken(worlds[world].ground, made[world].compose(view, theme));
  const found = difference(got, wanted, "");
  if (found) wrong.push({ world, view, ...found });
}
process.stdout.write(JSON.stringify({ asked: cases.length, wrong: wrong.slice(0, 5), differing: wrong.length }));
