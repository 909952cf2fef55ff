// @ts-check
/* The sentences of a view, from what compose.js counted: the same messages, chosen by the same rules as geo/words/sentences.py.

   Pure. Works in a page (window.StationTell) and in node. */

var StationTell = (() => {
  "use strict";

  const CHINA = "CHN";

  /** @param {any} record @param {any} words @returns {(found: any) => any} a view's counts → its sentences */
  function teller(record, words) {
    const { say, count, join, together, close, day, grouped } = words;
    const notes = record.words;

    return (found) => {
      const { view, kept, waves, published } = found;
      const counts = kept.counts;
      const { newest } = kept;
      const shortfall = published.reports - published.placed;
      const title = titleOf();
      const subtitle = subtitleOf();
      const filters = filterSentence();
      const heading = say("legend." + found.measure);
      return {
        title,
        subtitle,
        heading,
        strip: {
          filters,
          counted: say("counted", {
            reports: count(counts.reports, "reports"), countries: count(counts.countries, "countries"), cities: count(counts.cities, "cities"),
          }),
          claim: together([claimLine(), placedLine(), found.measure === "range" ? rangeLine() : ""]),
          reply: chinaLine(),
          source: sourceLine(),
          borders: together([close(notes.version), notes.borders]),
        },
        alt: altText(),
        empty: emptyAdvice(),
        claim: claimLine(),
        figures: figures(),
        areaLabel,
        areaDetail,
        areaLegend: (/** @type {string} */ state) => say(state === "none" && view.until ? "legend.none-then" : "legend." + state),
      };

      function titleOf() {
        if (!counts.reports) return say("title.none");
        const skip = ["from", "until", "layers", "measure", "asof", counts.countries === 1 ? "country" : "region"];
        const phrases = counts.reports < found.disclosed.reports ? phrasesBut(skip) : [];
        let told;
        if (found.measure === "cities" && counts.cities) {
          const hosts = Object.keys(kept.byCountry).filter((iso) => found.cities(iso));
          told = somewhere("title.cities", { cities: count(counts.cities, "cities") }, hosts);
        } else if (counts.reports === published.placed && shortfall > 0 && published.reports) told = publishedTitle();
        else told = somewhere("title.stations", { stations: count(counts.reports, "reported stations") });
        return phrases.length ? say("title.narrowed", { title: told, filters: phrases.join(say("join.clauses")) }) : told;
      }

      function publishedTitle() {
        const stations = count(published.reports, "reported stations");
        const placed = counts.reports;
        if (published.newOnly) {
          return say("title.published-new", { stations, placed, countries: say("in.countries", { number: counts.countries }) });
        }
        const countries = say("in.countries", { number: published.countries });
        return say("title.published", { stations, countries, placed, hosts: counts.countries });
      }

      /** The message with where the reports are: its own form "-in" of a single country, else their number.
       * @param {string} message @param {Record<string, string>} parts @param {string[]} hosts */
      function somewhere(message, parts, hosts = Object.keys(kept.byCountry)) {
        if (hosts.length === 1) {
          const [iso] = hosts;
          return say(message + "-in", { country: record.inNames[iso] || record.opens[iso], ...parts });
        }
        const countries = say("in.countries", { number: hosts.length });
        const where = view.region ? say("where.region", { countries, region: record.inRegions[view.region] }) : countries;
        return say(message, { where, ...parts });
      }

      /** The waves of the reports that are counted; without any report, all waves in view. */
      function countedWaves() {
        return counts.reports ? waves.filter((/** @type {any} */ wave) => found.own.has(wave.id)) : waves;
      }

      function publishers() {
        return join([...new Set(countedWaves().map((/** @type {any} */ wave) => wave.publisher))].sort());
      }

      function subtitleOf() {
        if (!waves.length) return say("subtitle.none", { subject: notes.subject });
        const days = [...new Set(countedWaves().map((/** @type {any} */ wave) => wave.day))].sort();
        const [first, last] = [days[0], days[days.length - 1]].map(day);
        return say("subtitle", {
          subject: notes.subject,
          publishers: publishers(),
          disclosed: days.length > 2
            ? say("disclosed.many", { number: grouped(days.length), first, last })
            : say("disclosed", { days: join(days.map(day)) }),
          known: view.until ? say("subtitle.known", { day: day(view.until) }) : "",
          then: view.asof ? say("subtitle.then", { version: view.asof }) : "",
        });
      }

      function filterSentence() {
        const text = phrasesBut([]).join(" · ");
        return text ? text.slice(0, 1).toUpperCase() + text.slice(1) : say("filters.none");
      }

      /** What each filter that is set says, in the order of an address. @param {string[]} skip */
      function phrasesBut(skip) {
        const phrases = record.filters.flatMap((/** @type {any} */ filter) => {
          const value = view[filter.key];
          if (skip.includes(filter.key) || !value || (!value.length && filter.key !== "layers")) return [];
          return phraseOf(filter, value);
        });
        if (view.asof && !skip.includes("asof")) phrases.push(say("filter.asof", { version: view.asof }));
        return phrases;
      }

      /** @param {any} filter @param {any} value @returns {string[]} */
      function phraseOf(filter, value) {
        const { key } = filter;
        if (key === "measure" || key === "lang") return [];
        if (key === "from" || key === "until") return [say("filter." + key, { day: day(value) })];
        if (key === "layers") {
          if (value.length === 2) return [];
          const drawn = value.map((/** @type {string} */ one) => filter.phrases[one] || filter.values[one]);
          return [value.length ? say("filter.layers", { values: join(drawn) }) : say("filter.layers.none")];
        }
        const names = { ...(key === "country" ? record.opens : {}), ...filter.values, ...filter.phrases };
        const said = (Array.isArray(value) ? value : [value]).map((one) => names[one] || one);
        return [say("filter." + key, { values: join(said, "or") })];
      }

      function placedLine() {
        if (!published.reports) return say("placed.none");
        const aside = Object.keys(found.leftOut).some((key) => !["wave", "from", "until"].includes(key));
        const told = say("placed", {
          placed: published.placed,
          published: count(published.reports, "published reports"),
          aside: aside ? say("placed.aside") : "",
          countries: say(published.newOnly ? "placed.countries-new" : "placed.countries", {
            placed: published.placedCountries, published: published.countries,
          }),
        });
        return shortfall > 0 ? say("placed.rest", { placed: told, number: shortfall }) : told;
      }

      function claimLine() {
        if (!waves.length) return say("claim.none");
        /** @type {Map<string, Set<string>>} */
        const drawn = new Map();
        for (const wave of countedWaves()) drawn.set(wave.basis, (drawn.get(wave.basis) || new Set()).add(wave.publisher));
        const said = [...drawn].map(([basis, names]) => {
          const all = join([...names].sort());
          return basis ? say("claim.by", { publishers: all, basis }) : all;
        });
        return say("claim", { publishers: said.join(say("claim.joint")) });
      }

      function chinaLine() {
        const own = kept.responses.map((/** @type {number} */ place) => record.responses[place])
          .filter((/** @type {any} */ one) => one.country === CHINA);
        if (!own.length) return say("china.none");
        const ends = own.length > 1 ? [own[0], own[own.length - 1]] : own;
        return say("china", { said: ends.map((/** @type {any} */ one) => one.china).join(say("join.stops")) });
      }

      function sourceLine() {
        let relayed = say("source.relayed", { sources: count(citedSources(), "sources") });
        if (waves.length) relayed = say("source.publishers", { publishers: publishers(), relayed });
        return say("source", { source: relayed, licence: notes.licence });
      }

      /** How many sources the reports, waves and responses in view rest on, those that were out. */
      function citedSources() {
        const ids = new Set(waves.map((/** @type {any} */ wave) => wave.source));
        for (const own of new Set(found.reports.map((/** @type {any} */ one) => one.sources))) for (const source of own) ids.add(source);
        for (const place of kept.responses) {
          const one = record.responses[place];
          if (one.country in kept.byCountry || one.country === CHINA) for (const source of one.sources) ids.add(source);
        }
        const out = (/** @type {any} */ place) => !view.until || (record.sources[place] && record.sources[place] <= view.until);
        return [...ids].filter(out).length;
      }

      function rangeLine() {
        const odd = found.ranked.filter((/** @type {any} */ [iso]) => differs(found.spans[iso])).map((/** @type {any} */ [iso]) =>
          say("range.odd", { name: record.opens[iso], range: range(found.spans[iso]), number: found.placed(iso) }));
        return odd.length ? say("range", { hosts: join(odd) }) : say("range.none");
      }

      /** @param {any} area */
      function areaLabel({ unit, state, number }) {
        const { name, iso } = unit;
        if (state !== "counted") return say("area." + state, { name });
        if (found.measure === "cities") return say("area.cities", { name, number: count(number, "cities") });
        const told = say("area.reports", { name, number: count(number, "reports") });
        const span = found.measure === "range" ? found.spans[iso] : null;
        if (!differs(span)) return told;
        const placed = found.placed(iso);
        return number < placed
          ? say("area.range-part", { area: told, placed, range: range(span) })
          : say("area.range", { area: told, range: range(span) });
      }

      /** @param {string} iso */
      function areaDetail(iso) {
        const own = kept.byWave[iso] || {};
        const by = record.waves.filter((/** @type {any} */ wave) => own[wave.id])
          .map((/** @type {any} */ wave) => say("area.wave", { wave: wave.label, number: own[wave.id] }));
        const answer = iso in newest ? record.responses[newest[iso]].newest : found.hosts.has(iso) ? say("response.none") : "";
        return [by.length > 1 ? by.join(" · ") : "", answer].filter(Boolean).join(say("join.stops"));
      }

      function altText() {
        if (!counts.reports) return say("alt.empty", { filters, advice: say("empty"), absence: notes.absence });
        const top = highest(5).map((/** @type {any} */ [iso, number]) => say("alt.count", { name: record.opens[iso], number }));
        const marked = found.layers.includes("marks");
        const unnamed = marked ? kept.unnamed : 0;
        return together([
          say("alt.map", { title, subtitle }),
          top.length && counts.countries > 1 ? say("alt.most", { countries: join(top) }) : "",
          marked && counts.cities ? say("alt.cities", { cities: count(counts.cities, "cities") }) : "",
          unnamed ? say("alt.unnamed", { reports: count(unnamed, "reports") }) : "",
          found.layers.includes("areas") ? say("alt.shading", { heading, absence: notes.absence }) : notes.absence,
        ]);
      }

      /** The hosts with the highest numbers, at most so many; of equals all or none. @param {number} most */
      function highest(most) {
        const least = found.ranked.length > most ? found.ranked[most][1] : 0;
        return found.ranked.slice(0, most).filter((/** @type {any} */ [, number]) => number > least);
      }

      function emptyAdvice() {
        if (counts.reports) return "";
        const helpful = Object.entries(found.leftOut).filter(([, number]) => number);
        if (!helpful.length) return say("empty.reset", { empty: say("empty"), number: record.reports.length });
        const labels = Object.fromEntries(record.filters.map((/** @type {any} */ filter) => [filter.key, filter.label]));
        const offers = helpful.map(([key, number]) => say("empty.offer", { filter: labels[key], reports: count(number, "reports") }));
        return say("empty.clear", { empty: say("empty"), offers: join(offers, "or") });
      }

      function figures() {
        const all = found.disclosed;
        const rest = !published.reports ? say("shortfall.none")
          : shortfall > 0 ? say("shortfall", { number: shortfall }) : say("shortfall.all");
        return [
          { label: say("figure.reports"), value: grouped(counts.reports), note: change(counts.reports, all.reports) },
          { label: say("figure.countries"), value: grouped(counts.countries), note: change(counts.countries, all.countries) },
          { label: say("figure.cities"), value: grouped(counts.cities), note: change(counts.cities, all.cities) },
          { label: say("figure.placed"), value: say("figure.of", { placed: published.placed, published: published.reports }), note: rest },
        ];
      }

      /** @param {number} number @param {number} all */
      function change(number, all) {
        const whole = say(view.until ? "change.then" : "change.data");
        if (number === all) return say("change.same", { whole });
        const difference = (number < all ? "−" : "+") + grouped(Math.abs(number - all));
        return say("change", { difference, whole, number: grouped(all) });
      }
    };
  }

  const differs = (/** @type {number[] | null | undefined} */ span) => Boolean(span) && /** @type {number[]} */ (span)[0] !== /** @type {number[]} */ (span)[1];
  const range = (/** @type {number[] | null} */ span) => {
    const [low, high] = /** @type {number[]} */ (span);
    return low === high ? String(low) : low + "–" + high;
  };

  return { teller };
})();

if (typeof module !== "undefined") module.exports = StationTell;
