/* Names of countries with their totals, and of cities when few marks are in sight, where Python found room for them. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const FEW = 14; // marks in sight up to which cities are named, as in print
  const TALL = 16, LETTER = 6; // px: a country taller and wider than its name carries it
  const AWAY = 12; // px from a smaller one to the middle of its name
  const STRONG = 2; // from this class on an area is so strong that a name on it is written light

  atlas.drawNames = function () {
    const factor = atlas.factor();
    let countries = 0;
    for (const panel of [atlas.panels.world, atlas.panels.inset]) {
      if (!panel.names) continue;
      if (panel === atlas.panels.inset && atlas.stage.dataset.inset !== "yes") continue;
      const rung = atlas.rungOf(panel);
      const names = writer(panel.names, factor);
      if (atlas.scene.areas) {
        for (const [unit, x, y, inside] of rung.names) {
          const area = atlas.areas[unit];
          if (area.state !== "counted") continue;
          const strong = inside && area.level >= STRONG ? " on-strong" : "";
          names.put("country" + strong, panel.project(x, y), "-50%", area.unit.name, area.count);
          countries += 1;
        }
        for (const area of panel === atlas.panels.world ? askedInVain() : []) {
          names.put("country", beside(area, panel), "-50%", area.unit.name);
          countries += 1;
        }
      }
      if (panel.cities() && rung.cities && atlas.scene.marks.length && atlas.marksInSight().length <= FEW) {
        const aside = { left: "0", right: "-100%", centre: "-50%" };
        for (const mark of atlas.marksInSight()) {
          const spot = rung.cities[mark.number];
          if (!spot) continue;
          const at = panel.project(...mark.spot);
          const from = { x: at.x + spot[0] * factor, y: at.y + spot[1] * factor };
          const area = atlas.areas.find((one) => one.unit.iso === mark.iso && one.level !== undefined);
          const strong = spot[3] && area && area.level >= STRONG ? " on-strong" : "";
          names.put("city" + strong, from, aside[spot[2]], mark.place);
        }
      }
      names.end();
    }
    dropCut();
    atlas.named = countries > 0;
  };

  /* Writes names into a box. One that stands there already is moved, not made anew: its letters are set once. */
  function writer(box, factor) {
    const before = new Map([...box.children].map((name) => [name.dataset.says, name]));
    const written = new Set();
    return {
      put(className, at, aside, words, count) {
        const says = [className, words, count].join("|");
        const known = before.get(says);
        const name = known && !written.has(known) ? known : atlas.element("span", className, words);
        if (name !== known) {
          name.dataset.says = says;
          if (count !== undefined) name.append(" ", atlas.element("b", "", String(count)));
          box.append(name);
        }
        name.style.fontSize = (className.startsWith("city") ? 11.5 : 12) * factor + "px";
        name.style.transform = "translate(" + at.x + "px," + at.y + "px) translate(" + aside + ", -50%)";
        written.add(name);
      },
      end() {
        for (const name of before.values()) if (!written.has(name)) name.remove();
      },
    };
  }

  /* Whoever asks for a country looks for it on the map, where nothing is reported of it most of all. */
  function askedInVain() {
    const codes = /country=([A-Z,]+)/.exec((atlas.scene.window || { asked: "" }).asked);
    const areas = (codes ? codes[1].split(",") : []).map((iso) => atlas.areas.find((area) => area.unit.iso === iso));
    return areas.filter((area) => area && area.state !== "counted");
  }

  /* Where such a name is set: in the middle, or of a country that it would cover below, above where the window ends. */
  function beside({ unit, shape }, panel) {
    const land = shape.getBounds();
    const [top, low] = [panel.project(unit.x, land.getNorth()), panel.project(unit.x, land.getSouth())];
    const width = panel.project(land.getEast(), unit.y).x - panel.project(land.getWest(), unit.y).x;
    if (low.y - top.y > TALL && width > LETTER * unit.name.length) return panel.project(unit.x, unit.y);
    const left = atlas.map.getSize().y - atlas.map.latLngToContainerPoint([land.getSouth(), unit.x]).y;
    return left > 2 * AWAY ? { x: low.x, y: low.y + AWAY } : { x: top.x, y: top.y - AWAY };
  }

  /* Room was found on the whole map; of a part of it the window's edge may cut a name in two. */
  function dropCut() {
    if (atlas.level !== "near") return;
    const window = atlas.map.getContainer().getBoundingClientRect();
    const names = [...atlas.panels.world.names.children].map((name) => [name, name.getBoundingClientRect()]);
    for (const [name, { left, top, right, bottom }] of names) {
      const isSeen = right > window.left && left < window.right && bottom > window.top && top < window.bottom;
      const isWhole = left >= window.left && right <= window.right && top >= window.top && bottom <= window.bottom;
      if (isSeen && !isWhole) name.remove();
    }
  }
})();
