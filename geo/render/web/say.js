// @ts-check
/* Messages, numbers, lists and days put into words: the same catalogue as geo/words/messages.py, filled here.

   Pure. Works in a page (window.StationSay) and in node. */

var StationSay = (() => {
  "use strict";

  /**
   * @typedef {{messages: Record<string, string>, nouns: Record<string, string>, months: string[]}} Catalogue
   *   nouns: plural → singular; months: by name, January first
   * @param {Catalogue} catalogue */
  function speaker(catalogue) {
    /** The message of this name with its parts filled in, numbers as "1,204".
     * @param {string} message @param {Record<string, string | number>} [parts] @returns {string} */
    function say(message, parts = {}) {
      if (!(message in catalogue.messages)) throw new Error("no message is called " + message);
      return catalogue.messages[message].replace(/\{(\w+)\}/g, (_, part) => {
        if (!(part in parts)) throw new Error(message + " lacks its part " + part);
        const filled = parts[part];
        return typeof filled === "number" ? grouped(filled) : filled;
      });
    }

    /** "1,204". @param {number} number */
    const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

    /** "1 report", "54 reports". @param {number} number @param {string} plural */
    const count = (number, plural) => grouped(number) + " " + (number === 1 ? catalogue.nouns[plural] : plural);

    /** "a, b and c". @param {string[]} words @param {string} [last] */
    function join(words, last = say("join.and")) {
      if (words.length < 2) return words.join("");
      return words.slice(0, -1).join(", ") + " " + last + " " + words[words.length - 1];
    }

    /** "12 September 2022" for 2022-09-12. @param {string} text */
    function day(text) {
      const [year, month, one] = text.split("-");
      return Number(one) + " " + catalogue.months[Number(month) - 1] + " " + year;
    }

    return { say, grouped, count, join, day };
  }

  return { speaker };
})();

if (typeof module !== "undefined") module.exports = StationSay;
