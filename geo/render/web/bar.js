/* The bar above the map: where to look, how near, and the view as a picture, a file or a link. */
(function () {
  "use strict";

  const atlas = window.StationAtlas;
  const { word } = atlas;
  const files = window.AtlasFiles;
  const FILES = [["png", "Picture (PNG)"], ["svg", "Drawing (SVG)"], ["pdf", "Paper (PDF)"], ["pptx", "Slides (PPTX)"],
    ["html", "Page that works offline (HTML)"], ["csv", "Table (CSV)"]];

  function button(words, act, label) {
    const made = atlas.element("button", "", words);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.onclick = act;
    return made;
  }

  function group(className, label, ...buttons) {
    const box = atlas.element("div", className);
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", label);
    box.append(...buttons);
    return box;
  }

  atlas.buildBar = function (config) {
    const { bar } = atlas;
    bar.setAttribute("role", "toolbar");
    bar.setAttribute("aria-label", word("Map"));
    const skip = button(word("Skip the map"), () => atlas.strip.focus());
    skip.className = "skip";
    const places = config.regions.map(([slug, label, bounds]) => {
      const made = button(label, () => (slug === "world" ? atlas.whole() : atlas.goTo(bounds)));
      made.dataset.region = slug;
      return made;
    });
    const zoom = [button("+", () => atlas.zoomBy(0.75), word("Zoom in")), button("−", () => atlas.zoomBy(-0.75), word("Zoom out"))];
    bar.append(skip, group("places", word("Part of the world"), ...places), group("zoom", word("Zoom"), ...zoom));
    atlas.said = atlas.element("span", "said");
    bar.append(atlas.said);
    if (config.files) {
      const copy = button(word("Copy picture"), copyPicture);
      const download = button(word("Download"), () => openMenu(download));
      download.setAttribute("aria-haspopup", "menu");
      download.setAttribute("aria-expanded", "false");
      bar.append(group("take", word("Take this view along"), copy, download, button(word("Copy link"), copyLink)));
    }
    if (config.take && config.take.length) {
      const more = config.take.map(([words, act]) => button(words, act));
      bar.append(group("take", word("Take this view along"), ...more));
    }
    atlas.roving(bar, "button");
  };

  /* Says it on the bar, and aloud. */
  function say(words) {
    atlas.said.textContent = words;
    atlas.tell(words);
  }
  atlas.sayOnBar = say;

  const written = (query) => new URLSearchParams(query).toString().replaceAll("%2C", ",");

  /* The front page's address, which printed links begin with where the deployer says nothing else. */
  const home = () => new URL("../../", window.location.href).href;

  /* Of the file: it shows what the map shows, not the panel that is open below it. */
  function address(kind) {
    const { open, ...shown } = atlas.scene.query;
    return atlas.config.files + kind + "?" + written({ ...shown, theme: atlas.scene.theme, home: home() });
  }

  async function copyPicture() {
    say(word("Drawing the picture …"));
    let reason = ""; // a browser tells with a reason of its own that there is nothing to copy
    try {
      const drawn = files.ask(address("png")).catch((error) => {
        reason = files.reason(error);
        throw error;
      });
      // A promise inside: some browsers take a picture only within the click itself.
      const picture = new window.ClipboardItem({ "image/png": drawn.then((file) => file.blob) });
      await navigator.clipboard.write([picture]);
      say(word("Picture copied."));
    } catch (error) {
      say(reason || word("Not copied: this browser allows no copying here. Use Download."));
    }
  }

  async function download(kind, words) {
    say(word("Making the file …"));
    try {
      await files.take(address(kind));
      say(word("Downloaded: {file}.").replace("{file}", words));
    } catch (error) {
      say(files.reason(error) || word("No file came: the atlas did not answer. Try again."));
    }
  }

  async function copyLink() {
    const link = home() + "?" + written({ ...atlas.scene.query, v: atlas.scene.version });
    try {
      await navigator.clipboard.writeText(link);
      say(word("Link copied."));
    } catch (error) {
      say(word("Not copied: this browser allows no copying here. The address of the page is the link."));
    }
  }

  function openMenu(opener) {
    const known = atlas.frame.querySelector(".menu");
    if (known) {
      known.close(true);
      return;
    }
    const menu = atlas.element("div", "menu");
    menu.setAttribute("role", "menu");
    menu.setAttribute("aria-label", word("Download this view"));
    for (const [kind, english] of FILES) {
      const words = word(english);
      const item = button(words, () => {
        menu.close(true);
        download(kind, words);
      });
      item.setAttribute("role", "menuitem");
      menu.append(item);
    }
    const outside = (event) => {
      if (!menu.contains(event.target) && event.target !== opener) menu.close(false);
    };
    menu.close = (back) => {
      menu.remove();
      opener.setAttribute("aria-expanded", "false");
      document.removeEventListener("mousedown", outside);
      if (back) opener.focus();
    };
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" && event.key !== "Tab") return;
      event.preventDefault();
      menu.close(true);
    });
    document.addEventListener("mousedown", outside);
    opener.setAttribute("aria-expanded", "true");
    const at = opener.getBoundingClientRect();
    const room = atlas.frame.getBoundingClientRect();
    atlas.frame.append(menu);
    const left = Math.min(at.left - room.left, room.width - menu.offsetWidth - 6);
    menu.style.transform = "translate(" + Math.max(6, left) + "px," + (at.bottom - room.top + 2) + "px)";
    atlas.roving(menu, "button");
    menu.firstChild.focus();
  }
})();
