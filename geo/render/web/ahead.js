/* Paints what a click on a filter will bring before the server has answered, in the page that has a server.

   The same pure scripts that filter on a page without one compose the scene (compose.js, held to Python by a test). The
   server's answer confirms it, and stands where the two differ. Only choices that a click names are painted ahead; what
   is typed, and all that stands around the map, waits for the server. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const PATIENCE = 15000; // ms until the server's last scene is shown again, should it never answer a click
  const LAYERS = ["areas", "marks"];
  const show = atlas.show;
  let composer = null;
  let record = null;
  let pills = {}; // class of a filter's box on the page → its key in an address
  let ahead = []; // scenes painted and not yet confirmed, oldest first
  let answered = atlas.scene; // the server's last scene
  let patience = 0;

  fetch(atlas.config.ahead.record).then(async (answer) => {
    if (!answer.ok) throw new Error("record: " + answer.status);
    ({ record, pills } = await answer.json());
    composer = window.StationCompose.composer(atlas.ground, record);
    window.parent.document.addEventListener("click", onClick, true);
  });

  function onClick(event) {
    if (!window.frameElement || !window.frameElement.isConnected) { // the reader has left the map's page
      event.currentTarget.removeEventListener("click", onClick, true);
      return;
    }
    const pill = event.target.closest("button");
    const box = pill && Object.keys(pills).find((name) => pill.closest("." + name));
    if (!box || pill.disabled || !atlas.scene || !atlas.scene.query) return;
    const key = pills[box];
    const { values } = record.filters.find((one) => one.key === key);
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

  function paint(view) {
    const { scene } = composer.compose(view, atlas.scene.theme);
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
    const confirmed = place >= 0 && ordered(spelled(ahead[place])) === ordered(spelled(scene));
    ahead = [];
    clearTimeout(patience);
    if (!confirmed) show(scene);
  };

  /* A scene with its texts and marks in full: the server sends the places of those that the ground holds. Of its window
     only what is asked: the edges follow from it, and may differ by a rounding. */
  function spelled(scene) {
    const { text } = atlas;
    const each = (entry, ...names) => ({ ...entry, ...Object.fromEntries(names.map((name) => [name, text(entry[name])])) });
    return {
      ...scene,
      ...each(scene, "heading", "title", "alt"),
      said: { ...scene.said, label: scene.said.label.map(text), detail: scene.said.detail.map(text) },
      marks: scene.marks.map((one) => {
        const { of: _, ...mark } = atlas.markOf(one);
        return { ...each(mark, "label", "waves"), items: mark.items.map(text) };
      }),
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
