/* The days on which something became known: a slider below the map, and a button that walks along it. */
(function () {
  "use strict";

  const site = window.StationSite;
  const { atlas, word } = site;
  const PAUSE_MS = 900; // between two days: time to read the title
  const limits = site.settings.limits || {}; // a file ends with its day
  let days = [];
  let timer = 0;
  let slider, said, play;

  function build() {
    const { record } = site;
    const known = [...record.reports.map((one) => one.disclosed), ...record.responses.map((one) => one.known)];
    const { until } = limits;
    days = [...new Set(known.filter(Boolean))].sort().filter((day) => !until || day < until);
    if (days.length < 2) return;
    const bar = document.getElementById("play");
    play = atlas.element("button", "", word("Play"));
    play.type = "button";
    play.addEventListener("click", () => (timer ? stop() : go()));
    slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(days.length);
    slider.setAttribute("aria-label", word("As known on"));
    slider.addEventListener("input", () => {
      stop();
      step(Number(slider.value));
    });
    said = atlas.element("output", "");
    bar.append(play, slider, said);
    site.listeners.push(draw);
  }

  const at = () => {
    const { until } = site.view;
    return until && until !== limits.until ? days.filter((day) => day <= until).length - 1 : days.length;
  };

  function step(place) {
    site.change({ until: place >= days.length ? "" : days[Math.max(0, place)] }, { replace: true });
  }

  function go() {
    play.textContent = word("Pause");
    if (at() >= days.length) step(0);
    timer = window.setInterval(() => {
      const next = at() + 1;
      step(next);
      if (next >= days.length) stop();
    }, PAUSE_MS);
  }

  function stop() {
    window.clearInterval(timer);
    timer = 0;
    play.textContent = word("Play");
  }

  function draw() {
    const words = site.view.until ? word("As known on {day}").replace("{day}", site.words.day(site.view.until)) : word("Whole record");
    slider.value = String(Math.max(0, at()));
    slider.setAttribute("aria-valuetext", words);
    said.textContent = words;
  }

  if (site.controls) site.starts.push(build);
})();
