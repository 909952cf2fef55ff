/* Plays the days of a record on the map: all of them come in one file, the programme, so a step asks nobody.

   When the reader pauses, the page hears the day and puts it into the address. */
(function () {
  "use strict";

  const STEP_MS = 900;
  const SETTLE_MS = 400; // a held arrow key shall not write one address per step
  const { PlayerChart: chart, PlayerFeed: feed, Streamlit } = window;
  const find = (id) => /** @type {any} */ (document.getElementById(id));
  const player = { args: null, programme: null, loaded: "", at: 0, timer: 0, settle: 0, asked: 0 };

  function load(url) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = url;
      script.onload = done;
      script.onerror = () => failed(new Error("not found: " + url));
      document.head.append(script);
    });
  }

  async function start(args) {
    const { fontSize } = getComputedStyle(document.documentElement);
    document.documentElement.style.setProperty("--grown", String(Math.min(2, Math.max(1, parseFloat(fontSize) / 16))));
    await load(args.leaflet);
    await load(args.script);
    const box = document.createElement("div");
    box.id = "map_div";
    find("map").append(box);
    const map = L.map(box, { ...args.options, crs: L.CRS.Simple, center: [0, 0], zoomControl: false });
    window.StationAtlas.start(map, { ground: args.ground, regions: args.regions });
    window.StationAtlas.choose = choose;
    find("map").append(document.querySelector(".frame"));
    chart.start(find("chart"), take, tell);
    find("play").onclick = () => (player.timer ? pause() : play());
    find("back").onclick = () => take(Math.max(0, player.at - 1));
    find("on").onclick = () => take(Math.min(last(), player.at + 1));
    new ResizeObserver(() => Streamlit.setFrameHeight(Math.ceil(find("player").getBoundingClientRect().height) + 2))
      .observe(find("player"));
  }

  const last = () => player.programme.moments.length - 1;
  const moment = () => player.programme.moments[player.at];

  /* ---- what the page hands over ---- */

  let ready = null;

  function speak(words) {
    feed.words = chart.words = words;
    document.documentElement.lang = words.lang;
    document.title = words.title;
    find("play").textContent = player.timer ? words.pause : words.play;
    for (const id of ["back", "on", "feed"]) find(id).setAttribute("aria-label", words[id]);
    find("bar").setAttribute("aria-label", words.playing);
    find("chart").dataset.coming = words.coming;
    if (chart.handle) chart.handle.setAttribute("aria-label", words.day);
  }

  Streamlit.listen(async (args) => {
    player.args = args;
    speak(args.words);
    ready = ready || start(args);
    await ready;
    if (!player.programme) showMap(args.scene, args); // a view's days may take seconds to be put together for the first time
    if (player.loaded !== args.programme && !(await fetchProgramme(args.programme))) return;
    if (player.args !== args) return; // a newer message is on its way through here
    if (player.timer || player.settle || waiting()) return; // the reader is already further than this answer
    player.at = stepOf(args.until);
    delete document.documentElement.dataset.stepped; // another view is no step
    show(args.scene, args);
  });

  let asking = { url: "", programme: null }; // the days that are on their way

  /* The days of a view, asked for once however often the page hands over while they are put together. */
  function askForProgramme(url) {
    if (asking.url === url) return asking.programme;
    const programme = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error("programme: " + answer.status);
      return answer.json();
    });
    const come = () => { if (asking.programme === programme) asking = { url: "", programme: null }; };
    programme.then(come, come); // after a failure the next message asks again
    asking = { url, programme };
    return programme;
  }

  /* The days of another view. False when the page meanwhile wants yet another one. */
  async function fetchProgramme(url) {
    const programme = await askForProgramme(url);
    if (player.args.programme !== url) return false;
    if (player.loaded === url) return true; // taken by an earlier message
    stop();
    window.clearTimeout(player.settle);
    player.settle = 0;
    Object.assign(player, { programme, loaded: url, asked: 0 });
    feed.iso = "";
    chart.draw({ ...programme.chart, moments: programme.moments });
    return true;
  }

  /* The last step that is not after a day; −1 for a day before all. */
  function stepOf(until) {
    return until ? player.programme.moments.findLastIndex((one) => one.day && one.day <= until) : last();
  }

  /* ---- one step ---- */

  function sceneOf(at) {
    const { pool, scenes } = player.programme.reel;
    const scene = {};
    for (const [key, value] of Object.entries(scenes[at])) {
      scene[key] = Array.isArray(value) ? value.map((place) => pool[place]) : pool[value];
    }
    scene.alt = read(moment());
    return scene;
  }

  const read = (now) => window.StationAtlas.together([now.said, now.counted, now.answered]);

  /* now: said, counted, answered, and the day as `until`; a page may be opened on a day without a step of its own. */
  function showMap(scene, now) {
    Object.assign(player, { scene, now });
    window.StationAtlas.show({ ...scene, open: feed.iso });
    find("said").textContent = now.said;
    find("counted").textContent = now.counted;
    find("answered").textContent = now.answered;
  }

  function show(scene, now) {
    showMap(scene, now);
    if (!player.programme) return;
    chart.move(player.at);
    const fresh = player.programme.moments.find((one) => one.day === now.until);
    feed.show(find("feed"), player.programme, now.until, fresh ? fresh.keys : [], choose);
    find("play").disabled = false;
    find("back").disabled = player.at <= 0;
    find("on").disabled = player.at === last();
  }

  function go(at) {
    player.at = at;
    document.documentElement.dataset.stepped = "yes";
    show(sceneOf(at), { ...moment(), until: moment().day });
  }

  /* A step that the reader chose: shown at once, told to the page when it has settled. */
  function take(at) {
    stop();
    if (at !== player.at || player.now.until !== moment().day) go(at);
    window.clearTimeout(player.settle);
    player.settle = window.setTimeout(settled, SETTLE_MS);
  }

  /* Whether the page has not yet heard the last day that it was told. Days can't tell: Back may return to the one before,
     and an answer may be left out when the next one follows at once. */
  const waiting = () => player.args.heard < player.asked;

  function settled() {
    player.settle = 0;
    const { day } = moment();
    find("live").textContent = read(player.now);
    if (player.args.until === day && !waiting()) return;
    player.asked = Date.now();
    Streamlit.setComponentValue({ until: day, at: player.asked });
  }

  /* ---- playing ---- */

  function play() {
    window.clearTimeout(player.settle);
    player.settle = 0;
    find("live").textContent = "";
    find("play").textContent = player.args.words.pause;
    if (player.at === last()) go(0);
    player.timer = window.setInterval(() => {
      go(player.at + 1);
      if (player.at === last()) pause();
    }, STEP_MS);
  }

  function stop() {
    window.clearInterval(player.timer);
    player.timer = 0;
    find("play").textContent = player.args.words.play;
  }

  function pause() {
    stop();
    settled();
  }

  /* ---- one country ---- */

  function choose(iso) {
    feed.iso = iso === feed.iso ? "" : iso;
    show(player.scene, player.now);
  }

  function tell(label, x, y) {
    const box = find("chart");
    const known = box.querySelector(".tip");
    if (known) known.remove();
    if (!label) return;
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.textContent = label;
    box.append(tip);
    const left = Math.min(Math.max(0, x - tip.offsetWidth / 2), box.clientWidth - tip.offsetWidth);
    tip.style.transform = "translate(" + left + "px," + (y - tip.offsetHeight - 12) + "px)";
  }
})();
