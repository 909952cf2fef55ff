/* The list beside the map: every entry known by now, newest first, of all countries or of one. */
(function () {
  "use strict";

  const feed = { iso: "", words: {}, later: [] };
  window.PlayerFeed = feed;

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* What was said, or is remarked on it, stays in the language of the data. */
  const ofData = (made) => Object.assign(made, { lang: "en" });

  function source(cited) {
    if (!cited.url) {
      const words = element("span", "", cited.words);
      if (cited.remark) {
        const [before, ...after] = cited.words.split(cited.remark);
        words.replaceChildren(before, ofData(element("span", "", cited.remark)), after.join(cited.remark));
      }
      return words;
    }
    const link = element("a", "", cited.words);
    link.href = cited.url; // http(s) only: the page lets nothing else through
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }

  /* now: the last day taken into account, "" for no limit. A source that came out later is counted, not shown. */
  function sources(entry, now) {
    const box = element("div", "sources");
    const out = entry.sources.filter((cited) => !now || (cited.out && cited.out <= now));
    out.forEach((cited, index) => {
      if (index) box.append(" · ");
      box.append(source(cited));
    });
    const later = entry.sources.length - out.length;
    if (later) box.append((out.length ? " · " : "") + feed.later[later - 1]);
    return box;
  }

  function item(entry, now, fresh) {
    const made = element("li", fresh ? "fresh" : "");
    const head = element("div", "head");
    head.append(element("time", "", entry.date), element("strong", "", entry.head));
    // A note of the compilers tells what its latest dated source tells, so it waits for that one.
    const note = !now || (entry.note_from && entry.note_from <= now) ? entry.note : "";
    const text = element("div", "text", entry.text);
    text.lang = entry.lang;
    const aside = element("div", "aside", entry.said_by);
    if (note) aside.append(" ", ofData(element("span", "", note)));
    made.append(head, text, aside);
    made.append(sources(entry, now));
    return made;
  }

  /* names: code → country. later: what is said of so many sources that came out later, from one on. entries: all of the view, oldest first, undated last. now: see sources. fresh: keys that
     are new now. choose("") shows all countries again. The newest stands first; what has no date
     is news of no day and stands last. */
  feed.show = function (box, { entries, names, later }, now, fresh, choose) {
    feed.later = later;
    const known = entries.filter((entry) => !now || (entry.day && entry.day <= now));
    const shown = known.filter((entry) => !feed.iso || entry.iso === feed.iso);
    const heading = element("div", "feed-heading");
    heading.append(element("strong", "", feed.iso ? names[feed.iso] || feed.words.this_country : feed.words.by_then));
    if (feed.iso) {
      const all = element("button", "", feed.words.all);
      all.type = "button";
      all.onclick = () => choose("");
      heading.append(all);
    }
    const list = element("ol");
    const ordered = [...shown.filter((entry) => entry.day).reverse(), ...shown.filter((entry) => !entry.day)];
    for (const entry of ordered) list.append(item(entry, now, fresh.includes(entry.key)));
    box.replaceChildren(heading, shown.length ? list : element("p", "", feed.words.nothing));
    box.scrollTop = 0;
  };
})();
