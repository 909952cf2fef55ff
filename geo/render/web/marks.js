/* The marks: one a city (disc) or one a country without a city (hollow square), each with its number, at the spots that
   came with the ground. A mark that left its place has a line to it, with a dot at the place itself. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const LINE_FROM = 4.5; // px from its place: nearer, the mark still lies on it
  const SIZE = 24; // px: what a finger can hit; spots are so far apart
  const MANY = 400; // marks beyond which only those in sight stand in the page
  atlas.marks = [];
  let numbers = null; // key of a mark → its place in the ground

  /* ring: none but the light edge for the first wave, a whole line for the second, a line of as many dashes as the wave's
     number for each later one, half a line where several waves are under the mark. number: what is written in it, "" for none. */
  atlas.drawMark = function (form, ring, number) {
    const body = (number.length > 1 ? 9 : 7.5) * (form === "square" ? 0.9 : 1);
    const gap = 1.6;
    const line = 1.2;
    const outer = ring === "single" ? body + gap : body + gap + line + 0.4;
    const svg = atlas.shape("svg", { width: SIZE, height: SIZE, viewBox: "-12 -12 24 24", "aria-hidden": "true" });
    const at = body + gap + line / 2;
    const dashes = Number((/^dashed-(\d+)$/.exec(ring) || [])[1] || 0);
    const lines = { class: "mark-ring " + ring, "stroke-width": line, pathLength: dashes ? 2 * dashes : 8 };
    if (dashes) lines["stroke-dasharray"] = "1.4 0.6";
    if (form === "square") {
      const box = (radius, attributes) =>
        atlas.shape("rect", { x: -radius, y: -radius, width: 2 * radius, height: 2 * radius, ...attributes }, svg);
      box(outer, { class: "mark-edge" });
      if (ring !== "single") box(at, lines);
      box(body - 0.7, { class: "mark-hollow", "stroke-width": 1.5 });
    } else {
      atlas.shape("circle", { r: outer, class: "mark-edge" }, svg);
      if (ring !== "single") atlas.shape("circle", { r: at, ...lines }, svg);
      atlas.shape("circle", { r: body, class: "mark-body" }, svg);
    }
    if (number) atlas.shape("text", { class: "mark-number " + form, y: 3.9 }, svg, number);
    return svg;
  };

  /* A mark of a scene in full: the wire has the number of one in the ground, or what differs from one. */
  atlas.markOf = (one) => {
    if (typeof one === "number") return atlas.ground.marks[one];
    return "of" in one ? { ...atlas.ground.marks[one.of], ...one } : one;
  };

  /* The marks of a scene, each with its number in the ground, by which its spots are found. */
  atlas.readMarks = function (scene) {
    numbers = numbers || new Map(atlas.ground.marks.map((mark, number) => [mark.key, number]));
    const before = new Map(atlas.marks.map((mark) => [mark.key, mark]));
    atlas.marks = scene.marks.map((one, place) => {
      const fields = atlas.markOf(one);
      const known = before.get(fields.key);
      const signature = typeof one === "number" ? String(one) : JSON.stringify(fields);
      before.delete(fields.key);
      const mark = known && known.signature === signature ? known : made(fields, signature);
      if (known && known !== mark) known.drop();
      return Object.assign(mark, { number: numbers.get(fields.key), order: place });
    });
    for (const gone of before.values()) gone.drop();
    atlas.forgetGraph();
    atlas.keepStop();
  };

  /* A mark whose element is made when it is first asked for: of thousands, most are never looked at. */
  function made(fields, signature) {
    let element = null;
    return {
      ...fields,
      signature,
      get element() { return element || (element = build(fields)); },
      stands: () => element !== null,
      drop() { if (element) element.remove(); },
    };
  }

  function build(fields) {
    const element = atlas.element("div", "mark");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", [fields.label, fields.waves].map(atlas.text)
      .join(document.documentElement.lang.startsWith("zh") ? "，" : ", "));
    element.dataset.mark = fields.key;
    element.tabIndex = -1;
    element.append(atlas.drawMark(fields.shape, fields.ring, String(fields.count)));
    const mark = () => atlas.marks.find((one) => one.key === fields.key);
    element.addEventListener("click", () => {
      atlas.openList(mark(), false);
      atlas.choose(fields.iso, fields.key);
    });
    element.addEventListener("mouseenter", () => hint(mark()));
    element.addEventListener("focus", () => hint(mark()));
    element.addEventListener("mouseleave", atlas.hideHover);
    element.addEventListener("blur", atlas.hideHover);
    return element;
  }

  function hint(mark) {
    const box = mark.element.getBoundingClientRect();
    const area = atlas.areas.find((one) => one.unit.iso === mark.iso);
    atlas.showHover([atlas.text(mark.label), area ? atlas.text(area.detail) : ""], box.right - 6, box.top + 6);
  }

  /* The rung of the ladder that holds at a panel's scale: positions are kept apart from there on. */
  atlas.rungOf = function (panel) {
    const zoom = Math.log2(panel.scale()) - Math.log2(atlas.factor());
    return panel.rungs().findLast((rung) => rung.zoom <= zoom + 1e-6) || panel.rungs()[0];
  };

  atlas.drawMarks = function () {
    const { world, inset } = atlas.panels;
    const factor = atlas.factor();
    atlas.moved = 0;
    for (const panel of [world, inset]) {
      if (panel === inset && atlas.stage.dataset.inset !== "yes") continue;
      const rung = atlas.rungOf(panel);
      /** @type {[string, Record<string, any>][]} */
      const lines = [];
      const dots = [];
      for (const mark of atlas.marks) {
        if (!panel.holds(mark)) continue;
        const place = panel.place(mark);
        const spot = rung.marks[mark.number] || place;
        const at = panel.project(...spot);
        Object.assign(mark, { panel, spot });
        if (atlas.marks.length > MANY && !atlas.isStop(mark)) {
          if (rung.dots) {
            dots.push("M" + at.x.toFixed(1) + " " + at.y.toFixed(1) + "h0");
            mark.drop();
            continue;
          }
          if (!panel.sees(...spot)) {
            mark.drop();
            continue;
          }
        }
        const { element } = mark;
        if (element.parentNode !== panel.marks) panel.marks.append(element);
        element.style.transform = "translate(" + (at.x - SIZE / 2) + "px," + (at.y - SIZE / 2) + "px) scale(" + factor + ")";
        element.classList.toggle("dot", Boolean(rung.dots));
        const foot = panel.project(...place);
        if (Math.hypot(foot.x - at.x, foot.y - at.y) > LINE_FROM) {
          lines.push(["line", { x1: foot.x, y1: foot.y, x2: at.x, y2: at.y }], ["circle", { cx: foot.x, cy: foot.y, r: 1.8 }]);
          atlas.moved += 1;
        }
      }
      // So many that none can be told from the next: one line of dots. A country is chosen by its area.
      if (dots.length) lines.push(["path", { class: "many-dots", d: dots.join("") }]);
      panel.lines.replaceChildren(...lines.map(([tag, attributes]) => atlas.shape(tag, attributes)));
    }
  };

  /* Marks whose spot can be seen. */
  atlas.marksInSight = () => atlas.marks.filter((mark) => mark.panel.sees(...mark.spot));
})();
