// The search, for names: the row of the reference that defines a C name comes before everything
// that mentions it. The book's build writes definitions.js; see docs/preprocessor.
(() => {
  "use strict";

  const bar = document.getElementById("mdbook-searchbar");
  const results = document.getElementById("mdbook-searchresults");
  if (!bar || !results) {
    return;
  }
  const root = typeof path_to_root === "undefined" ? "" : path_to_root;

  // Only readers who search load it.
  function load() {
    const script = document.createElement("script");
    script.src = root + "definitions.js";
    script.addEventListener("load", show);
    document.head.append(script);
  }
  bar.addEventListener("focus", load, { once: true });

  function show() {
    const typed = bar.value.trim().toUpperCase();
    const name = Object.keys(window.definitions || {}).find(known => known.toUpperCase() === typed);
    if (!name || results.querySelector(".definition")) {
      return;
    }
    const found = window.definitions[name].map(address => {
      const item = document.createElement("li");
      item.className = "definition";
      const link = document.createElement("a");
      link.href = root + address;
      link.textContent = `${name}, its row in the reference`;
      item.append(link);
      return item;
    });
    results.prepend(...found);
  }
  // mdBook makes the list anew at each key.
  new MutationObserver(show).observe(results, { childList: true });
})();
