// @ts-check
/* Messages, numbers, lists and days put into words: the same catalogue as geo/words/messages.py, filled here.

   Pure. Works in a page (window.StationSay) and in node. */

var StationSay = (() => {
  "use strict";

  /** Before which words a link sounds like the word: "España e Irlanda", "Italia ed Ecuador".
   * @type {Record<string, {sound: RegExp, plain: string, changed: string}>} */
  const LIKE_ITS_LINK = {
    "es and": { sound: /^(?:hi|i|í)(?![ae])/i, plain: "y", changed: "e" },
    "es or": { sound: /^h?[oó]/i, plain: "o", changed: "u" },
    "it and": { sound: /^[eèé](?!d)/i, plain: "e", changed: "ed" },
  };

  /**
   * @typedef {{language: string, messages: Record<string, string | Record<string, string>>,
   *   grouping: {sign: string, least: number}, months: string[], day: string, first: string,
   *   joints: [string, string][]}} Catalogue
   *   joints: pattern of a place where parts meet, and what stands there instead; messages: a text, or its forms by CLDR's name of a plural; months: as they stand with a day, January first;
   *   day: how a day is written, with the parts day, month, number and year; first: the day of the first of a month
   * @param {Catalogue} catalogue */
  function speaker(catalogue) {
    const plurals = new Intl.PluralRules(catalogue.language);
    const joints = catalogue.joints.map(([pattern, joined]) => /** @type {const} */ ([new RegExp(pattern, "g"), joined]));

    /** The message of this name with its parts filled in, numbers as the language writes them. Of a message with
     * several forms the part `number` chooses one.
     * @param {string} message @param {Record<string, string | number>} [parts] @returns {string} */
    function say(message, parts = {}) {
      if (!(message in catalogue.messages)) throw new Error("no message is called " + message);
      const found = catalogue.messages[message];
      return filled(message, typeof found === "string" ? found : found[plurals.select(Number(parts.number))] || found.other, parts);
    }

    /** @param {string} message @param {string} text @param {Record<string, string | number>} parts */
    function filled(message, text, parts) {
      return meet(text.replace(/\{(\w+)\}(\.?)/g, (_, part, stop) => {
        if (!(part in parts)) throw new Error(message + " lacks its part " + part);
        const value = typeof parts[part] === "number" ? grouped(parts[part]) : String(parts[part]);
        return value.endsWith(".") ? value : value + stop; // a Serbian date closes the sentence, too
      }));
    }

    /** With its parts joined as the language joins them. @param {string} text */
    const meet = (text) => joints.reduce((met, [pattern, joined]) => met.replace(pattern, joined), text);

    /** "1,204". @param {number} number */
    const grouped = (number) => (Math.abs(number) < catalogue.grouping.least
      ? String(number) : String(number).replace(/\B(?=(\d{3})+$)/g, catalogue.grouping.sign));

    /** "1 report", "54 reports". @param {number} number @param {string} plural */
    const count = (number, plural) => say("number." + plural, { number });

    /** "a, b and c". @param {string[]} words @param {"and" | "or"} [last] */
    function join(words, last = "and") {
      if (words.length < 2) return words.join("");
      const end = words[words.length - 1];
      const joined = say("join." + last, { first: words.slice(0, -1).join(say("join.between")), last: end });
      const link = LIKE_ITS_LINK[catalogue.language + " " + last];
      if (!link || !link.sound.test(end)) return joined;
      return joined.slice(0, -end.length - link.plain.length - 1) + link.changed + " " + end;
    }

    /** Whole sentences behind each other; empty ones are left out. @param {string[]} sentences */
    const together = (sentences) => sentences.filter(Boolean).reduce((first, second) => (!first ? second :
      first + (/[。？！]$/.test(first) ? "" : " ") + second), "");

    /** With its full stop, unless it ends with a sign of its own. @param {string} sentence */
    const close = (sentence) => (/[.?!…。？！]$/.test(sentence) ? sentence : say("closed", { sentence }));

    /** "12 September 2022" for 2022-09-12. @param {string} text */
    function day(text) {
      const [year, month, one] = text.split("-");
      const parts = { day: Number(one) === 1 ? catalogue.first : String(Number(one)), month: catalogue.months[Number(month) - 1], number: String(Number(month)), year };
      return filled("day", catalogue.day, parts);
    }

    return { say, grouped, count, join, together, close, day };
  }

  return { speaker };
})();

if (typeof module !== "undefined") module.exports = StationSay;
