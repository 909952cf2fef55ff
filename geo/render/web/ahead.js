/* Paints what a click on a filter will bring before the server has answered, in the page that has a server.

   The same pure scripts that filter on a page without one compose the scene (compose.js, held to Python by a test). The
   server's answer confirms it, and stands where the two differ. Painted ahead is what a reader chooses: a pill, a day of a
   calendar, an entry of a list, a country on the map, and the way back to no filter. A day or a name of one's own that is
   typed, and all that stands around the map, waits for the server. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const PATIENCE = 15000; // ms until the server's last scene is shown again, should it never answer a click
  const LAYERS = ["areas", "marks"];
  const show = atlas.show;
  let composer = null;
  let record = null;
  let controls = null; // what the page calls its filters (ahead.py)
  const BY_HAND = '[data-testid="stDateInput"], [data-testid="stDateInputCalendar"], [data-testid="stMultiSelectDropdown"]';
  const BY_HAND_OR_KEY = '[data-testid="stMultiSelect"]'; // a day that is typed is not chosen before it is complete
  const SOON = 12; // frames within which a field names what was chosen for it
  const ACTS = ["click", "pointerup", "keydown"];
  const NUMBER = " · "; // between the name of a list's entry and its number of reports
  const MOST = 40; // scenes that are kept
  const composed = new Map(); // a view in a theme → its scene, the latest last
  let ahead = []; // scenes painted and not yet confirmed, oldest first
  let answered = atlas.scene; // the server's last scene
  let patience = 0;

  fetch(atlas.config.ahead.record).then(async (answer) => {
    if (!answer.ok) throw new Error("record: " + answer.status);
    ({ record, controls } = await answer.json());
    record.reports = window.StationSelect.unpack(record.reports);
    composer = window.StationCompose.composer(atlas.ground, record);
    for (const act of ACTS) window.parent.document.addEventListener(act, onAct, true);
    composeNext(Object.values(controls.pills).flatMap((key) => Object.keys(filterOf(key).values).map((value) => [key, value])));
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

  /* A reader who has left the map's page is not listened to any longer. */
  function onAct(event) {
    if (!isHere()) {
      for (const act of ACTS) event.currentTarget.removeEventListener(act, onAct, true);
      return;
    }
    if (!atlas.scene || !atlas.scene.query) return;
    const { target, type } = event;
    if (target.closest(BY_HAND_OR_KEY) || (type !== "keydown" && target.closest(BY_HAND))) waitForChange(named(), SOON);
    if (type === "click") onClick(target);
  }

  function onClick(target) {
    const button = target.closest("button");
    if (!button || button.disabled) return;
    if (button.closest("." + controls.reset)) requestAnimationFrame(() => paint(plain()));
    const box = Object.keys(controls.pills).find((name) => button.closest("." + name));
    if (!box) return;
    const key = controls.pills[box];
    const { values } = filterOf(key);
    const value = Object.keys(values).find((one) => values[one] === button.textContent.trim());
    if (value === undefined) return;
    requestAnimationFrame(() => paint(toggled(atlas.scene.query, key, value)));
  }

  const choose = atlas.choose;
  atlas.choose = function (iso, station) {
    choose(iso, station);
    if (composer && atlas.scene.query && iso in record.opens) paint({ ...viewOf(atlas.scene.query), open: iso });
  };

  const viewOf = (query) => window.StationView.read(new URLSearchParams(query).toString(), record).view;

  /* The view without a filter: what is no filter stays. */
  const plain = () => Object.fromEntries(Object.entries(viewOf(atlas.scene.query)).filter(([key]) => controls.kept.includes(key)));

  /* The view after the click: of several values one more or less, of one the other or none. */
  function toggled(query, key, value) {
    const view = viewOf(query);
    if (key === "region" || key === "measure") {
      view[key] = view[key] === value ? "" : value;
    } else {
      const now = view[key] || (key === "layers" ? LAYERS : []);
      view[key] = (now.includes(value) ? now.filter((one) => one !== value) : [...now, value]).sort();
    }
    return window.StationView.tidy(view);
  }

  /* What the fields of days and lists name: key → its value; undefined stands for a name that only the server can read. */
  function named() {
    const within = (box, what) => [...window.parent.document.querySelectorAll("." + box + " " + what)];
    const days = Object.entries(controls.dates).map(([box, key]) => [key, within(box, 'input[type="date"]').map(({ value }) => value).join("")]);
    const lists = Object.entries(controls.lists).map(([box, key]) =>
      [key, within(box, "[data-tag-index] > [title]").map((tag) => valueOf(key, tag.textContent)).sort()]);
    return Object.fromEntries([...days, ...lists]);
  }

  /* Paints what a reader chooses in a field as soon as the field names it. Only what has changed is taken: until the server
     has answered an earlier click, other fields may still name what that has taken away. What the server says of two days
     in the wrong order, it says itself. */
  function waitForChange(before, frames) {
    requestAnimationFrame(() => {
      const changed = Object.entries(named()).filter(([key, value]) => ordered(value) !== ordered(before[key]));
      if (!changed.length && frames > 1) waitForChange(before, frames - 1);
      if (!changed.length || changed.some(([, value]) => value.includes(undefined))) return;
      const view = window.StationView.tidy({ ...viewOf(atlas.scene.query), ...Object.fromEntries(changed) });
      if (!view.from || !view.until || view.from <= view.until) paint(view);
    });
  }

  /* The value of a list's entry, named with its number of reports or without. */
  function valueOf(key, said) {
    const names = key === "country" ? record.opens : filterOf(key).values;
    const name = said.includes(NUMBER) ? said.slice(0, said.lastIndexOf(NUMBER)) : said;
    return Object.keys(names).find((one) => names[one] === name);
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
