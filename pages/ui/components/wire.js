/* The messages between this frame and the page around it, as Streamlit's component protocol (version 1) has them. */
(function () {
  "use strict";

  function send(type, message) {
    window.parent.postMessage({ isStreamlitMessage: true, type: "streamlit:" + type, ...message }, "*");
  }

  let height = 0;

  window.Streamlit = {
    /* render(told) is called at each run of the page with what the page hands over: one text, since Streamlit asks of
       each argument that is no text whether it is a table, which costs more than to send it. */
    listen(render) {
      window.addEventListener("message", (event) => {
        if (event.source === window.parent && event.data.type === "streamlit:render") render(JSON.parse(event.data.args.told));
      });
      send("componentReady", { apiVersion: 1 });
    },
    setComponentValue(value) {
      send("setComponentValue", { value, dataType: "json" });
    },
    setFrameHeight(wanted) {
      if (wanted === height) return;
      height = wanted;
      send("setFrameHeight", { height });
    },
  };
})();
