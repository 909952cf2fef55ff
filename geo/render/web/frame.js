/* The frame around the map: what is where, which part of the world is shown, and the way from one scene to the next.

   A scene is one view of the atlas, the ground is what all views share; SCENE.md names every field of both. Text arrives
   as JSON and is put on the page with textContent only: a string, or the place of a string in ground.texts. */
(function () {
  "use strict";

  const STORED = "station-atlas.place";
  const NEAR_FROM = 0.3; // zoom levels beyond the whole world: from here on the inset gives its room to the map
  const FACTOR = { full: 1180, most: 1.27 }; // marks and names grow with the stage, up to a quarter
  const atlas = /** @type {MapFrame} */ ({ // the other members come with the other scripts
    ground: null, scene: null, level: "world", asked: "", chose: "", place: null, touched: false, settling: false,
  });
  window.StationAtlas = atlas;

  /* A word of the map's own in the reader's language, by the English one. */
  atlas.word = (english) => (atlas.config && atlas.config.words && atlas.config.words[english]) || english;

  atlas.element = function (tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  atlas.shape = function (tag, attributes, parent, text) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    if (parent) parent.append(made);
    return made;
  };

  atlas.text = (value) => (typeof value === "number" ? atlas.ground.texts[value] : value);

  /* Points of a packed line: an encoded polyline in steps of the ground (polyline.py). */
  atlas.unpack = function (packed) {
    /** @type {[number, number][]} */
    const points = [];
    const { step } = atlas.ground;
    const at = [0, 0];
    let axis = 0;
    let value = 0;
    let shift = 0;
    for (let place = 0; place < packed.length; place++) {
      const group = packed.charCodeAt(place) - 63;
      value |= (group & 31) << shift;
      shift += 5;
      if (group & 32) continue;
      at[axis] += value & 1 ? ~(value >> 1) : value >> 1;
      if (axis) points.push([at[0] * step, at[1] * step]);
      axis = 1 - axis;
      value = shift = 0;
    }
    return points;
  };

  /* How much larger than usual the reader has set their text: all that is read grows with it. */
  const grown = () => Math.min(2, Math.max(1, parseFloat(window.getComputedStyle(document.documentElement).fontSize) / 16));

  /* How much larger than on a small page marks and names are drawn. */
  atlas.factor = () => factor;
  let factor = 1;

  /* Asked when the map is laid out, before anything is written. */
  function measure() {
    factor = grown() * Math.min(FACTOR.most, Math.max(1, atlas.stage.clientWidth / FACTOR.full));
    atlas.isStacked = getComputedStyle(atlas.stage).display === "grid"; // the inset stands below the world (map.css)
    if (atlas.panels) atlas.panels.inset.measure();
  }

  /* config: {ground: address, regions: [[slug, label, [left, bottom, right, top]]], files: address or none,
     ahead: {script, record: addresses} or none; host: element that holds the frame, else the page;
     take: [[words, what is done]], more buttons of the bar} */
  atlas.start = function (map, config) {
    atlas.map = map;
    atlas.config = config;
    if (atlas.css) document.head.append(atlas.element("style", "", atlas.css));
    buildFrame();
    atlas.buildBar(config);
    atlas.edges = map.options.maxBounds;
    followTheme();
    atlas.place = readPlace();
    atlas.touched = atlas.place !== null;
    // A page is scrolled over the map far more often than the map is zoomed: the wheel zooms after a click into it.
    map.scrollWheelZoom.disable();
    map.on("mousedown", () => map.scrollWheelZoom.enable());
    map.getContainer().addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    for (const hand of ["mousedown", "touchstart", "wheel"]) {
      map.getContainer().addEventListener(hand, () => { atlas.touched = true; }, { passive: true });
    }
    map.on("movestart zoomstart", () => {
      if (atlas.settling) return;
      atlas.hideHover();
      atlas.closeList();
    });
    map.on("moveend", onMoved);
    new ResizeObserver(onResize).observe(atlas.stage);
    new ResizeObserver(onResize).observe(atlas.legend);
    atlas.loadGround(config.ground).then((ground) => {
      atlas.ground = ground;
      if (atlas.scene) draw(atlas.scene);
    });
  };

  /* A page that has the ground already puts its own in the place of this. */
  atlas.loadGround = async function (address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error("ground: " + answer.status);
    return answer.json();
  };

  /* One change of the view: everything that differs from one view to another, and nothing else. */
  atlas.show = function (scene) {
    atlas.scene = scene;
    if (atlas.ground) draw(scene);
  };

  function draw(scene) {
    const colours = JSON.stringify(scene.colours);
    if (atlas.colours !== colours) { // each one set has the whole page styled anew
      const root = document.documentElement.style;
      for (const [name, colour] of Object.entries(scene.colours)) root.setProperty("--" + name, colour);
      atlas.colours = colours;
    }
    const first = !atlas.panels;
    if (first) {
      atlas.panels = atlas.buildPanels(atlas.ground);
      atlas.drawGround(atlas.ground);
    }
    atlas.readMarks(scene);
    atlas.drawLegend(scene);
    atlas.drawStrip(scene);
    follow(scene, first);
    atlas.drawAreas(scene);
    redraw();
    atlas.refreshList();
    if (!first) tell(atlas.together([scene.title, scene.strip.filters].map(atlas.text)));
    document.documentElement.dataset.ready = "yes";
    if (first && atlas.config.ahead) atlas.whenIdle(() => atlas.fetchScript(atlas.config.ahead.script));
  }

  /* Texts said aloud one after another; one that ends with a sign of its own, such as a Serbian date, gets no other. */
  atlas.together = (texts) => texts.filter(Boolean)
    .map((text) => (/[.?!…。？！]$/.test(text) ? text : text + (/[\u4e00-\u9fff]$/.test(text) ? "。" : "."))).join(" ");

  /* Once the first map stands and the browser has nothing else to do. */
  atlas.whenIdle = (act) => (window.requestIdleCallback ? window.requestIdleCallback(act, { timeout: 3000 }) : setTimeout(act, 1000));

  /* Answers when the script has run. */
  atlas.fetchScript = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error("not fetched: " + address));
    document.head.append(script);
  });

  /* Marks and names at the scale that the panels have now. */
  function redraw() {
    if (!atlas.panels || !atlas.scene) return;
    atlas.drawMarks();
    atlas.drawNames();
    atlas.markLegend();
    askForHeight();
  }

  /* On a narrow page the inset stands below the world, and what that takes differs from view to view and from language to
     language: the page around gives the frame so much (page.css), or the place that it has on a page (explore.css). */
  function askForHeight() {
    const own = /** @type {HTMLElement | null} */ (document.querySelector(".map-host") || window.frameElement);
    if (!own || !atlas.isStacked) return;
    const { top } = atlas.stage.getBoundingClientRect();
    const parts = [...atlas.stage.querySelectorAll(".world, .legend, .inset")].map((part) => part.getBoundingClientRect());
    const stage = Math.max(...parts.filter(({ height }) => height).map(({ bottom }) => bottom - top));
    const height = stage + atlas.bar.getBoundingClientRect().height + atlas.strip.getBoundingClientRect().height + 2; // the frame's own edges
    own.style.setProperty("--needed", height + "px");
  }

  /* Said once by screen readers. */
  function tell(words) {
    if (atlas.live.textContent !== words) atlas.live.textContent = words;
  }
  atlas.tell = tell;

  /* ---- what is shown: the window of the question, the reader's own place, or the whole ---- */

  function follow(scene, first) {
    const asked = scene.window ? scene.window.asked : "";
    const own = scene.open !== "" && scene.open === atlas.chose; // opened by a click on this map: the reader is there
    const changed = without(asked, own) !== without(atlas.asked, own);
    const kept = atlas.place && atlas.place.asked === asked;
    const laid = layout();
    atlas.asked = asked;
    atlas.hasInset = Boolean(atlas.ground.inset) && atlas.marks.some((mark) => atlas.panels.inset.holds(mark));
    if (first && kept) setLevel("near");
    else if (first || changed) {
      atlas.touched = false;
      forget();
      setLevel(scene.window ? "near" : "world");
    } else setLevel(atlas.level);
    // Laying the map out anew takes longer than all else, so it is done only for another window or size.
    if (first || changed || laid !== layout()) settle();
  }

  const layout = () => [atlas.stage.dataset.level, atlas.stage.dataset.inset].join();

  const without = (asked, own) => (own ? asked.replace(/,?open=\w+/, "") : asked);

  function setLevel(level) {
    atlas.level = level;
    atlas.stage.dataset.level = level;
    atlas.stage.dataset.inset = level === "world" && atlas.hasInset ? "yes" : "no";
  }

  /* Takes on the size of the frame, and shows again what was shown. */
  function settle() {
    const { map, place } = atlas;
    if (!atlas.panels) return;
    atlas.settling = true; // what Leaflet rounds here is no move of the reader's
    map.setMaxBounds(null); // between two sizes it would glide back inside them, and end beside the place
    measure(); // once, here: asked between two writes, the page is laid out each time
    atlas.keepRoom(); // beside another inset the legend takes other room, and the map what is left
    map.invalidateSize({ animate: false, pan: false });
    if (map.getSize().y > 40) { // a frame opens without a height
      if (atlas.touched && place) map.setView([place.y, place.x], place.zoom, { animate: false });
      else if (atlas.level === "near" && atlas.scene.window) fit(atlas.scene.window.bounds, false);
      else if (atlas.level === "world") fitWorld();
    }
    map.setMaxBounds(atlas.edges);
    atlas.settling = false;
    atlas.drawOutlines();
    atlas.panels.inset.scalePatterns();
    allowDragging();
  }

  const latLngs = ([left, bottom, right, top]) => [[bottom, left], [top, right]];

  function fit(bounds, animate) {
    atlas.map.fitBounds(latLngs(bounds), { animate, padding: [6, 6] });
  }

  /* The whole world as large as it fits, to the pixel. */
  function fitWorld() {
    const { map, ground } = atlas;
    const [left, bottom, right, top] = ground.bounds;
    map.setView([(bottom + top) / 2, (left + right) / 2], worldZoom(map.getSize()), { animate: false });
  }

  /* The zoom at which the whole world fits a box. */
  function worldZoom(size) {
    const [left, bottom, right, top] = atlas.ground.bounds;
    return Math.log2(Math.min(size.x / (right - left), size.y / (top - bottom)));
  }

  /* With the whole world in view a drag has nowhere to go, and a finger shall scroll the page. */
  function allowDragging() {
    if (atlas.level === "near") atlas.map.dragging.enable();
    else atlas.map.dragging.disable();
  }

  function onMoved() {
    if (atlas.settling || !atlas.panels) return;
    const { map } = atlas;
    const zoom = map.getZoom();
    if (atlas.level === "world" && zoom > worldZoom(map.getSize()) + NEAR_FROM) {
      setLevel("near");
      map.invalidateSize({ animate: false, pan: false });
    } else if (atlas.level === "near" && zoom < worldBeside() + 0.05) {
      whole();
      return;
    }
    if (atlas.touched && atlas.level === "near") keepPlace();
    allowDragging();
    redraw();
  }

  /* The zoom of the whole world when the inset stands beside it: farther out there is nothing to see. */
  function worldBeside() {
    const { clientWidth, clientHeight } = atlas.stage;
    const beside = atlas.hasInset && !atlas.isStacked ? clientWidth - 0.9 * clientHeight : clientWidth;
    return worldZoom({ x: beside, y: clientHeight });
  }

  /* Back to the whole world. */
  function whole() {
    atlas.touched = false;
    forget();
    setLevel("world");
    settle();
    redraw();
  }
  atlas.whole = whole;

  atlas.goTo = function (bounds) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    setLevel("near");
    atlas.map.invalidateSize({ animate: false, pan: false });
    atlas.touched = true;
    fit(bounds, !calm);
  };

  atlas.zoomBy = function (step) {
    atlas.touched = true;
    if (atlas.level === "world" && step > 0) {
      setLevel("near");
      atlas.map.invalidateSize({ animate: false, pan: false });
    }
    atlas.map.setZoom(atlas.map.getZoom() + step);
  };

  /* ---- the reader's place: kept for the tab, never in the address ---- */

  function readPlace() {
    try {
      return JSON.parse(window.sessionStorage.getItem(STORED));
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return null; // storage is switched off
      throw error;
    }
  }

  function keepPlace() {
    const centre = atlas.map.getCenter();
    atlas.place = { x: centre.lng, y: centre.lat, zoom: atlas.map.getZoom(), asked: atlas.asked };
    store((storage) => storage.setItem(STORED, JSON.stringify(atlas.place)));
  }

  function forget() {
    atlas.place = null;
    store((storage) => storage.removeItem(STORED));
  }

  function store(change) {
    try {
      change(window.sessionStorage);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  function onResize() {
    measure();
    atlas.keepRoom();
    const box = atlas.map.getContainer();
    const known = atlas.map.getSize();
    if (known.x === box.clientWidth && known.y === box.clientHeight && atlas.widthKnown === atlas.stage.clientWidth) return;
    atlas.widthKnown = atlas.stage.clientWidth;
    if (!atlas.scene || !atlas.panels) return;
    settle();
    redraw();
  }

  /* A change of the page's theme starts no run of its own: the map asks for one, and is then drawn in other colours. */
  function followTheme() {
    const streamlit = window.Streamlit;
    if (!streamlit || !streamlit.events) return;
    let asked = null;
    streamlit.events.addEventListener(streamlit.RENDER_EVENT, (/** @type {CustomEvent} */ event) => {
      const theme = event.detail.theme && event.detail.theme.base;
      if (!theme || !atlas.scene || !atlas.scene.theme) return;
      if (theme !== atlas.scene.theme && theme !== asked) streamlit.setComponentValue({ theme, at: Date.now() });
      asked = theme === atlas.scene.theme ? null : theme;
    });
  }

  /* bar, stage (world with its legend below it, inset at its right), strip */
  function buildFrame() {
    const { element } = atlas;
    atlas.frame = element("div", "frame");
    atlas.bar = element("div", "map-bar");
    atlas.stage = element("div", "stage");
    atlas.inset = element("div", "inset");
    atlas.legend = element("div", "legend");
    atlas.strip = element("div", "strip");
    atlas.strip.tabIndex = -1; // where the link that skips the map leads
    atlas.hover = element("div", "hover");
    atlas.frame.style.setProperty("--grown", String(grown()));
    atlas.live = element("div", "live");
    atlas.live.setAttribute("role", "status");
    const world = element("div", "world");
    world.append(atlas.map.getContainer());
    const left = element("div", "left");
    left.append(world, atlas.legend);
    atlas.stage.append(left, atlas.inset);
    // st_folium names the frame after its own module, which tells nobody anything when it is read aloud.
    if (window.frameElement && window.frameElement.title.includes("folium")) window.frameElement.title = atlas.word("World map");
    atlas.frame.append(atlas.bar, atlas.stage, atlas.strip, atlas.hover, atlas.live);
    (atlas.config.host || document.body).prepend(atlas.frame);
  }

  /* Opens a country's panel. The time makes two choices of one country two messages. */
  atlas.choose = function (iso, station) {
    if (!iso || !window.Streamlit) return;
    atlas.chose = iso;
    window.Streamlit.setComponentValue({ open: iso, station: station || "", at: Date.now() });
  };
})();
