/* The table below the map. All rows come once, in one file; a change of the view says which of them are shown.

   A row's button opens its country, as a click on the map does. Text is put on the page with textContent only. */
(function () {
  "use strict";

  const { Streamlit } = window;
  const find = (id) => /** @type {any} */ (document.getElementById(id));
  const WHOLE = 300; // rows in view up to which all of them stand in the table
  const PAGE = 25; // rows at a time of a longer one: what a browser lays out without a pause
  const table = { url: "", rows: [], kept: [], page: 0, args: null, sorted: 0, falling: false, open: "", chosen: "" };

  if (window.frameElement) window.frameElement.title = document.title;
  // Who has set their text larger reads the table as large.
  const grown = Math.min(2, Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16));
  document.body.style.setProperty("zoom", String(grown));

  /* Paper has no scroll bar: while it is printed, the whole table is shown. */
  window.addEventListener("beforeprint", () => {
    if (window.frameElement) window.frameElement.style.height = find("scroll").scrollHeight + find("pager").offsetHeight + 4 + "px";
  });
  window.addEventListener("afterprint", () => {
    if (window.frameElement) window.frameElement.style.removeProperty("height");
  });

  function element(tag, text) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  Streamlit.listen(async (args) => {
    table.args = args;
    if (table.url !== args.listing) {
      const answer = await fetch(args.listing);
      if (!answer.ok) throw new Error("listing: " + answer.status);
      const listing = await answer.json();
      if (table.args.listing !== args.listing) return; // the page meanwhile wants another one
      if (table.url !== args.listing) build(listing, args.listing);
    }
    afterPaint(() => show(table.args));
  });

  /* The map changes in the same moment and is what the reader looks at: its paint goes first. */
  function afterPaint(act) {
    requestAnimationFrame(() => window.setTimeout(act));
  }

  /* listing: {columns: [{label, values}], rows: [[place of a value, …]], isos: [country of a row]}. Values stand in
     their order, so that their places can be compared. */
  function build(listing, url) {
    table.url = url;
    find("heads").replaceChildren(...listing.columns.map((column, place) => {
      const head = element("th");
      const button = element("button", column.label);
      head.scope = "col";
      button.type = "button";
      button.onclick = () => sort(place);
      head.append(button);
      return head;
    }));
    table.rows = listing.rows.map((cells, place) => ({ iso: listing.isos[place], cells, place }));
    table.columns = listing.columns;
    order();
  }

  /* The line of a row, made when it is first shown. */
  function lineOf(row) {
    if (row.line) return row.line;
    const { columns } = table;
    const line = element("tr");
    const open = element("button", columns[0].values[row.cells[0]]);
    const head = element("th");
    open.type = "button";
    head.scope = "row";
    head.append(open);
    line.append(head, ...row.cells.slice(1).map((value, column) => element("td", columns[column + 1].values[value])));
    line.onclick = () => {
      if (String(window.getSelection()) === "") choose(row.iso); // who marks a cell's text to copy it opens nothing
    };
    Object.assign(row, { line, open });
    return line;
  }

  function choose(iso) {
    table.chosen = iso;
    Streamlit.setComponentValue({ open: iso === table.args.open ? "" : iso, at: Date.now() });
  }

  function sort(column) {
    table.falling = column === table.sorted && !table.falling;
    table.sorted = column;
    order();
    find("scroll").scrollTop = 0;
  }

  /* Rows of equal value keep the order of the file. */
  function order() {
    const { sorted, falling } = table;
    const sign = falling ? -1 : 1;
    table.rows.sort((one, other) => sign * (one.cells[sorted] - other.cells[sorted]) || one.place - other.place);
    [...find("heads").children].forEach((head, column) => {
      if (column === sorted) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (table.args) keep(table.args);
    turnTo(0);
  }

  /* The rows of the view, in the order of the table. shown: a bit a row of the file, packed as base64. */
  function keep(args) {
    const bytes = window.atob(args.shown);
    table.kept = table.rows.filter(({ place }) => bytes.charCodeAt(place >> 3) & (128 >> (place & 7)));
  }

  /* Puts up one page of the rows in view: all of them, unless they are many. */
  function turnTo(page) {
    const { kept } = table;
    const size = kept.length > WHOLE ? PAGE : kept.length;
    table.page = Math.max(0, Math.min(page, Math.ceil(kept.length / size) - 1));
    const from = table.page * size || 0;
    const rows = kept.slice(from, from + size);
    const lines = rows.map(lineOf);
    const now = find("rows").children;
    if (lines.length !== now.length || lines.some((line, place) => line !== now[place])) find("rows").replaceChildren(...lines);
    for (const row of rows) row.open.setAttribute("aria-pressed", row.iso === table.open ? "true" : "false");
    find("pager").hidden = kept.length <= WHOLE;
    find("place").textContent = table.args && table.args.words.place
      .replace("{first}", (from + 1).toLocaleString(document.documentElement.lang))
      .replace("{last}", (from + rows.length).toLocaleString(document.documentElement.lang))
      .replace("{rows}", kept.length.toLocaleString(document.documentElement.lang));
    find("back").disabled = table.page === 0;
    find("on").disabled = from + size >= kept.length;
    return rows;
  }

  for (const [id, step] of /** @type {[string, number][]} */ ([["back", -1], ["on", 1]])) {
    find(id).onclick = () => {
      turnTo(table.page + step);
      find("scroll").scrollTop = 0;
    };
  }

  /* args: shown: which rows; open: the country whose panel is open; colours: name → colour; words: of caption and pager, and their language. */
  function show(args) {
    for (const [name, colour] of Object.entries(args.colours)) document.documentElement.style.setProperty("--" + name, colour);
    document.documentElement.lang = args.words.lang;
    document.title = args.words.caption;
    if (window.frameElement) window.frameElement.title = document.title;
    for (const id of ["caption", "back", "on"]) find(id).textContent = args.words[id];
    // Who chose it in the table is looking at it already.
    const jump = args.open && args.open !== table.open && args.open !== table.chosen;
    table.open = args.open;
    table.chosen = "";
    keep(args);
    const place = jump ? table.kept.findIndex((row) => row.iso === args.open) : -1;
    turnTo(place >= 0 && table.kept.length > WHOLE ? Math.floor(place / PAGE) : table.page);
    if (place >= 0) bringIntoSight(table.kept[place].line);
    fit();
    document.documentElement.dataset.ready = "yes";
  }

  /* As high as its rows, up to the height that the page allows. */
  function fit() {
    const scroll = find("scroll");
    const edges = scroll.offsetHeight - scroll.clientHeight; // lines, and the bar below a table that is too wide
    const rows = Math.ceil(scroll.firstElementChild.getBoundingClientRect().height);
    Streamlit.setFrameHeight(Math.min(table.args.height, rows + edges + find("pager").offsetHeight));
  }

  new ResizeObserver(() => { if (table.args) fit(); }).observe(find("scroll").firstElementChild);

  /* Scrolls the table, never the page. */
  function bringIntoSight(line) {
    const scroll = find("scroll");
    const head = find("heads").offsetHeight;
    const [top, bottom] = [line.offsetTop - head, line.offsetTop + line.offsetHeight];
    if (top < scroll.scrollTop || bottom > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top;
  }
})();
