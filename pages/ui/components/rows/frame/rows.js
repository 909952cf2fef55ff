/* The table below the map. All rows come once, in one file; a change of the view says which of them are shown.

   A row's button opens its country, as a click on the map does. Text is put on the page with textContent only. */
(function () {
  "use strict";

  const { Streamlit } = window;
  const find = (id) => /** @type {any} */ (document.getElementById(id));
  const table = { url: "", rows: [], args: null, sorted: 0, falling: false, open: "", chosen: "" };

  if (window.frameElement) window.frameElement.title = document.title;
  // Who has set their text larger reads the table as large.
  const grown = Math.min(2, Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16));
  document.body.style.setProperty("zoom", String(grown));

  /* Paper has no scroll bar: while it is printed, the whole table is shown. */
  window.addEventListener("beforeprint", () => {
    if (window.frameElement) window.frameElement.style.height = find("scroll").scrollHeight + 4 + "px";
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
    table.rows = listing.rows.map((cells, place) => {
      const line = element("tr");
      const open = element("button", listing.columns[0].values[cells[0]]);
      const head = element("th");
      open.type = "button";
      head.scope = "row";
      head.append(open);
      line.append(head, ...cells.slice(1).map((value, column) => element("td", listing.columns[column + 1].values[value])));
      const row = { iso: listing.isos[place], cells, line, open };
      line.onclick = () => {
        if (String(window.getSelection()) === "") choose(row.iso); // who marks a cell's text to copy it opens nothing
      };
      return row;
    });
    order();
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
    const rows = [...table.rows].sort((one, other) => sign * (one.cells[sorted] - other.cells[sorted]));
    find("rows").replaceChildren(...rows.map((row) => row.line));
    [...find("heads").children].forEach((head, column) => {
      if (column === sorted) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  /* args: shown: one sign a row, "1" for those in view; open: the country whose panel is open; colours: name → colour. */
  function show(args) {
    for (const [name, colour] of Object.entries(args.colours)) document.documentElement.style.setProperty("--" + name, colour);
    let first = null;
    table.rows.forEach((row, place) => {
      const open = row.iso === args.open;
      row.line.hidden = args.shown[place] !== "1";
      row.open.setAttribute("aria-pressed", open ? "true" : "false");
      if (open && !row.line.hidden && (!first || row.line.offsetTop < first.offsetTop)) first = row.line;
    });
    // Who chose it in the table is looking at it already.
    if (args.open && args.open !== table.open && args.open !== table.chosen && first) bringIntoSight(first);
    table.open = args.open;
    table.chosen = "";
    fit();
    document.documentElement.dataset.ready = "yes";
  }

  /* As high as its rows, up to the height that the page allows. */
  function fit() {
    const scroll = find("scroll");
    const edges = scroll.offsetHeight - scroll.clientHeight; // lines, and the bar below a table that is too wide
    const rows = Math.ceil(scroll.firstElementChild.getBoundingClientRect().height);
    Streamlit.setFrameHeight(Math.min(table.args.height, rows + edges));
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
