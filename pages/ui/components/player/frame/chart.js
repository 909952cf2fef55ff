/* The chart below the map: running totals on top, one lane for each kind of entry, and the cursor that is "now".

   Positions along the axis come as shares of its width; every text comes from the page and is set as text. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 640;
  const RIGHT = 28; // room for the last step, which lies beyond the dated axis; its word, "all", comes to it
  const LETTER = 6.5; // px of a letter of the axis, on the large side
  /* About how wide a word of the axis is, in px; a Chinese letter takes the room of two. */
  const widthOf = (text) => [...text].reduce((sum, letter) => sum + LETTER * (/[\u2e80-\uffef]/.test(letter) ? 2 : 1), 0);
  const TOTALS = 64;
  const DODGE = [0, -6, 6, -3, 3, -8, 8]; // where a mark goes that would lie on its neighbour
  const chart = { data: null, at: 0, words: {} };
  window.PlayerChart = chart;

  function shape(tag, attributes, parent, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    parent.append(made);
    return made;
  }

  /* data: {lanes, marks, months, totals, places, moments}; a place is null for the step without a day. take(step): the reader chose a step. tell(label, x, y) shows a
     mark's label, tell() hides it. */
  chart.start = function (box, take, tell) {
    chart.box = box;
    chart.take = take;
    chart.tell = tell;
    new ResizeObserver(() => {
      if (chart.data && box.clientWidth !== chart.drawnWidth) chart.draw(chart.data);
    }).observe(box);
  };

  chart.draw = function (data) {
    chart.data = data;
    const width = (chart.drawnWidth = chart.box.clientWidth);
    if (!width) return;
    const wide = width >= WIDE;
    const left = wide ? 138 : 8;
    const lane = wide ? 25 : 40;
    chart.narrow = !wide;
    const bottom = TOTALS + data.lanes.length * lane;
    const height = bottom + 38;
    const end = width - 22 - widthOf(chart.words.end); // where the word for the last step begins
    const right = Math.max(44, RIGHT + widthOf(chart.words.end) + (wide ? 0 : 18));
    chart.x = (share) => left + share * (width - left - right);
    chart.places = data.places.map((share) => (share === null ? width - 18 : chart.x(share)));
    chart.middle = (index) => TOTALS + index * lane + (wide ? lane / 2 : lane - 12);

    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    svg.setAttribute("aria-hidden", "true");
    drawMonths(svg, data, bottom, end);
    drawTotals(svg, data, width);
    data.lanes.forEach(([, label], index) => {
      const top = TOTALS + index * lane;
      shape("line", { class: "lane", x1: 0, x2: width, y1: top, y2: top }, svg);
      shape("text", { class: "lane-label", x: wide ? 0 : 2, y: wide ? top + lane / 2 + 4 : top + 12 }, svg, label);
    });
    chart.placed = [];
    const large = (mark) => (mark.keys.length > 1 ? 0 : 1); // large marks keep the lane's middle
    chart.marks = [...data.marks].sort((a, b) => large(a) - large(b)).map((mark) => drawMark(svg, data, mark));
    svg.append(...chart.marks.filter((mark) => mark.many).map((mark) => mark.group)); // no dot lies on a number
    shape("text", { class: "month", x: width - 22, y: bottom + 15, "text-anchor": "end" }, svg, chart.words.end);
    chart.later = shape("rect", { class: "later", y: 0, height: TOTALS - 7, width }, svg);
    for (const total of chart.totals) total.label = shape("text", total.text[0], svg, total.text[1]);
    chart.cursor = shape("g", { class: "cursor" }, svg);
    shape("line", { y1: 0, y2: bottom + 22 }, chart.cursor);
    shape("circle", { cy: bottom + 27, r: 7 }, chart.cursor);
    chart.box.replaceChildren(svg, slider(height, bottom));
    listen(svg);
    chart.move(chart.at);
  };

  function drawMonths(svg, data, bottom, end) {
    let free = -Infinity; // where the last label ends
    for (const [from, to, month, year, first] of data.months) {
      const [x, next] = [chart.x(from), chart.x(to)];
      shape("line", { class: first ? "year-line" : "month-line", x1: x, x2: x, y1: 0, y2: bottom + (first ? 20 : 4) }, svg);
      const label = first ? (first === "start" ? month + " " + year : year) : month;
      const room = widthOf(label) + 5;
      if (x < free || x + room > end || (!first && next - x < room)) continue;
      shape("text", { class: first ? "month year" : "month", x: x + 3, y: bottom + 15 }, svg, label);
      free = x + room;
    }
  }

  function drawTotals(svg, data, width) {
    const most = Math.max(1, ...data.totals.map((total) => Math.max(total.placed, total.published || 0)));
    const y = (count) => TOTALS - 8 - (count / most) * (TOTALS - 30);
    const end = width - 2;
    const steps = (pick) => {
      let path = "";
      data.totals.forEach((total, index) => {
        const x = chart.x(total.x);
        path += (index ? "H" + x : "M" + x + "," + y(0)) + "V" + y(pick(total));
      });
      return path + "H" + end;
    };
    chart.totals = [];
    if (!data.totals.length) return;
    shape("path", { class: "placed", d: steps((total) => total.placed) + "V" + y(0) + "Z" }, svg);
    if (data.totals.every((total) => total.published !== null)) {
      shape("path", { class: "published", d: steps((total) => total.published) }, svg);
    }
    // Of several disclosures on one day the last has what they come to.
    const last = data.totals.filter((total, index) => data.totals[index + 1]?.x !== total.x);
    chart.totals = last.map((total) => {
      const [x, top] = [chart.x(total.x), y(Math.max(total.placed, total.published || 0))];
      const before = x + 4 + 7.5 * total.words.length > width; // no room behind it
      return { x, text: [{ class: "total", x: before ? x - 4 : x + 4, y: top - 5, "text-anchor": before ? "end" : "start" }, total.words] };
    });
    if (chart.x(0) > 100) {
      data.totals_heading.forEach((line, index) =>
        shape("text", { class: "lane-label", x: 0, y: TOTALS - 40 + 15 * index }, svg, line));
    }
  }

  function drawMark(svg, data, mark) {
    const index = data.lanes.findIndex(([lane]) => lane === mark.lane);
    const many = mark.keys.length > 1;
    const group = shape("g", { class: "item " + mark.lane + (mark.exact ? "" : " month-only") }, svg);
    const radius = many ? 7 : 4.6;
    const x = chart.places[mark.step];
    const y = chart.middle(index) + free(x, index, radius);
    group.setAttribute("transform", "translate(" + x + "," + y + ")");
    if (mark.lane === "disclosure") shape("path", { class: "body", d: "M0,-8L8,0L0,8L-8,0Z" }, group);
    else shape("circle", { class: "body", r: radius }, group);
    if (many) shape("text", { class: "many", y: 3.8 }, group, String(mark.keys.length));
    const tell = () => chart.tell(mark.label, x, y);
    group.addEventListener("pointerenter", tell);
    group.addEventListener("pointerleave", () => chart.tell());
    return { group, many, step: mark.step };
  }

  /* How far above or below its lane's middle a mark is drawn, so that it covers no other. */
  function free(x, lane, radius) {
    const room = (dodge, other) => Math.hypot(x - other.x, dodge - other.dodge) - radius - other.radius;
    const clear = (dodge) => Math.min(Infinity, ...chart.placed.filter((o) => o.lane === lane).map((o) => room(dodge, o)));
    const reach = DODGE.map((one) => (chart.narrow ? one * 0.8 : one));
    const dodge = reach.find((one) => clear(one) >= 0) ?? reach.reduce((a, b) => (clear(b) > clear(a) ? b : a));
    chart.placed.push({ x, lane, radius, dodge });
    return dodge;
  }

  /* One tab stop for the whole axis: arrow keys step through the days. */
  function slider(height, bottom) {
    const handle = document.createElement("div");
    handle.className = "slider";
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", chart.words.day);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(chart.places.length - 1));
    handle.style.top = bottom + 16 + "px";
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -5, PageUp: 5 };
    handle.addEventListener("keydown", (event) => {
      const last = chart.places.length - 1;
      const wanted = event.key === "Home" ? 0 : event.key === "End" ? last : chart.at + (steps[event.key] || NaN);
      if (Number.isNaN(wanted)) return;
      event.preventDefault();
      chart.take(Math.min(last, Math.max(0, wanted)));
    });
    chart.handle = handle;
    return handle;
  }

  function listen(svg) {
    const nearest = (event) => {
      const { left, width } = svg.getBoundingClientRect(); // in pixels of the window; the chart may be drawn larger
      const x = ((event.clientX - left) * chart.drawnWidth) / width;
      let best = 0;
      chart.places.forEach((place, index) => {
        if (Math.abs(place - x) < Math.abs(chart.places[best] - x)) best = index;
      });
      return best;
    };
    svg.addEventListener("pointerdown", (event) => {
      svg.setPointerCapture(event.pointerId);
      chart.take(nearest(event));
    });
    svg.addEventListener("pointermove", (event) => {
      if (svg.hasPointerCapture(event.pointerId)) chart.take(nearest(event));
    });
  }

  /* Puts the cursor on a step, −1 for before all; what came later is drawn faint. */
  chart.move = function (at) {
    chart.at = at;
    if (!chart.data || !chart.cursor) return;
    const moment = chart.data.moments[at] || { day: "before", said: "" };
    const x = at < 0 ? chart.x(0) : chart.places[at];
    chart.cursor.style.transform = "translateX(" + x + "px)";
    chart.later.style.transform = "translateX(" + (moment.day ? x + 1 : x + 40) + "px)";
    for (const mark of chart.marks) {
      mark.group.classList.toggle("new", mark.step === at);
      mark.group.classList.toggle("to-come", mark.step > at);
    }
    for (const total of chart.totals) total.label.classList.toggle("to-come", total.x > x + 0.5);
    chart.handle.style.transform = "translateX(" + (x - 11) + "px)";
    chart.handle.setAttribute("aria-valuenow", String(Math.max(0, at)));
    chart.handle.setAttribute("aria-valuetext", window.StationAtlas.together([moment.said, moment.counted, moment.answered]));
  };
})();
