/* Paints what a click on a filter will bring before the server has answered, in the page that has a server.

   The same pure scripts that filter on a page without one compose the scene (compose.js, held to Python by a test). The
   server's answer confirms it, and stands where the two differ. Only choices that a click names are painted ahead, of pills
   and of a calendar's days; what is typed, and all that stands around the map, waits for the server. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const PATIENCE = 15000; // ms until the server's last scene is shown again, should it never answer a click
  const LAYERS = ["areas", "marks"];
  const show = atlas.show;
  let composer = null;
  let record = null;
  let pills = {}; // class of a filter's box on the page → its key in an address
  let dates = {}; // the same of those that are a day
  const CHOOSES_DAY = '[data-testid="stDateInputCalendar"], [data-testid="stDateInput"] button';
  const MOST = 40; // scenes that are kept
  const composed = new Map(); // a view in a theme → its scene, the latest last
  let ahead = []; // scenes painted and not yet confirmed, oldest first
  let answered = atlas.scene; // the server's last scene
  let patience = 0;

  fetch(atlas.config.ahead.record).then(async (answer) => {
    if (!answer.ok) throw new Error("record: " + answer.status);
    ({ record, pills, dates } = await answer.json());
    record.reports = window.StationSelect.unpack(record.reports);
    composer = window.StationCompose.composer(atlas.ground, record);
    window.parent.document.addEventListener("click", onClick, true);
    composeNext(Object.values(pills).flatMap((key) => Object.keys(filterOf(key).values).map((value) => [key, value])));
  });

  /* What a first click can bring, one view at a time while the browser is idle: of a large table each takes long. */
  function composeNext(choices) {
    if (!choices.length || !isHere()) return;
    atlas.whenIdle(() => {
      const [[key, value], ...others] = choices;
      if (atlas.scene && atlas.scene.query) sceneOf(toggled(atlas.scene.query, key, value));
      composeNext(others);
    });
  }

  /* Whether the reader is on the map's page. */
  const isHere = () => Boolean(window.frameElement && window.frameElement.isConnected);

  const filterOf = (key) => record.filters.find((one) => one.key === key);

  /* The scene of a view, one of the latest composed or a new one. */
  function sceneOf(view) {
    const key = ordered([view, atlas.scene.theme]);
    const scene = composed.get(key) || composer.compose(view, atlas.scene.theme).scene;
    composed.delete(key);
    composed.set(key, scene); // the latest stands last
    if (composed.size > MOST) composed.delete(composed.keys().next().value);
    return scene;
  }

  function onClick(event) {
    if (!isHere()) {
      event.currentTarget.removeEventListener("click", onClick, true);
      return;
    }
    if (!atlas.scene || !atlas.scene.query) return;
    if (event.target.closest(CHOOSES_DAY)) requestAnimationFrame(paintDays);
    const pill = event.target.closest("button");
    const box = pill && Object.keys(pills).find((name) => pill.closest("." + name));
    if (!box || pill.disabled) return;
    const key = pills[box];
    const { values } = filterOf(key);
    const value = Object.keys(values).find((one) => values[one] === pill.textContent.trim());
    if (value === undefined) return;
    requestAnimationFrame(() => paint(toggled(atlas.scene.query, key, value)));
  }

  /* The view after the click: of several values one more or less, of one the other or none. */
  function toggled(query, key, value) {
    const { view } = window.StationView.read(new URLSearchParams(query).toString(), record);
    if (key === "region" || key === "measure") {
      view[key] = view[key] === value ? "" : value;
    } else {
      const now = view[key] || (key === "layers" ? LAYERS : []);
      view[key] = (now.includes(value) ? now.filter((one) => one !== value) : [...now, value]).sort();
    }
    return window.StationView.tidy(view);
  }

  /* The view with the days that stand in the fields: one that was chosen in the calendar is there when the next frame is
     drawn, and none once it was cleared. What the server says of two days in the wrong order, it says itself. */
  function paintDays() {
    const { view } = window.StationView.read(new URLSearchParams(atlas.scene.query).toString(), record);
    for (const [box, key] of Object.entries(dates)) {
      const field = window.parent.document.querySelector("." + box + ' input[type="date"]');
      if (field) view[key] = field.value;
    }
    if (!view.from || !view.until || view.from <= view.until) paint(window.StationView.tidy(view));
  }

  function paint(view) {
    const scene = sceneOf(view);
    if (ordered(scene.query) === ordered(atlas.scene.query)) return;
    ahead.push(scene);
    show(scene);
    clearTimeout(patience);
    patience = window.setTimeout(() => {
      ahead = [];
      show(answered);
    }, PATIENCE);
  }

  /* An answer to an earlier click than the last is passed over: the reader is further than it. */
  atlas.show = function (scene) {
    answered = scene;
    const place = ahead.findIndex((one) => ordered(one.query) === ordered(scene.query));
    if (place >= 0 && place < ahead.length - 1) {
      ahead.splice(0, place + 1);
      return;
    }
    const confirmed = place >= 0 && isSame(ahead[place], scene);
    ahead = [];
    clearTimeout(patience);
    if (!confirmed) show(scene);
  };

  /* Most marks are the place of one in the ground, in both. */
  function isSame(one, other) {
    const isAlike = (mark, place) => mark === other.marks[place] || ordered(spelledMark(mark)) === ordered(spelledMark(other.marks[place]));
    return one.marks.length === other.marks.length && one.marks.every(isAlike) && ordered(spelled(one)) === ordered(spelled(other));
  }

  const each = (entry, ...names) => ({ ...entry, ...Object.fromEntries(names.map((name) => [name, atlas.text(entry[name])])) });

  function spelledMark(one) {
    const { of: _, ...mark } = atlas.markOf(one);
    return { ...each(mark, "label", "waves"), items: mark.items.map(atlas.text) };
  }

  /* A scene but its marks, with its texts in full: the server sends the places of those that the ground holds. Of its
     window only what is asked: the edges follow from it, and may differ by a rounding. */
  function spelled(scene) {
    const { text } = atlas;
    return {
      ...scene,
      ...each(scene, "heading", "title", "alt"),
      said: { ...scene.said, label: scene.said.label.map(text), detail: scene.said.detail.map(text) },
      marks: null,
      legend: scene.legend.map((entry) => each(entry, "label")),
      strip: each(scene.strip, ...Object.keys(scene.strip)),
      window: scene.window && scene.window.asked,
    };
  }

  /* JSON that is the same for the same value, in whatever order its keys were written. */
  function ordered(value) {
    return JSON.stringify(value, (_, one) =>
      (one && typeof one === "object" && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one));
  }
})();
