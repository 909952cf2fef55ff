// @ts-check
/* What a view keeps, decided without Python: the same rules as geo/select.py, and held to them by a test that asks both.

   Pure: it reads no page, no clock and no address. Works in a page (window.StationSelect) and in node. */

/**
 * @typedef {{country: string, city: string, bureau: string, region: string, wave: string, disclosed: string,
 *   basis: string, precision: string}} Report disclosed: YYYY-MM-DD; bureau and region in small letters
 * @typedef {{country: string, known: string, axis: string, kind: string}} Response known: the first day on which it was
 *   surely known, YYYY-MM-DD, "" when its date is not known; oldest first, undated last
 * @typedef {{from?: string, until?: string, wave?: string[], country?: string[], bureau?: string[], region?: string,
 *   response?: string[], basis?: string[], precision?: string[]}} Asked the keys of an address; what is empty filters nothing
 * @typedef {{reports: number[], responses: number[], counts: {reports: number, cities: number, countries: number},
 *   byCountry: Record<string, number>, newest: Record<string, number>}} Kept places in the two lists, in their order
 */

var StationSelect = (() => {
  "use strict";

  const NO_RESPONSE = "none";

  /** Whether a day is within "as known on", that day included; what has no day only without such a limit.
   * @param {string} day @param {string | undefined} until */
  const knownOn = (day, until) => !until || (day !== "" && day <= until);

  /** Whether a list of wanted values is empty or has the value.
   * @param {string[] | undefined} wanted @param {string} value */
  const among = (wanted, value) => !wanted || !wanted.length || wanted.includes(value);

  /** Filters are joined by "and", the values of one filter by "or".
   * @param {{reports: Report[], responses: Response[]}} record @param {Asked} view @returns {Kept} */
  function select(record, view) {
    const responses = places(record.responses, (one) => knownOn(one.known, view.until));
    /** @type {Map<string, Set<string>>} */
    const tags = new Map();
    for (const place of responses) {
      const { country, axis, kind } = record.responses[place];
      const own = tags.get(country) || new Set();
      own.add(axis).add(kind);
      tags.set(country, own);
    }
    const reports = places(record.reports, (one) =>
      (!view.from || one.disclosed >= view.from)
      && (!view.until || one.disclosed <= view.until)
      && among(view.wave, one.wave)
      && among(view.country, one.country)
      && among(view.bureau, one.bureau)
      && (!view.region || one.region === view.region)
      && answered(view.response, tags.get(one.country))
      && among(view.basis, one.basis)
      && among(view.precision, one.precision));
    return { reports, responses, ...count(record, reports), newest: newest(record.responses, responses) };
  }

  /** @param {string[] | undefined} wanted @param {Set<string> | undefined} tags */
  function answered(wanted, tags) {
    if (!wanted || !wanted.length) return true;
    return wanted.some((one) => (tags ? tags.has(one) : one === NO_RESPONSE));
  }

  /** A report is a row; a city counts once however many reports name it; a report without a city adds none.
   * @param {{reports: Report[]}} record @param {number[]} kept */
  function count(record, kept) {
    /** @type {Record<string, number>} */
    const byCountry = {};
    const cities = new Set();
    for (const place of kept) {
      const { country, city } = record.reports[place];
      byCountry[country] = (byCountry[country] || 0) + 1;
      if (city) cities.add(country + "/" + city);
    }
    const counts = { reports: kept.length, cities: cities.size, countries: Object.keys(byCountry).length };
    return { counts, byCountry };
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
  const places = (all, keep) => all.flatMap((one, place) => (keep(one) ? [place] : []));

  return { select, knownOn };
})();

if (typeof module !== "undefined") module.exports = StationSelect;
