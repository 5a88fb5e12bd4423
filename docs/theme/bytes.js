// Figures of bytes, made easier: pointing at a byte marks its field and the other
// way round; keys walk; a number can be read the other way round, and flags set.
// Without this script each byte and each field still is a link to the other.
//
// In a figure, one byte is in the tab order. Left and right move by byte, up and
// down by field, Home and End to the ends; Enter opens a field, which gives the
// page its address; Escape closes it.
(function () {
  "use strict";

  function each(list, act) {
    Array.prototype.forEach.call(list, act);
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  function Figure(root) {
    var self = this;
    this.root = root;
    this.bytes = Array.prototype.slice.call(root.querySelectorAll(".grid .byte"));
    this.open = null;
    var grid = root.querySelector(".grid");
    // The grid and what the script adds to it stay together.
    var side = grid.parentNode;
    this.grid = grid;
    grid.setAttribute("role", "group");
    grid.setAttribute("aria-label", "Bytes. Arrow keys move by byte and by field, Escape closes.");
    this.spoken = element("div", "spoken");
    this.spoken.setAttribute("role", "status");
    this.spoken.setAttribute("aria-live", "polite");
    this.tool = element("div", "tool");
    this.tool.hidden = true;
    side.appendChild(this.tool);
    side.appendChild(this.spoken);
    each(this.bytes, function (byte, index) {
      byte.tabIndex = index === 0 ? 0 : -1;
    });
    root.addEventListener("mouseover", function (event) { self.mark(self.fieldOf(event.target)); });
    root.addEventListener("mouseleave", function () { self.mark(null); });
    root.addEventListener("focusin", function (event) {
      var field = self.fieldOf(event.target);
      self.mark(field);
      if (event.target.classList.contains("byte")) {
        self.enter(event.target);
        self.speak(event.target, field);
      }
    });
    root.addEventListener("focusout", function () { self.mark(null); });
    root.addEventListener("click", function (event) { self.click(event); });
    root.addEventListener("keydown", function (event) { self.key(event); });
  }

  // The element that shows the field of a byte, or that stands around another.
  Figure.prototype.fieldOf = function (target) {
    var byte = target.closest(".byte");
    if (byte) {
      return document.getElementById(byte.getAttribute("href").slice(1));
    }
    var field = target.closest(".field");
    return field && this.root.contains(field) ? field : null;
  };

  Figure.prototype.bytesOf = function (field) {
    var link = "#" + field.id;
    return this.bytes.filter(function (byte) { return byte.getAttribute("href") === link; });
  };

  Figure.prototype.mark = function (field) {
    each(this.root.querySelectorAll(".marked"), function (part) {
      part.classList.remove("marked");
    });
    if (field) {
      field.classList.add("marked");
      var bytes = this.bytesOf(field);
      each(bytes, function (byte) { byte.classList.add("marked"); });
      this.show(bytes[0]);
    }
  };

  // A grid of many bytes scrolls by itself: bring a byte into sight, and leave the
  // page where it is.
  Figure.prototype.show = function (byte) {
    var grid = this.grid;
    if (!byte || grid.scrollHeight <= grid.clientHeight) {
      return;
    }
    var top = byte.offsetTop;
    var bottom = top + byte.offsetHeight;
    if (top < grid.scrollTop || bottom > grid.scrollTop + grid.clientHeight) {
      grid.scrollTop = top - (grid.clientHeight - byte.offsetHeight) / 2;
    }
  };

  // Makes a byte the one that the tab key comes to.
  Figure.prototype.enter = function (byte) {
    each(this.bytes, function (other) { other.tabIndex = other === byte ? 0 : -1; });
  };

  function text(field, part) {
    var found = field.querySelector(part);
    return found ? found.textContent : "";
  }

  function nameOf(field) {
    return text(field, "th code") || text(field, "code.name");
  }

  Figure.prototype.speak = function (byte, field) {
    if (field) {
      this.spoken.textContent = byte.title + ", " + byte.firstChild.textContent + ". " +
        nameOf(field) + ": " + text(field, ".value") + ". " + text(field, ".about");
    }
  };

  Figure.prototype.openField = function (field) {
    this.close();
    this.open = field;
    field.classList.add("open");
    var bytes = this.bytesOf(field);
    each(bytes, function (byte) { byte.classList.add("open"); });
    if (bytes.length) {
      this.enter(bytes[0]);
      this.speak(bytes[0], field);
    }
    this.showTool(field, bytes);
  };

  Figure.prototype.close = function () {
    each(this.root.querySelectorAll(".open"), function (part) { part.classList.remove("open"); });
    this.open = null;
    this.tool.hidden = true;
  };

  Figure.prototype.click = function (event) {
    var byte = event.target.closest(".byte");
    var field = this.fieldOf(event.target);
    if (!field || this.tool.contains(event.target)) {
      return;
    }
    if (byte) {
      // Not to jump there: the field is marked, and beside the bytes as a rule.
      event.preventDefault();
      byte.focus({ preventScroll: true });
    }
    this.openField(field);
    history.replaceState(null, "", "#" + field.id);
  };

  Figure.prototype.key = function (event) {
    if (event.key === "Escape") {
      this.mark(null);
      this.close();
      this.spoken.textContent = "";
      if (location.hash.indexOf("#" + this.root.id + ".") === 0) {
        history.replaceState(null, "", location.pathname + location.search);
      }
      return;
    }
    var at = this.bytes.indexOf(event.target);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    var next = this.step(at, event.key);
    if (next === null) {
      return;
    }
    // mdBook turns the page with left and right.
    event.preventDefault();
    event.stopPropagation();
    this.bytes[next].focus();
  };

  // The byte that a key leads to.
  Figure.prototype.step = function (at, key) {
    var bytes = this.bytes;
    var last = bytes.length - 1;
    function starts(index) { return bytes[index].classList.contains("first"); }
    switch (key) {
      case "ArrowLeft": return Math.max(at - 1, 0);
      case "ArrowRight": return Math.min(at + 1, last);
      case "Home": return 0;
      case "End": return last;
      case "ArrowDown":
        for (var down = at + 1; down <= last; down += 1) {
          if (starts(down)) { return down; }
        }
        return at;
      case "ArrowUp":
        for (var up = at - 1; up > 0 && !starts(up);) { up -= 1; }
        return Math.max(up, 0);
      default: return null;
    }
  };

  // Numbers of 64 bits need more than a Number holds.
  function read(digits) {
    return BigInt("0x" + digits.join(""));
  }

  Figure.prototype.showTool = function (field, bytes) {
    var tool = this.tool;
    tool.textContent = "";
    var order = field.dataset.number;
    var digits = bytes.map(function (byte) { return byte.firstChild.textContent; });
    if (order && digits.length > 1) {
      var turned = false;
      var button = element("button", "", "Read the bytes the other way round");
      button.type = "button";
      var result = element("output", "");
      var show = function () {
        var little = (order === "little") !== turned;
        var number = read(little ? digits.slice().reverse() : digits);
        result.textContent = digits.join(" ") + (little ? ", least" : ", most") +
          " significant byte first: " + number + (turned ? " (wrong here)" : "");
      };
      button.addEventListener("click", function () { turned = !turned; show(); });
      show();
      tool.appendChild(button);
      tool.appendChild(result);
    }
    if (field.dataset.flags) {
      this.flags(field);
    }
    tool.hidden = !tool.firstChild;
  };

  Figure.prototype.flags = function (field) {
    var value = BigInt("0x" + field.dataset.value);
    var result = element("output", "");
    var tool = this.tool;
    function show() {
      result.textContent = "flags: 0x" + value.toString(16) + " (" + value + ")";
    }
    each(field.dataset.flags.split(";"), function (flag) {
      var parts = flag.split(" ");
      var bits = BigInt("0x" + parts[0]);
      var label = element("label", "");
      var box = document.createElement("input");
      box.type = "checkbox";
      box.checked = bits !== 0n && (value & bits) === bits;
      box.addEventListener("change", function () {
        value = box.checked ? value | bits : value & ~bits;
        show();
      });
      label.appendChild(box);
      label.appendChild(document.createTextNode(" " + parts[1] + " 0x" + parts[0]));
      tool.appendChild(label);
    });
    show();
    tool.appendChild(result);
  };

  var figures = [];
  each(document.querySelectorAll(".bytes"), function (root) { figures.push(new Figure(root)); });

  // An address such as #route-add.rtm_dst_len opens the field.
  function openAddress() {
    var field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    figures.forEach(function (figure) {
      if (field && field.classList.contains("field") && figure.root.contains(field)) {
        figure.openField(field);
      }
    });
  }
  window.addEventListener("hashchange", openAddress);
  openAddress();

  // A number in the text marks its field.
  function fromText(event) {
    var link = event.target.closest && event.target.closest("a.from-bytes");
    var field = link && document.getElementById(link.getAttribute("href").slice(1));
    figures.forEach(function (figure) {
      if (field && figure.root.contains(field)) {
        figure.mark(event.type === "mouseover" || event.type === "focusin" ? field : null);
      }
    });
  }
  ["mouseover", "mouseout", "focusin", "focusout"].forEach(function (name) {
    document.addEventListener(name, fromText);
  });

  // Listings and tables that are wider than the page scroll by themselves. Whoever has
  // no pointer has to be able to reach them.
  function reachable() {
    each(document.querySelectorAll("main pre > code, main .table-wrapper"), function (part) {
      if (part.scrollWidth > part.clientWidth) {
        part.tabIndex = 0;
      } else {
        part.removeAttribute("tabindex");
      }
    });
  }
  window.addEventListener("resize", reachable);
  window.addEventListener("load", reachable);
})();
