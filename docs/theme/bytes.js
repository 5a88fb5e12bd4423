// Marks a field's bytes while its row is pointed at, and its row while one of
// its bytes is. Without this script the links between them still work.
(function () {
  "use strict";
  function fieldOf(element) {
    var byte = element.closest("figure.bytes a.byte");
    if (byte) {
      return byte.getAttribute("href").slice(1);
    }
    var row = element.closest("figure.bytes tbody tr[id]");
    return row ? row.id : null;
  }
  function mark(event, on) {
    var figure = event.target.closest && event.target.closest("figure.bytes");
    var field = figure && fieldOf(event.target);
    if (!field) {
      return;
    }
    figure.querySelectorAll("a.byte[href='#" + field + "'], tr#" + field).forEach(function (part) {
      part.classList.toggle("marked", on);
    });
  }
  ["mouseover", "focusin"].forEach(function (name) {
    document.addEventListener(name, function (event) { mark(event, true); });
  });
  ["mouseout", "focusout"].forEach(function (name) {
    document.addEventListener(name, function (event) { mark(event, false); });
  });
})();
