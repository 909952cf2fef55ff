/* Plays the days of a record on the map: everything is here after one message from the page, so a step asks nobody.

   When the reader pauses, the page hears the day and puts it into the address. */
(function () {
  "use strict";

  const STEP_MS = 900;
  const SETTLE_MS = 400; // a held arrow key shall not write one address per step
  const { PlayerChart: chart, PlayerFeed: feed, Streamlit } = window;
  const find = (id) => document.getElementById(id);
  const player = { args: null, at: 0, timer: 0, settle: 0, sent: null };

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

  const last = () => player.args.moments.length - 1;

  /* ---- what the page hands over ---- */

  let ready = null;

  Streamlit.listen(async (args) => {
    ready = ready || start(args);
    await ready;
    const known = player.args;
    const other = !known || known.id !== args.id;
    player.args = args;
    if (other) {
      stop();
      player.sent = null;
      feed.iso = "";
      chart.draw(args.chart);
    }
    const answered = player.sent === args.until;
    if (answered) player.sent = null;
    if (player.timer || (!other && player.sent !== null)) return; // the reader is already further than this answer
    if (other || args.until !== dayOf(player.at)) player.at = args.step;
    show(args.scene);
  });

  const dayOf = (at) => player.args.moments[at].day;

  /* ---- one step ---- */

  function sceneOf(at) {
    const { pool, scenes } = player.args.reel;
    const moment = player.args.moments[at];
    const scene = {};
    for (const [key, value] of Object.entries(scenes[at])) {
      scene[key] = Array.isArray(value) ? value.map((place) => pool[place]) : pool[value];
    }
    scene.alt = [moment.said, moment.counted, moment.answered].join(". ");
    return scene;
  }

  function show(scene) {
    const moment = player.args.moments[player.at];
    player.scene = { ...scene, open: feed.iso };
    window.StationAtlas.show(player.scene);
    chart.move(player.at);
    find("said").textContent = moment.said;
    find("counted").textContent = moment.counted;
    find("answered").textContent = moment.answered;
    feed.show(find("feed"), player.args.entries, player.args.names, moment.day, moment.keys, choose);
    find("back").disabled = player.at === 0;
    find("on").disabled = player.at === last();
  }

  function go(at) {
    player.at = at;
    show(sceneOf(at));
  }

  /* A step that the reader chose: shown at once, told to the page when it has settled. */
  function take(at) {
    stop();
    if (at !== player.at) go(at);
    window.clearTimeout(player.settle);
    player.settle = window.setTimeout(settled, SETTLE_MS);
  }

  function settled() {
    const moment = player.args.moments[player.at];
    find("live").textContent = [moment.said, moment.counted, moment.answered].join(". ") + ".";
    if (player.args.until === moment.day && player.sent === null) return;
    player.sent = moment.day;
    Streamlit.setComponentValue({ until: moment.day, at: Date.now() });
  }

  /* ---- playing ---- */

  function play() {
    window.clearTimeout(player.settle);
    find("live").textContent = "";
    find("play").textContent = "Pause";
    if (player.at === last()) go(0);
    player.timer = window.setInterval(() => {
      go(player.at + 1);
      if (player.at === last()) pause();
    }, STEP_MS);
  }

  function stop() {
    window.clearInterval(player.timer);
    player.timer = 0;
    find("play").textContent = "Play";
  }

  function pause() {
    stop();
    settled();
  }

  /* ---- one country ---- */

  function choose(iso) {
    feed.iso = iso === feed.iso ? "" : iso;
    show(player.scene);
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
