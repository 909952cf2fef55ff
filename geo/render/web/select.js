// @ts-check
/* What a view keeps, decided without Python: the same rules as geo/view/select.py, and held to them by a test that asks both.

   Pure: it reads no page, no clock and no address. Works in a page (window.StationSelect) and in node. */

/**
 * @typedef {{country: string, city: string, bureau: string, region: string, wave: string, disclosed: string,
 *   basis: string, precision: string}} Report disclosed: YYYY-MM-DD; bureau and region in small letters
 * @typedef {{country: string, known: string, axis: string, kind: string}} Response known: the first day on which it was
 *   surely known, YYYY-MM-DD, "" when its date is not known; oldest first, undated last
 * @typedef {{from?: string, until?: string, wave?: string[], country?: string[], bureau?: string[], region?: string,
 *   response?: string[], basis?: string[], precision?: string[]}} Asked the keys of an address; what is empty filters nothing
 * @typedef {{counts: {reports: number, cities: number, countries: number}, unnamed: number, byCountry: Record<string, number>,
 *   byWave: Record<string, Record<string, number>>, cities: Record<string, number>}} Counted unnamed: reports without a city;
 *   by host: its reports, its reports by wave, its named cities
 * @typedef {Counted & {reports: number[], responses: number[], newest: Record<string, number>}} Kept places in the two
 *   lists, in their order
 * @typedef {(one: Report) => boolean} Test
 */

var StationSelect = (() => {
  "use strict";

  const NO_RESPONSE = "none";

  /** Whether a day is within "as known on", that day included; what has no day only without such a limit.
   * @param {string} day @param {string | undefined} until */
  const knownOn = (day, until) => !until || (day !== "" && day <= until);

  /** Whether a list of wanted values has the value.
   * @param {string[]} wanted @param {string} value */
  const among = (wanted, value) => wanted.includes(value);

  /** Filters are joined by "and", the values of one filter by "or".
   * @param {{reports: Report[], responses: Response[]}} record @param {Asked} view @returns {Kept} */
  function select(record, view) {
    const responses = places(record.responses, (one) => knownOn(one.known, view.until));
    const tests = Object.values(testsOf(record, view));
    const reports = places(record.reports, (one) => tests.every((passes) => passes(one)));
    return { reports, responses, ...count(reports.map((place) => record.reports[place])), newest: newest(record.responses, responses) };
  }

  /** Key of each filter that is set → reports that only this filter removes.
   * @param {{reports: Report[], responses: Response[]}} record @param {Asked} view @returns {Record<string, number>} */
  function leftOut(record, view) {
    const tests = Object.entries(testsOf(record, view));
    /** @type {Record<string, number>} */
    const found = {};
    for (const [key] of tests) found[key] = 0;
    for (const one of record.reports) {
      let failed = "";
      let number = 0;
      for (const [key, passes] of tests) {
        if (passes(one)) continue;
        failed = key;
        number += 1;
      }
      if (number === 1) found[failed] += 1;
    }
    return found;
  }

  /** For one key, each value → reports that the view would hold if only this value were chosen for it.
   * @param {{reports: Report[], responses: Response[]}} record @param {Asked} view @param {string} key
   * @param {string[]} values @returns {Record<string, number>} */
  function facet(record, view, key, values) {
    const others = Object.entries(testsOf(record, view)).filter(([other]) => other !== key).map(([, passes]) => passes);
    const kept = record.reports.filter((one) => others.every((passes) => passes(one)));
    return Object.fromEntries(values.map((value) => {
      const asked = /** @type {Asked} */ ({ until: view.until, [key]: key === "region" ? value : [value] });
      const passes = testsOf(record, asked)[key];
      return [value, kept.filter(passes).length];
    }));
  }

  /** The filters that are set, by key in the order of an address.
   * @param {{responses: Response[]}} record @param {Asked} view @returns {Record<string, Test>} */
  function testsOf(record, view) {
    const { from, until, wave, country, bureau, region, response, basis, precision } = view;
    /** @type {Record<string, Test>} */
    const tests = {};
    if (from) tests.from = (one) => one.disclosed >= from;
    if (until) tests.until = (one) => one.disclosed <= until;
    if (wave && wave.length) tests.wave = (one) => among(wave, one.wave);
    if (country && country.length) tests.country = (one) => among(country, one.country);
    if (bureau && bureau.length) tests.bureau = (one) => among(bureau, one.bureau);
    if (region) tests.region = (one) => one.region === region;
    if (response && response.length) {
      const tags = tagsOf(record.responses, until);
      tests.response = (one) => {
        const own = tags.get(one.country);
        return response.some((wanted) => (own ? own.has(wanted) : wanted === NO_RESPONSE));
      };
    }
    if (basis && basis.length) tests.basis = (one) => among(basis, one.basis);
    if (precision && precision.length) tests.precision = (one) => among(precision, one.precision);
    return tests;
  }

  /** Country → the axes and kinds of its responses known on a day.
   * @param {Response[]} responses @param {string | undefined} until @returns {Map<string, Set<string>>} */
  function tagsOf(responses, until) {
    const tags = new Map();
    for (const { country, axis, kind, known } of responses) {
      if (knownOn(known, until)) tags.set(country, (tags.get(country) || new Set()).add(axis).add(kind));
    }
    return tags;
  }

  /** A report is a row; a city counts once however many reports name it; a report without a city adds none.
   * @param {Report[]} reports @returns {Counted} hosts in the order of their first report */
  function count(reports) {
    /** @type {Map<string, {number: number, waves: Record<string, number>, cities: Set<string>}>} */
    const hosts = new Map();
    let unnamed = 0;
    for (const { country, city, wave } of reports) {
      let own = hosts.get(country);
      if (!own) hosts.set(country, own = { number: 0, waves: {}, cities: new Set() });
      own.number += 1;
      own.waves[wave] = (own.waves[wave] || 0) + 1;
      if (city) own.cities.add(city);
      else unnamed += 1;
    }
    const each = (/** @type {(own: any) => any} */ tell) => Object.fromEntries([...hosts].map(([iso, own]) => [iso, tell(own)]));
    const cities = each((own) => own.cities.size);
    const named = Object.values(cities).reduce((whole, number) => whole + number, 0);
    return {
      counts: { reports: reports.length, cities: named, countries: hosts.size },
      unnamed,
      byCountry: each((own) => own.number),
      byWave: each((own) => own.waves),
      cities,
    };
  }

  /** The newest dated response of each country, an undated one if there is no other.
   * @param {Response[]} all @param {number[]} known */
  function newest(all, known) {
    /** @type {Record<string, number>} */
    const found = {};
    for (const place of known) {
      const { country } = all[place];
      if (all[place].known || !(country in found)) found[country] = place;
    }
    return found;
  }

  /** @template T @param {T[]} all @param {(one: T) => boolean} keep @returns {number[]} */
  function places(all, keep) {
    const found = [];
    for (let place = 0; place < all.length; place += 1) if (keep(all[place])) found.push(place);
    return found;
  }

  /** Reports from their columns: the values of a field, each once, and which of them each report has, -1 for none.
   * @param {Record<string, {values: any[], at: number[]}>} columns @returns {any[]} */
  function unpack(columns) {
    const fields = Object.entries(columns);
    const [[, first] = ["", { at: [] }]] = fields;
    return first.at.map((_, place) => {
      /** @type {Record<string, any>} */
      const one = {};
      for (const [name, { values, at }] of fields) if (at[place] >= 0) one[name] = values[at[place]];
      return one;
    });
  }

  return { select, leftOut, facet, knownOn, count, unpack };
})();

if (typeof module !== "undefined") module.exports = StationSelect;
