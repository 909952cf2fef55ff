/* A file that the server makes when it is asked for: fetched, and handed to the reader under its name. The map's frame and
   the pages around it share this. */
(function () {
  "use strict";

  const REFUSED = 422; // with a sentence that tells the reader why
  const KEPT = 60000; // ms after which no browser needs the bytes any more

  class Refused extends Error {}

  window.AtlasFiles = {
    /* Why there is no file, in the words of the server; "" where it had none. */
    reason: (error) => (error instanceof Refused ? error.message : ""),

    async ask(address) {
      const answer = await fetch(address);
      if (answer.status === REFUSED) throw new Refused(await answer.text());
      if (!answer.ok) throw new Error(address + ": " + answer.status);
      const named = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") || "");
      return { blob: await answer.blob(), name: named ? named[1] : "station-atlas" };
    },

    async take(address) {
      const { blob, name } = await window.AtlasFiles.ask(address);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
    },
  };
})();
