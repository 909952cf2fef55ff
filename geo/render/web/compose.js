// @ts-check
/* A view composed without Python: the scene that the map draws, and the words around it. The same as Python's
   compose and scene make, and held to them by a test that asks both for hundreds of views.

   Pure: it reads no page and no clock. Works in a page (window.StationCompose) and in node.
   geo/maps/RECORD.md names every field of the record, SCENE.md every field of the ground and of a scene. */

/* global StationSelect, StationSay, StationTell */
var StationCompose = ((select, say, tell) => {
  "use strict";

  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
  const AIR = 0.1, LEAST_AIR = 3; // around reported places: of the larger side, and at least so many map units
  const DENSE = 24; // more reported places than this need every px: their hosts are no longer shown whole
  const LAYERS = ["areas", "marks"];

  /** @param {any} ground @param {any} record */
  function composer(ground, record) {
    const words = say.speaker(record.words);
    const text = (/** @type {string | number} */ value) => (typeof value === "number" ? ground.texts[value] : value);
    const names = record.opens;
    const hosts = Object.keys(record.filters.find((/** @type {any} */ one) => one.key === "country").values); // by name
    /** @type {Map<string, any>} */
    const disclosedBy = new Map(); // a day → what had been disclosed by then, whatever else a view filters
    const labelOf = Object.fromEntries(record.waves.map((/** @type {any} */ wave) => [wave.id, wave.label]));

    /** @param {any} view keys of an address; lists as lists, nothing for what is not set @param {string} theme */
    function compose(view, theme) {
      const found = look(view);
      const sentences = tell.teller(record, words)(found);
      const areas = ground.units.map((/** @type {any} */ unit, /** @type {number} */ place) => areaOf(found, unit, place));
      const marks = found.layers.includes("marks") ? marksOf(found) : [];
      const palette = record.palettes[theme];
      return {
        scene: {
          theme,
          colours: palette.colours,
          ...stylesOf(areas, found, palette),
          said: saidOf(areas, found, sentences),
          marks,
          heading: sentences.heading,
          legend: legendOf(areas, marks, found, sentences, palette),
          strip: sentences.strip,
          title: sentences.title,
          alt: sentences.alt,
          query: queryOf(view),
          version: record.version,
          window: windowOf(found),
          open: view.open || "",
          areas: found.layers.includes("areas"),
        },
        title: sentences.title,
        subtitle: sentences.subtitle,
        empty: sentences.empty,
        claim: sentences.claim,
        figures: sentences.figures,
        ranked: found.ranked,
        kept: found.kept,
        cities: found.cities,
      };
    }

    /** Everything that sentences and areas ask of a view, counted once. @param {any} view */
    function look(view) {
      const kept = select.select(record, view);
      const then = disclosed(view.until || "");
      const own = wavesIn(kept.byWave); // a report may have been disclosed later than its wave
      const waves = record.waves.filter((/** @type {any} */ wave) => own.has(wave.id)
        || ((!view.wave || !view.wave.length || view.wave.includes(wave.id))
        && (!view.from || wave.day >= view.from) && (!view.until || wave.day <= view.until)));
      const measure = view.measure || "reports";
      return {
        view,
        kept,
        reports: kept.reports.map((place) => record.reports[place]),
        own,
        waves,
        measure,
        layers: view.layers || LAYERS,
        hosts: then.hosts,
        disclosed: then.counts,
        disclosedWaves: then.waves,
        ranked: ranked(kept.byCountry),
        cities: (/** @type {string} */ iso) => kept.cities[iso] || 0,
        published: publishedOf(waves, then),
        spans: measure === "range" ? rangesOf(waves, view.until, then) : {},
        placed: placedOf(waves, then),
        leftOut: select.leftOut(record, view),
      };
    }

    /** Hosts with their reports, most first, of equals the first by name. @param {Record<string, number>} byCountry */
    function ranked(byCountry) {
      return Object.entries(byCountry).sort(([a, more], [b, less]) => less - more || hosts.indexOf(a) - hosts.indexOf(b));
    }

    /** What had been disclosed by a day, counted once for all views of it. @param {string} until "" for all */
    function disclosed(until) {
      if (!disclosedBy.has(until)) {
        const counted = select.count(record.reports.filter((/** @type {any} */ one) => !until || one.disclosed <= until));
        const waves = wavesIn(counted.byWave);
        disclosedBy.set(until, { ...counted, waves, hosts: new Set(Object.keys(counted.byCountry)) });
      }
      return disclosedBy.get(until);
    }

    /** @param {Record<string, Record<string, number>>} byWave @returns {Set<string>} */
    const wavesIn = (byWave) => new Set(Object.values(byWave).flatMap((own) => Object.keys(own)));

    /** What the publishers of these waves stated, and how much of it is placed. @param {any[]} waves @param {any} then */
    function publishedOf(waves, then) {
      const ids = new Set(waves.map((wave) => wave.id));
      const placed = placedOf(waves, then);
      const sum = (/** @type {string} */ field) => waves.reduce((whole, wave) => whole + wave[field], 0);
      return {
        reports: sum("reports"),
        countries: sum("countries"),
        placed: [...then.hosts].reduce((whole, iso) => whole + placed(iso), 0),
        placedCountries: Object.entries(record.firstWave).filter(([host, wave]) => then.hosts.has(host) && ids.has(wave)).length,
        newOnly: waves.some((wave, place) => record.waves[place].id !== wave.id),
      };
    }

    /** Host → its rows of these waves, whatever else the view filters. @param {any[]} waves @param {any} then */
    function placedOf(waves, then) {
      const numbers = (/** @type {Record<string, number>} */ own) => waves.reduce((whole, wave) => whole + (own[wave.id] || 0), 0);
      return (/** @type {string} */ iso) => numbers(then.byWave[iso] || {});
    }

    /** Host → lowest and highest number printed or placed; see geo/record/counts.py. @param {any[]} waves
     * @param {string} until @param {any} then */
    function rangesOf(waves, until, then) {
      const ids = waves.map((wave) => wave.id);
      const keys = waves.length === 1 ? ids : [...ids, ""];
      const placed = placedOf(waves, then);
      const told = countsOf(waves, until);
      /** @type {Record<string, [number, number]>} */
      const spans = {};
      for (const iso of new Set([...then.hosts].filter(placed).concat(told.map((/** @type {any} */ one) => one.country)))) {
        const lines = keys.map((wave) => ({
          wave,
          placed: wave === "" ? placed(iso) : (then.byWave[iso] || {})[wave] || 0,
          told: told.filter((/** @type {any} */ one) => one.country === iso && one.wave === wave),
        })).filter((line) => line.placed || line.told.length);
        const alone = lines.filter((line) => line.wave !== "").length === 1;
        const numbers = lines.filter((line) => line.wave === "" || alone).flatMap((line) =>
          [line.placed, ...line.told.filter((/** @type {any} */ one) => one.whole).map((/** @type {any} */ one) => one.number)]);
        if (numbers.length) spans[iso] = [Math.min(...numbers), Math.max(...numbers)];
      }
      return spans;
    }

    /** Published counts known by then. A total printed before another publisher's list is no rival of that list's rows.
     * @param {any[]} waves @param {string} until */
    function countsOf(waves, until) {
      let counts = record.counts.filter((/** @type {any} */ one) => select.knownOn(one.known, until));
      const publishers = [...new Set(waves.map((wave) => wave.publisher))];
      for (const publisher of publishers.slice(1)) {
        const own = waves.filter((wave) => wave.publisher === publisher);
        const ids = new Set(own.map((wave) => wave.id));
        const about = new Set(Object.entries(disclosed("").byWave)
          .filter(([, numbers]) => Object.keys(/** @type {any} */ (numbers)).some((id) => ids.has(id))).map(([iso]) => iso));
        counts = counts.filter((/** @type {any} */ one) =>
          !(one.wave === "" && one.known !== "" && one.known < own[0].day && about.has(one.country)));
      }
      return counts;
    }

    /** @param {any} found @param {any} unit @param {number} place */
    function areaOf(found, unit, place) {
      const { iso } = unit;
      const counted = iso in found.kept.byCountry;
      const number = !counted ? 0 : found.measure === "cities" ? found.cities(iso) : found.kept.byCountry[iso];
      const state = counted ? (number ? "counted" : "unnamed") : iso && found.hosts.has(iso) ? "filtered" : record.disputed.includes(place) ? "disputed" : "none";
      const level = state === "counted" ? record.classes.filter((/** @type {any} */ one) => number >= one.least).length - 1 : null;
      return { unit, state, number, level };
    }

    /** styles and look of a scene. @param {any[]} areas @param {any} found @param {any} palette */
    function stylesOf(areas, found, palette) {
      /** @type {Map<string, number>} */
      const styles = new Map();
      const shown = found.layers.includes("areas");
      const digits = areas.map((area) => {
        const style = JSON.stringify(styleOf(area, shown, palette));
        if (!styles.has(style)) styles.set(style, styles.size);
        return DIGITS[/** @type {number} */ (styles.get(style))];
      });
      return { styles: [...styles.keys()].map((style) => JSON.parse(style)), look: digits.join("") };
    }

    /** @param {any} area @param {boolean} shown @param {any} palette */
    function styleOf({ state, level }, shown, palette) {
      if (!shown && state !== "disputed") return { state, fill: palette.none };
      if (state === "counted") return { state, fill: palette.classes[level], level };
      if (state === "unnamed") return { state, fill: palette.none, pattern: "dots", lines: palette.classes[1] };
      if (state === "filtered") return { state, fill: palette.filtered, pattern: "dots", lines: palette.dots };
      if (state === "disputed") return { state, fill: palette.disputed, pattern: "lines", lines: palette.lines };
      return { state, fill: palette.none };
    }

    /** Units that say something else than in the ground. @param {any[]} areas @param {any} found @param {any} sentences */
    function saidOf(areas, found, sentences) {
      /** @type {{unit: number[], label: string[], detail: string[], count: number[]}} */
      const said = { unit: [], label: [], detail: [], count: [] };
      areas.forEach((area, place) => {
        const label = sentences.areaLabel(area);
        const detail = sentences.areaDetail(area.unit.iso);
        if (label === text(area.unit.label) && detail === text(area.unit.detail)) return;
        said.unit.push(place);
        said.label.push(label);
        said.detail.push(detail);
        said.count.push(area.number);
      });
      return said;
    }

    /** The ground's marks that keep a report, each as the view has it. @param {any} found */
    function marksOf(found) {
      /** @type {any[][]} */
      const own = [];
      for (const one of found.reports) (own[one.mark] = own[one.mark] || []).push(one);
      return ground.marks.flatMap((/** @type {any} */ mark, /** @type {number} */ place) => {
        const reports = own[place];
        if (!reports) return [];
        if (reports.length === mark.count) return [place];
        const ids = record.waves.map((/** @type {any} */ wave) => wave.id);
        const waves = ids.filter((/** @type {string} */ id) => reports.some((one) => one.wave === id));
        const first = ids.indexOf(waves[0]) + 1;
        const ring = waves.length > 1 ? "mixed" : first === 1 ? "single" : first === 2 ? "double" : "dashed-" + first;
        const many = words.count(reports.length, "reports");
        const label = mark.shape === "circle"
          ? words.say("mark.city", { place: mark.place, country: names[mark.iso], reports: many })
          : words.say("mark.country", { country: names[mark.iso], reports: many });
        const said = words.join(waves.map((/** @type {string} */ id) => labelOf[id]));
        return [{ ...mark, ring, count: reports.length, label, waves: said, items: reports.map((one) => one.text) }];
      });
    }

    /** @param {any[]} areas @param {any[]} marks @param {any} found @param {any} sentences @param {any} palette */
    function legendOf(areas, marks, found, sentences, palette) {
      const entries = [];
      if (found.layers.includes("areas")) {
        const highest = Math.max(-1, ...areas.map((area) => (area.level === null ? -1 : area.level)));
        for (let level = 0; level <= highest; level += 1) {
          entries.push({ kind: "class", label: record.classes[level].label, fill: palette.classes[level] });
        }
        for (const kind of ["unnamed", "filtered", "none", "disputed"]) {
          if (!areas.some((area) => area.state === kind)) continue;
          const { state, ...look } = styleOf({ state: kind, level: null }, true, palette);
          entries.push({ kind: state, label: sentences.areaLegend(kind), ...look });
        }
      }
      const drawn = marks.map((mark) => (typeof mark === "number" ? ground.marks[mark] : mark));
      for (const shape of ["circle", "square"]) {
        if (drawn.some((mark) => mark.shape === shape)) entries.push({ kind: "mark", label: words.say("legend." + shape), shape });
      }
      entries.push(...ringEntries(drawn, found));
      if (drawn.length) entries.push({ kind: "moved", label: words.say("legend.moved") });
      if (found.layers.includes("areas") && areas.some((area) => area.state === "counted")) {
        entries.push({ kind: "name", label: words.say(found.measure === "cities" ? "legend.name-cities" : "legend.name") });
      }
      return entries;
    }

    /** One line for each ring on the map, where more than one wave was out. @param {any[]} drawn @param {any} found */
    function ringEntries(drawn, found) {
      const out = record.waves.filter((/** @type {any} */ wave) => found.disclosedWaves.has(wave.id));
      if (!drawn.length || out.length < 2) return [];
      const ringOf = (/** @type {any} */ wave) => {
        const place = record.waves.indexOf(wave) + 1;
        return place === 1 ? "single" : place === 2 ? "double" : "dashed-" + place;
      };
      const entries = out.filter((/** @type {any} */ wave) => drawn.some((mark) => mark.ring === ringOf(wave)))
        .map((/** @type {any} */ wave) => ({ kind: "mark", label: words.say("legend.wave", { wave: wave.label }), ring: ringOf(wave) }));
      if (drawn.some((mark) => mark.ring === "mixed")) {
        const labels = out.map((/** @type {any} */ wave) => wave.label);
        entries.push({ kind: "mark", label: labels.length === 2 ? words.join(labels) : words.say("legend.several"), ring: "mixed" });
      }
      return entries;
    }

    /** What the map is to show when the question asks for a part of the world. @param {any} found */
    function windowOf(found) {
      const { view } = found;
      const query = queryOf(view);
      const asked = ["country", "region", "open"].filter((key) => key in query).map((key) => key + "=" + query[key]).join(",");
      if (!asked) return null;
      const chosen = Boolean(view.country && view.country.length);
      const about = chosen ? view.country : view.open && !view.region ? [view.open] : [];
      const hosts = new Set(about.length > 1 ? found.reports.map((/** @type {any} */ one) => one.country) : []);
      const parts = about.filter((/** @type {string} */ iso) => !hosts.has(iso)).map((/** @type {string} */ iso) => record.windows.country[iso]).filter(Boolean);
      if (chosen || view.region) parts.push(...around(found.reports, view.region));
      if (!parts.length) return view.region ? { asked, bounds: record.windows.region[view.region] } : null;
      const edge = (/** @type {number} */ place, /** @type {(...all: number[]) => number} */ pick) => pick(...parts.map((part) => part[place]));
      return { asked, bounds: [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)] };
    }

    /** What shows reports: the padded rectangle of their places and, where places are few, those of their hosts, of which
        nothing outside the region. @param {any[]} reports @param {string} region @returns {number[][]} */
    function around(reports, region) {
      if (!reports.length) return [];
      const marks = [...new Set(reports.map((one) => one.mark))].map((place) => ground.marks[place]);
      const xs = marks.map((mark) => mark.x), ys = marks.map((mark) => mark.y);
      const [left, bottom, right, top] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      const air = Math.max(AIR * Math.max(right - left, top - bottom), LEAST_AIR);
      const hosts = marks.length > DENSE ? [] : [...new Set(reports.map((one) => one.country))];
      const windows = hosts.map((iso) => record.windows.country[iso]).filter(Boolean).map((one) => (region ? within(one, record.windows.region[region]) : one));
      return [[left - air, bottom - air, right + air, top + air], ...windows.filter(([west, south, east, north]) => west < east && south < north)];
    }

    /** What two rectangles share; with its edges the wrong way round when that is nothing. @param {number[]} one @param {number[]} other */
    function within(one, other) {
      return one.map((edge, place) => (place < 2 ? Math.max(edge, other[place]) : Math.min(edge, other[place])));
    }

    return { compose, words };
  }

  /** A view's keys and texts as an address has them, in its order, what filters nothing left out. @param {any} view */
  function queryOf(view) {
    /** @type {Record<string, string>} */
    const query = {};
    for (const key of ["from", "until", "wave", "country", "bureau", "region", "response", "basis", "precision", "layers", "measure", "open", "asof", "lang"]) {
      const value = view[key];
      if (key === "layers" && value && value.length < LAYERS.length) query[key] = value.join(",") || "none";
      else if (key === "measure" ? value && value !== "reports" : value && value.length && key !== "layers") {
        query[key] = Array.isArray(value) ? value.join(",") : value;
      }
    }
    return query;
  }

  return { composer, queryOf };
})(
  typeof module !== "undefined" ? require("./select.js") : StationSelect,
  typeof module !== "undefined" ? require("./say.js") : StationSay,
  typeof module !== "undefined" ? require("./tell.js") : StationTell,
);

if (typeof module !== "undefined") module.exports = StationCompose;
