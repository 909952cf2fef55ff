/* What Streamlit's own page does not do for a reader: takes a typed date at once, copies the link in one press, says each
   change aloud once, and that a file came. It runs beside Streamlit's scripts on every page, from the atlas's own host. */
(function () {
  "use strict";

  const PAUSE = 700; // ms without a key after which a whole date counts as typed
  const SHOWN = 4000; // ms for which a button says what it did

  /* ---- one polite voice ---- */

  const voice = document.createElement("div");
  voice.className = "voice";
  voice.setAttribute("role", "status");
  document.addEventListener("DOMContentLoaded", () => {
    document.body.append(voice);
    new MutationObserver(listen).observe(document.body, { childList: true, subtree: true, characterData: true });
  });

  /* What this script says is in the language of the page, which the masthead carries. */
  function wordsOf(name) {
    const spoken = document.querySelector(".languages");
    return (spoken instanceof HTMLElement && spoken.dataset[name]) || "";
  }

  function say(words) {
    voice.textContent = voice.textContent === words ? words + "\u00a0" : words; // the same words again are a change too
  }

  /* The title tells what is shown, the line below it how it is filtered. The map's frame speaks for itself. */
  function headline() {
    if (document.querySelector(".st-key-map")) return "";
    const heading = document.querySelector(".stMain h1");
    if (!heading) return "";
    const below = heading.parentElement ? heading.parentElement.querySelectorAll(".subtitle, .filters, .known") : [];
    const said = [heading, ...below].map((one) => one.textContent.trim()).filter(Boolean);
    return said.map((one) => (/[.?!…。？！]$/.test(one) ? one : one + (/[\u4e00-\u9fff]$/.test(one) ? "。" : "."))).join(" ");
  }

  let told = "";
  let waiting = 0;
  function listen() {
    const opener = document.querySelector('[data-testid="stExpandSidebarButton"]');
    if (opener) opener.setAttribute("aria-label", wordsOf("filters")); // as its words are on a phone
    told = told || headline(); // the first is what the reader came for, and no change
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const now = headline();
      if (now && now !== told) say(now);
      told = now || told;
    }, 300);
  }

  /* ---- dates ---- */

  let typed = 0;

  function dateField(target) {
    return target instanceof Element && target.matches('[role="spinbutton"]') ? target.closest('[data-testid="stDateInput"]') : null;
  }

  function isWhole(field) {
    const parts = [...field.querySelectorAll('[role="spinbutton"]')];
    const year = parts.find((one) => one.getAttribute("data-type") === "year");
    return parts.length > 0 && parts.every((one) => !one.hasAttribute("data-placeholder")) && Number(year && year.textContent) >= 1000;
  }

  /* Streamlit takes a date when the focus leaves its field. It is told that it left; the reader stays where they are. */
  function take(target) {
    target.dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: document.body }));
  }

  document.addEventListener("keyup", (event) => {
    const field = dateField(event.target);
    if (!field || event.key === "Tab" || event.key === "Shift") return;
    clearTimeout(typed);
    if (!isWhole(field)) return;
    const target = event.target;
    typed = setTimeout(() => {
      if (document.activeElement === target || field.contains(document.activeElement)) take(target);
    }, event.key === "Enter" ? 0 : PAUSE);
  }, true);

  /* ---- files ---- */

  let asked = null; // the button whose file is being made

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-testid="stDownloadButton"] button') : null;
    if (button instanceof HTMLButtonElement) asked = button;
  }, true);

  /* Streamlit hands a file over by pressing a link that stands nowhere on the page: nothing else tells that it came. */
  const press = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    press.call(this);
    if (!asked || !this.hasAttribute("download")) return;
    const done = wordsOf("done"); // "Done:"
    say(done + (done.endsWith("：") ? "" : " ") + asked.textContent.trim());
    giveBack(asked, Date.now() + SHOWN);
    asked = null;
  };

  /* A button that is switched off while it waits loses the focus, some frames later; it gets it back when it is on
     again, unless the reader went elsewhere. */
  function giveBack(button, until) {
    const here = document.activeElement;
    if ((here !== document.body && here !== button) || !button.isConnected || Date.now() > until) return;
    if (here === document.body && !button.disabled) {
      button.focus();
      return;
    }
    requestAnimationFrame(() => giveBack(button, until));
  }

  /* ---- a connection that was lost ---- */

  /* Who is led to another copy of the atlas, or to one that was started again, has a session there only from the first
     run on, and Streamlit asks for none. A click would be that first run, of which no page hears what was clicked. So it
     is asked for at once, as Back and Forward do; the page that comes is that of the address. */
  let connected = "";

  function followConnection() {
    const app = document.querySelector('[data-testid="stApp"]');
    const now = app ? app.getAttribute("data-test-connection-state") : "";
    if (now === connected || !now) return;
    const again = now === "CONNECTED" && connected !== "" && document.querySelector(".masthead");
    connected = now;
    if (again) window.dispatchEvent(new PopStateEvent("popstate"));
  }
  document.addEventListener("DOMContentLoaded", () => {
    const seen = { subtree: true, childList: true, attributeFilter: ["data-test-connection-state"] };
    new MutationObserver(followConnection).observe(document.body, seen);
  });

  /* ---- from page to page ---- */

  /* Where a link leads. Those of the masthead take the reader's view along, and the address knows of a change before the
     masthead is drawn anew: who filters and goes on at once would be shown the other page as it was before. */
  function withView(link) {
    const nav = link.closest("nav");
    const to = new URL(link.href);
    const now = new URLSearchParams(location.search);
    for (const key of (nav && nav.dataset.keys || "").split(" ").filter(Boolean)) {
      to.searchParams.delete(key);
      if (now.has(key)) to.searchParams.set(key, now.getAll(key).join(","));
    }
    return to.href.replaceAll("%2C", ",");
  }

  /* A link to another page or view of the atlas is followed as Back and Forward are, without loading Streamlit anew. One
     that leads to a place on its page is the browser's. */
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.within") : null;
    if (!(link instanceof HTMLAnchorElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.hash) return;
    event.preventDefault();
    history.pushState(null, "", withView(link));
    window.dispatchEvent(new PopStateEvent("popstate"));
    // As where a page is loaded: it is read from its top, and the next stop of the Tab key is the first of its text.
    document.querySelector(".stMain")?.scrollTo(0, 0);
    document.getElementById("start")?.focus({ preventScroll: true });
  });

  /* ---- the language ---- */

  /* The page as a whole is said to be in the language that it speaks; Streamlit calls every page English. */
  function tellLanguage() {
    const code = wordsOf("lang");
    if (code && document.documentElement.lang !== code) document.documentElement.lang = code;
  }
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(tellLanguage).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-lang"] });
  });

  document.addEventListener("click", (event) => {
    const open = document.querySelector(".languages[open]");
    if (open && event.target instanceof Node && !open.contains(event.target)) open.removeAttribute("open");
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" ? document.querySelector(".languages[open]") : null;
    if (!open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });

  /* ---- the filters on a phone ---- */

  const isSheet = window.matchMedia("(max-width: 640px)"); // as page.css has it

  /* What closes the sheet; null while it is closed. */
  const sheetButton = () => /** @type {HTMLElement | null} */ (
    document.querySelector('.stSidebar[data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button')
  );

  /* Whoever opens the sheet by key is in it, leaves it by Escape, and is at its button again. */
  function moveFocus(find, until = Date.now() + SHOWN) {
    const found = find();
    if (found) found.focus();
    else if (Date.now() < until) requestAnimationFrame(() => moveFocus(find, until));
  }
  const opener = () => /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stExpandSidebarButton"]'));

  document.addEventListener("click", (event) => {
    if (!isSheet.matches || !(event.target instanceof Element)) return;
    if (event.target.closest('[data-testid="stExpandSidebarButton"]')) moveFocus(sheetButton);
  });

  document.addEventListener("keydown", (event) => {
    const close = isSheet.matches && event.key === "Escape" && !event.defaultPrevented ? sheetButton() : null;
    if (!close || document.querySelector('[data-testid="stSelectboxVirtualDropdown"], [role="listbox"], [role="dialog"]')) return;
    close.click();
    moveFocus(opener);
  });

  /* ---- the first sight ---- */

  /* Streamlit puts its page together in parts, and each moves those below it. Until all of them stand the page's words
     are read on a cover (page.css lifts it by itself after some seconds, whatever happens here). */
  const STEADY = 4; // frames in which nothing moves
  const LEAST = 40; // px: a frame that is less high, no row and its heading, has not been told its height
  let steady = 0;
  let places = "";

  function stands() {
    const frames = [...document.querySelectorAll(".stMain iframe")];
    return (
      document.querySelector('[data-test-script-state="notRunning"]') &&
      !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]') &&
      frames.every((one) => one.getBoundingClientRect().height > LEAST)
    );
  }

  function uncover() {
    const before = places;
    const parts = [...document.querySelectorAll(".stMain .stElementContainer, .stMain iframe")];
    places = parts.map((one) => one.getBoundingClientRect()).map((box) => box.top + " " + box.height).join();
    steady = stands() && places === before ? steady + 1 : 0;
    if (isSheet.matches && sheetButton()) sheetButton().click(); // left open on an earlier visit, it would hide half a page
    if (steady < STEADY) requestAnimationFrame(uncover);
    else document.documentElement.classList.remove("unsettled");
  }
  document.addEventListener("DOMContentLoaded", uncover);

  /* ---- paper ---- */

  /* A frame that draws in pixels can't be laid out anew for a sheet: it keeps the size that it has on the screen and is
     made smaller as a whole (page.css). */
  const SHEET = 703; // px: the width of A4 within its margins

  window.addEventListener("beforeprint", () => {
    for (const frame of document.querySelectorAll(".st-key-map iframe, .st-key-player iframe")) {
      const { width, height } = frame.getBoundingClientRect();
      const { style } = /** @type {HTMLElement} */ (frame.parentElement);
      style.setProperty("--wide", width + "px");
      style.setProperty("--high", height + "px");
      style.setProperty("--smaller", String(Math.min(1, SHEET / width)));
    }
  });

  /* ---- the link ---- */

  async function copy(words) {
    if (navigator.clipboard) return navigator.clipboard.writeText(words);
    const area = document.createElement("textarea"); // without https there is only the old way
    area.value = words;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not copied");
  }

  /* While a run is under way the masthead still has the link of the view before. */
  async function settled() {
    const until = Date.now() + SHOWN;
    while (document.querySelector('[data-test-script-state="running"]') && Date.now() < until) {
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  document.addEventListener("click", async (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("button.copy-link")) return;
    await settled();
    const button = document.querySelector("button.copy-link");
    if (!(button instanceof HTMLElement) || !button.dataset.link) return;
    const words = button.textContent;
    let answer = wordsOf("copied");
    try {
      await copy(button.dataset.link);
    } catch (error) {
      answer = wordsOf("failed");
    }
    say(answer);
    button.textContent = answer;
    setTimeout(() => (button.textContent = words), SHOWN);
  });
})();
