// @ts-check
/* An address to a view and back: the same keys and forms as geo/view reads. Pure; works in a page and in node. */

var StationView = (() => {
  "use strict";

  const AROUND = /^[ \t\r\n.()[\]<>"'“”]+|[ \t\r\n.()[\]<>"'“”]+$/g; // what comes along when an address is pasted
  const OF_OTHERS = /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|twclid|yclid|ttclid|igshid|mc_[ce]id|_ga|_gl|ref_src|_hsenc|_hsmi|embed|embed_options)$/i;
  const PAGE_KEYS = ["source", "find", "kind", "language", "form", "origin", "at", "new", "sort", "v", "controls"];
  const ONE = ["region", "measure", "open", "asof", "lang"];
  const LONGEST = 80;

  /**
   * @typedef {{key: string, part: string, why: "value" | "key" | "order"}} Ignored
   * @param {string} search what follows the "?" of an address, with or without it @param {any} record
   * @returns {{view: any, ignored: Ignored[]}} */
  function read(search, record) {
    /** @type {Record<string, string>} */
    const asked = Object.create(null); // whoever types "constructor" must not find the one of an object
    for (const [key, text] of new URLSearchParams(search)) asked[key] = key in asked ? asked[key] + "," + text : text;
    /** @type {any} */
    const view = {};
    /** @type {Ignored[]} */
    const ignored = [];
    const accepted = valuesOf(record);
    for (const [key, text] of Object.entries(asked)) {
      const known = key.toLowerCase();
      if (!(known in accepted)) {
        if (!PAGE_KEYS.includes(key) && !OF_OTHERS.test(key)) ignored.push({ key: key.slice(0, LONGEST), part: "", why: "key" });
        continue;
      }
      const { value, bad } = readOne(known, text.replaceAll("+", " "), accepted[known]);
      for (const part of bad) ignored.push({ key: known, part: part.slice(0, LONGEST), why: "value" });
      if (value !== null && (value.length || known === "layers")) view[known] = value;
    }
    if (view.from && view.until && view.from > view.until) {
      ignored.push({ key: "from", part: view.from, why: "order" });
      delete view.from;
      delete view.until;
    }
    return { view: tidy(view), ignored };
  }

  /** A view without what filters nothing or is so by itself; no layer at all is a choice. @param {any} view */
  function tidy(view) {
    const said = Object.entries(view).filter(([key, value]) => value && (value.length || key === "layers"));
    const kept = Object.fromEntries(said);
    if (kept.measure === "reports") delete kept.measure;
    if (kept.layers && kept.layers.length === 2) delete kept.layers;
    return kept;
  }

  /** Key → name in small letters → value. @param {any} record @returns {Record<string, Record<string, string>>} */
  function valuesOf(record) {
    const opens = namesOf(record.opens);
    /** @type {Record<string, Record<string, string>>} */
    const found = named({ open: opens, asof: namesOf(Object.fromEntries(record.released.map((/** @type {string} */ one) => [one, one]))) });
    for (const { key, values } of record.filters) found[key] = key === "country" ? opens : namesOf(values);
    for (const key of ["open", "country"]) {
      for (const [two, three] of Object.entries(record.codes)) found[key][two] = /** @type {string} */ (three);
    }
    return found;
  }

  /** @param {Record<string, string>} values */
  function namesOf(values) {
    const labels = Object.entries(values).map(([value, label]) => [label.toLowerCase(), value]);
    return named({ ...Object.fromEntries(labels), ...Object.fromEntries(Object.keys(values).map((value) => [value.toLowerCase(), value])) });
  }

  /** With these keys and no other, not even those that every object has. @template T @param {T} keys @returns {T} */
  const named = (keys) => Object.assign(Object.create(null), keys);

  /** @param {string} key @param {string} text @param {Record<string, string>} names @returns {{value: any, bad: string[]}} */
  function readOne(key, text, names) {
    if (key === "from" || key === "until") return readDay(text);
    if (key === "layers" && text.trim().toLowerCase() === "none") return { value: [], bad: [] };
    const find = (/** @type {string} */ part) => names[part.replace(AROUND, "").toLowerCase()];
    if (ONE.includes(key)) {
      const value = find(text);
      return value ? { value, bad: [] } : { value: null, bad: [text] };
    }
    const values = new Set();
    const bad = [];
    for (const part of text.split(/[,;]/)) {
      const words = part.split(/\s+/).filter(Boolean);
      if (find(part)) values.add(find(part));
      else if (words.length > 1 && words.every(find)) for (const word of words) values.add(find(word));
      else if (part.replace(AROUND, "") || !text.replace(/[,; ]/g, "")) bad.push(part);
    }
    return { value: values.size || !bad.length ? [...values].sort() : null, bad };
  }

  /** @param {string} text */
  function readDay(text) {
    const day = text.replace(AROUND, "");
    const made = new Date(day + "T00:00:00Z");
    const is = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(made.getTime()) && made.toISOString().slice(0, 10) === day;
    return is ? { value: day, bad: [] } : { value: null, bad: [text] };
  }

  return { read, tidy };
})();

if (typeof module !== "undefined") module.exports = StationView;
