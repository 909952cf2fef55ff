/* The countries in both panels: their colours and patterns, what they say, which of them is open or pointed at. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const SMALL_UNTIL_ZOOM = 5.5; // nearer, a tiny country can be hit itself
  const SMOOTH = 0.5; // px that an outline may stray from its points, so that most of them can be left out
  atlas.areas = [];

  atlas.drawGround = function (ground) {
    const { map } = atlas;
    if (!atlas.patterns) atlas.patterns = atlas.shape("svg", { class: "patterns", "aria-hidden": "true" }, atlas.stage);
    for (const [name, order] of [["globe", 210], ["land", 220], ["small", 230], ["chosen", 240]]) {
      map.createPane(name).style.zIndex = order;
    }
    for (const still of ["globe", "chosen"]) map.getPane(still).style.pointerEvents = "none";
    const flip = ([x, y]) => L.latLng(y, x);
    const flat = (lines) => lines.map((line) => atlas.unpack(line).map(flip));
    L.polygon(flat(ground.outline), { pane: "globe", interactive: false, className: "globe" }).addTo(map);
    L.polyline(flat(ground.graticule), { pane: "globe", interactive: false, className: "graticule" }).addTo(map);
    atlas.areas = ground.units.map((unit, number) => {
      const rings = unit.rings.map(flat);
      const shape = L.polygon(rings, { pane: "land", className: "land", smoothFactor: SMOOTH, noClip: false }).addTo(map);
      const area = { unit, number, shape, state: "", paint: "", count: 0 };
      const targets = [shape.getElement()];
      if (unit.small) { // nothing is drawn of it, but it can be pointed at
        const target = L.circleMarker([unit.y, unit.x], { pane: "small", className: "target", radius: 6 }).addTo(map);
        targets.push(target.getElement());
      }
      const inset = atlas.panels.inset.areas.get(number);
      if (inset) targets.push(inset);
      area.paths = inset ? [targets[0], inset] : [targets[0]];
      for (const target of targets) listen(target, area);
      return area;
    });
    atlas.chosen = L.featureGroup().addTo(map);
    if (ground.inset) {
      const edge = ground.inset.edge.map(flip);
      atlas.edge = L.polyline(edge, { pane: "chosen", interactive: false, className: "edge" }).addTo(map);
    }
    map.on("zoomend", () => { atlas.stage.dataset.close = map.getZoom() >= SMALL_UNTIL_ZOOM ? "yes" : "no"; });
  };

  function listen(target, area) {
    target.addEventListener("mousemove", (event) => atlas.pointAt(area, event.clientX, event.clientY));
    target.addEventListener("mouseout", () => atlas.pointAt(null));
    target.addEventListener("click", () => atlas.choose(area.unit.iso));
  }

  /* What is under the pointer says its name, and its class in the legend is marked. */
  atlas.pointAt = function (area, x, y) {
    if (!area || area.label === undefined) {
      atlas.hideHover();
      atlas.markClass(null);
      return;
    }
    atlas.showHover([atlas.text(area.label), atlas.text(area.detail)], x, y);
    atlas.markClass(area.level === undefined ? area.state : area.level);
  };

  atlas.drawAreas = function (scene) {
    const styles = JSON.stringify(scene.styles);
    if (atlas.styles !== styles) {
      atlas.patterns.replaceChildren(...scene.styles.flatMap((style, index) =>
        style.pattern ? ["world", "inset"].map((panel) => patternOf(style, index, panel)) : []));
      atlas.panels.inset.scalePatterns();
    }
    atlas.styles = styles;
    atlas.chosen.clearLayers();
    if (atlas.panels.inset.chosen) atlas.panels.inset.chosen.replaceChildren();
    const said = new Map(scene.said.unit.map((unit, place) => [unit, {
      label: scene.said.label[place], detail: scene.said.detail[place], count: scene.said.count[place],
    }]));
    atlas.areas.forEach((area, index) => {
      const look = parseInt(scene.look[index], 36);
      const { state, fill, pattern, level } = scene.styles[look];
      const { label, detail, count } = said.get(index) || area.unit;
      const paint = pattern ? "pattern-" + look : fill;
      if (area.paint !== paint) {
        area.shape.setStyle({ fillColor: pattern ? "url(#" + paint + "-world)" : fill, fillOpacity: 1 });
        if (area.paths[1]) area.paths[1].setAttribute("fill", pattern ? "url(#" + paint + "-inset)" : fill);
      }
      Object.assign(area, { state, label, detail, count, paint, level });
      if (scene.open && area.unit.iso === scene.open) outline(area);
    });
    atlas.light(null);
  };

  /* A dark line on a light edge, or the other way round, so that it is seen on every colour. */
  function outline(area) {
    for (const className of ["chosen-edge", "chosen"]) {
      const look = { pane: "chosen", className, fill: false, interactive: false, smoothFactor: SMOOTH };
      L.polygon(area.shape.getLatLngs(), look).addTo(atlas.chosen);
      if (area.unit.small) L.circleMarker([area.unit.y, area.unit.x], { ...look, radius: 8 }).addTo(atlas.chosen);
      if (area.paths[1]) {
        atlas.shape("path", { d: area.paths[1].getAttribute("d"), class: className, fill: "none" }, atlas.panels.inset.chosen);
      }
    }
  }

  /* Outlines the countries of one class of the legend, or of one state, and dims all others; null ends it. */
  atlas.light = function (key) {
    if (key === null && atlas.stage.dataset.lit !== "yes") return;
    atlas.stage.dataset.lit = key === null ? "no" : "yes";
    for (const area of atlas.areas) {
      const lit = key !== null && (area.level === undefined ? area.state === key : area.level === key);
      for (const path of area.paths) path.classList.toggle("lit", lit);
    }
  };

  /** @param {Painted} style @param {number} index @param {string} panel */
  function patternOf({ fill, pattern, lines }, index, panel) {
    const side = pattern === "dots" ? 5 : 6;
    const holder = atlas.shape("pattern", {
      id: "pattern-" + index + "-" + panel, patternUnits: "userSpaceOnUse", width: side, height: side, "data-panel": panel,
    });
    atlas.shape("rect", { width: side, height: side, fill }, holder);
    if (pattern === "dots") atlas.shape("circle", { cx: 2.5, cy: 2.5, r: 0.9, fill: lines }, holder);
    else atlas.shape("path", { d: "M-1,1 l2,-2 M0,6 l6,-6 M5,7 l2,-2", stroke: lines, "stroke-width": 1.1 }, holder);
    return holder;
  }
})();
