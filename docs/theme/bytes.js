// Figures of bytes, made easier. Without this script, each byte and each field is still a link
// to the other.
//
// Pointing at a byte marks its field, and the other way round. The key B goes to the next figure
// on the page. In a figure, one byte is in the tab order: left and right move by byte, up and
// down by field, Home and End to the ends; Enter opens a field, which gives the page its address
// and shows the panel; Escape closes it. In the panel, the reader changes the message: sets a
// flag, types a number, leaves an attribute out. On a narrow screen the panel is a sheet at the
// bottom of the window, and also says what the byte is.
(() => {
  "use strict";

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text || "";
    return made;
  }

  function button(text, act) {
    const made = element("button", "", text);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }

  function text(field, part) {
    const found = field.querySelector(part);
    return found ? found.textContent : "";
  }

  const nameOf = field => text(field, "th code") || text(field, "code.name");

  // Opens the message that a byte or a field is in.
  function unfold(part) {
    const message = part.closest("details");
    if (message) {
      message.open = true;
    }
  }

  // Whether the panel is a sheet at the bottom of the window: the style sheet decides.
  const isSheet = panel => getComputedStyle(panel).position === "fixed";

  // The bytes of a figure as the reader has changed them.
  class Bytes {
    constructor(elements) {
      this.elements = elements;
      this.recorded = elements.map(byte => parseInt(byte.firstChild.textContent, 16));
      this.reset();
    }

    reset() {
      this.now = this.recorded.slice();
      // The attributes that are left out: the first byte of each, and the end of its padding.
      this.leftOut = new Map();
    }

    get isChanged() {
      return this.leftOut.size > 0 || this.now.some((byte, at) => byte !== this.recorded[at]);
    }

    isLeftOut(at) {
      return [...this.leftOut].some(([start, end]) => start <= at && at < end);
    }

    // A number of 64 bits needs more than a Number holds.
    read(at, isLittle, bytes = this.now) {
      const digits = at.map(index => bytes[index].toString(16).padStart(2, "0"));
      return BigInt("0x" + (isLittle ? digits.reverse() : digits).join(""));
    }

    write(at, isLittle, number) {
      const order = isLittle ? at : at.slice().reverse();
      for (const index of order) {
        this.now[index] = Number(number & 0xffn);
        number >>= 8n;
      }
    }
  }

  class Figure {
    constructor(root) {
      this.root = root;
      this.elements = [...root.querySelectorAll(".grid .byte")];
      this.bytes = new Bytes(this.elements);
      this.fields = [...root.querySelectorAll(".field")];
      this.recorded = new Map(this.fields.map(field => [field, text(field, ".value")]));
      this.open = null;
      for (const grid of root.querySelectorAll(".grid")) {
        grid.setAttribute("role", "group");
        grid.setAttribute("aria-label", "Bytes. Arrow keys move by byte and by field, Escape closes.");
      }
      this.elements.forEach((byte, index) => { byte.tabIndex = index === 0 ? 0 : -1; });
      this.spoken = element("div", "spoken");
      this.spoken.setAttribute("role", "status");
      root.append(this.spoken);
      this.panel = element("div", "panel");
      this.panel.hidden = true;
      this.panel.setAttribute("role", "region");
      root.addEventListener("mouseover", event => this.mark(this.fieldOf(event.target)));
      root.addEventListener("mouseleave", () => this.mark(null));
      root.addEventListener("focusin", event => {
        const field = this.fieldOf(event.target);
        this.mark(field);
        if (event.target.classList.contains("byte")) {
          this.enter(event.target);
          this.speak(event.target, field);
        }
      });
      root.addEventListener("focusout", () => this.mark(null));
      root.addEventListener("click", event => this.click(event));
      root.addEventListener("keydown", event => this.key(event));
    }

    // The field of a byte, or the field that an element is in.
    fieldOf(target) {
      const byte = target.closest(".byte");
      if (byte) {
        return document.getElementById(byte.getAttribute("href").slice(1));
      }
      const field = target.closest(".field");
      return field && this.root.contains(field) ? field : null;
    }

    // The positions of a field's bytes in the figure.
    positions(field) {
      const link = "#" + field.id;
      return this.elements.flatMap((byte, at) => byte.getAttribute("href") === link ? [at] : []);
    }

    mark(field) {
      for (const part of this.root.querySelectorAll(".marked")) {
        part.classList.remove("marked");
      }
      if (field) {
        field.classList.add("marked");
        const bytes = this.positions(field).map(at => this.elements[at]);
        bytes.forEach(byte => byte.classList.add("marked"));
        this.show(bytes[0]);
      }
    }

    // A long grid is cut off at the end of the window: bring a byte into sight, and leave the
    // page where it is.
    show(byte) {
      const grid = byte && byte.closest(".grid");
      if (!grid || grid.scrollHeight <= grid.clientHeight) {
        return;
      }
      const top = byte.offsetTop;
      const bottom = top + byte.offsetHeight;
      if (top < grid.scrollTop || bottom > grid.scrollTop + grid.clientHeight) {
        grid.scrollTop = top - (grid.clientHeight - byte.offsetHeight) / 2;
      }
    }

    // Makes a byte the one that the tab key comes to.
    enter(byte) {
      this.elements.forEach(other => { other.tabIndex = other === byte ? 0 : -1; });
    }

    speak(byte, field) {
      if (field) {
        this.spoken.textContent = `${byte.title}, ${byte.firstChild.textContent}. ` +
          `${nameOf(field)}: ${text(field, ".value")}. ${text(field, ".about")}`;
      }
    }

    openField(field) {
      this.close();
      this.open = field;
      unfold(field);
      field.classList.add("open");
      const bytes = this.positions(field).map(at => this.elements[at]);
      bytes.forEach(byte => byte.classList.add("open"));
      if (bytes.length) {
        this.enter(bytes[0]);
        this.speak(bytes[0], field);
      }
      this.fillPanel(field);
    }

    close() {
      if (this.panel.contains(document.activeElement)) {
        this.focusOpen();
      }
      for (const part of this.root.querySelectorAll(".open")) {
        part.classList.remove("open");
      }
      this.open = null;
      this.panel.hidden = true;
    }

    focusOpen() {
      const [first] = this.open ? this.positions(this.open) : [];
      if (first !== undefined) {
        this.elements[first].focus({ preventScroll: true });
      }
    }

    click(event) {
      const byte = event.target.closest(".byte");
      const field = this.fieldOf(event.target);
      if (!field || this.panel.contains(event.target)) {
        return;
      }
      if (byte) {
        // Not to jump there: the field is marked, and as a rule beside the bytes.
        event.preventDefault();
        byte.focus({ preventScroll: true });
      }
      this.goTo(field);
    }

    goTo(field) {
      this.openField(field);
      history.replaceState(null, "", "#" + field.id);
    }

    key(event) {
      if (event.key === "Escape") {
        this.mark(null);
        this.close();
        this.spoken.textContent = "";
        if (location.hash.startsWith(`#${this.root.id}.`)) {
          history.replaceState(null, "", location.pathname + location.search);
        }
        return;
      }
      const at = this.elements.indexOf(event.target);
      if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) {
        return;
      }
      const next = this.step(at, event.key);
      if (next === null) {
        return;
      }
      // mdBook turns the page with left and right.
      event.preventDefault();
      event.stopPropagation();
      unfold(this.elements[next]);
      this.elements[next].focus();
    }

    // The byte that a key leads to.
    step(at, key) {
      const last = this.elements.length - 1;
      const isFirst = index => this.elements[index].classList.contains("first");
      switch (key) {
        case "ArrowLeft": return Math.max(at - 1, 0);
        case "ArrowRight": return Math.min(at + 1, last);
        case "Home": return 0;
        case "End": return last;
        case "ArrowDown": {
          let down = at + 1;
          while (down <= last && !isFirst(down)) { down += 1; }
          return down > last ? at : down;
        }
        case "ArrowUp": {
          let up = at - 1;
          while (up > 0 && !isFirst(up)) { up -= 1; }
          return Math.max(up, 0);
        }
        default: return null;
      }
    }

    // What a field is, what can be done with it, and the way to its neighbours.
    fillPanel(field) {
      const panel = this.panel;
      const at = this.positions(field);
      panel.textContent = "";
      panel.setAttribute("aria-label", nameOf(field));
      const head = element("div", "head");
      const range = at.length ? `${at[0]}..${at[at.length - 1] + 1}` : text(field, ".offset");
      head.append(
        element("b", "", nameOf(field)),
        element("span", "", ` bytes ${range}: `),
        element("code", "", at.map(index => this.elements[index].firstChild.textContent).join(" ")),
        element("p", "", [text(field, ".value"), text(field, ".about")].filter(Boolean).join(" – ")));
      panel.append(head);
      const tools = element("div", "tool");
      if (field.dataset.number && at.length) {
        this.numberTool(tools, field, at);
      }
      if (field.dataset.flags) {
        this.flagsTool(tools, field, at);
      }
      const [extent] = this.fields.filter(other => other.dataset.attribute && this.isIn(at, other));
      if (extent) {
        this.attributeTool(tools, extent);
      }
      this.result = element("output", "");
      tools.append(this.result);
      panel.append(tools);
      const index = this.fields.indexOf(field);
      const ways = element("div", "ways");
      [["Previous", index - 1], ["Next field", index + 1]].forEach(([label, to]) => {
        const way = button(label, () => {
          const focus = this.panel.contains(document.activeElement);
          this.goTo(this.fields[to]);
          if (focus) {
            const same = [...this.panel.querySelectorAll(".ways button")].find(other => other.textContent === label);
            (same.disabled ? this.panel.querySelector(".ways button:last-child") : same).focus();
          }
        });
        way.disabled = !this.fields[to];
        ways.append(way);
      });
      ways.append(button("Close", () => this.close()));
      panel.append(ways);
      const part = field.closest(".part, .walk");
      (part || this.root).querySelector(".side").append(panel);
      panel.hidden = false;
      this.update();
      // The sheet may lie over the byte that was pressed.
      if (at.length && isSheet(panel)) {
        this.elements[at[0]].scrollIntoView({ block: "start", behavior: "instant" });
      }
    }

    // Whether bytes are in the attribute whose first field is this.
    isIn(at, first) {
      const [start, end] = first.dataset.attribute.split(" ").map(Number);
      return at.length > 0 && start <= at[0] && at[0] < end;
    }

    numberTool(tools, field, at) {
      const isLittle = field.dataset.number === "little";
      const label = element("label", "", "number ");
      const input = element("input", "number");
      input.inputMode = "numeric";
      input.value = this.bytes.read(at, isLittle);
      input.addEventListener("input", () => {
        const most = (1n << BigInt(8 * at.length)) - 1n;
        const isNumber = /^[0-9]+$/.test(input.value) && BigInt(input.value) <= most;
        input.setCustomValidity(isNumber ? "" : `a number from 0 to ${most}`);
        input.reportValidity();
        if (isNumber) {
          this.bytes.write(at, isLittle, BigInt(input.value));
          this.update();
        }
      });
      label.append(input);
      tools.append(label);
      if (at.length > 1) {
        const result = element("output", "");
        let isTurned = false;
        tools.append(button("Read the bytes the other way round", () => {
          isTurned = !isTurned;
          const little = isLittle !== isTurned;
          const digits = at.map(index => this.elements[index].firstChild.textContent).join(" ");
          result.textContent = `${digits}, ${little ? "least" : "most"} significant byte first: ` +
            this.bytes.read(at, little) + (isTurned ? " (wrong here)" : "");
        }), result);
      }
    }

    flagsTool(tools, field, at) {
      const isLittle = field.dataset.number === "little";
      for (const [bits, name] of flags(field)) {
        const label = element("label", "");
        const box = element("input", "");
        box.type = "checkbox";
        box.checked = bits !== 0n && (this.bytes.read(at, isLittle) & bits) === bits;
        box.addEventListener("change", () => {
          const value = this.bytes.read(at, isLittle);
          this.bytes.write(at, isLittle, box.checked ? value | bits : value & ~bits);
          this.update();
        });
        label.append(box, ` ${name} 0x${bits.toString(16)}`);
        tools.append(label);
      }
    }

    // Leaves the attribute out that this field begins, and puts it back.
    attributeTool(tools, field) {
      const [start, end] = field.dataset.attribute.split(" ").map(Number);
      const length = this.lengthOf(field);
      if (!length) {
        return;
      }
      const label = element("label", "");
      const box = element("input", "");
      box.type = "checkbox";
      box.checked = this.bytes.leftOut.has(start);
      box.addEventListener("change", () => {
        if (box.checked) {
          this.bytes.leftOut.set(start, end);
        } else {
          this.bytes.leftOut.delete(start);
        }
        const at = this.positions(length);
        const isLittle = length.dataset.number === "little";
        const recorded = this.bytes.read(at, isLittle, this.bytes.recorded);
        const fields = this.messageOf(field);
        const less = [...this.bytes.leftOut].filter(([from]) => fields.some(other =>
          (other.dataset.attribute || "").startsWith(`${from} `)));
        const removed = less.reduce((sum, [from, to]) => sum + to - from, 0);
        this.bytes.write(at, isLittle, recorded - BigInt(removed));
        this.update();
      });
      label.append(box, " leave this attribute out");
      tools.append(label);
    }

    // All fields of the message that a field is in, and the length of that message.
    messageOf(field) {
      const part = field.closest(".part, .walk");
      return this.fields.filter(other => part.contains(other));
    }

    lengthOf(field) {
      return this.messageOf(field).find(other => nameOf(other) === "nlmsg_len");
    }

    // Shows the bytes as they are now: the grid, the table, and what they would do.
    update() {
      const { bytes } = this;
      this.elements.forEach((byte, at) => {
        byte.firstChild.textContent = bytes.now[at].toString(16).padStart(2, "0");
        byte.classList.toggle("changed", bytes.now[at] !== bytes.recorded[at]);
        byte.classList.toggle("left-out", bytes.isLeftOut(at));
      });
      for (const field of this.fields) {
        const at = this.positions(field);
        const isChanged = at.some(index => bytes.now[index] !== bytes.recorded[index]);
        const value = field.querySelector(".value");
        const hex = field.querySelector(".hex code") || field.querySelector("code.hex");
        if (at.length) {
          hex.textContent = at.map(index => this.elements[index].firstChild.textContent).join(" ");
        }
        value.textContent = isChanged ? this.changedValue(field, at) : this.recorded.get(field);
        field.classList.toggle("changed", isChanged);
        field.classList.toggle("left-out", at.length > 0 && bytes.isLeftOut(at[0]));
      }
      if (!this.open || !this.result) {
        return;
      }
      this.result.textContent = "";
      const lines = [];
      const at = this.positions(this.open);
      if (this.open.dataset.flags) {
        const value = bytes.read(at, this.open.dataset.number === "little");
        lines.push(`flags: 0x${value.toString(16)} (${value})`);
      }
      const length = this.lengthOf(this.open);
      if (length && bytes.leftOut.size) {
        lines.push(`nlmsg_len: ${bytes.read(this.positions(length), length.dataset.number === "little")}`);
      }
      const command = ipCommand(this);
      if (command) {
        lines.push(`as a request: ${command}`);
      }
      this.result.append(lines.join("\n"));
      if (bytes.isChanged) {
        this.result.append("\n", button("Undo all changes", () => {
          const field = this.open;
          bytes.reset();
          this.openField(field);
          this.focusOpen();
        }));
      }
    }

    changedValue(field, at) {
      const value = this.bytes.read(at, field.dataset.number === "little");
      const was = `was ${this.recorded.get(field)}`;
      if (!field.dataset.flags) {
        return `${value} (${was})`;
      }
      const names = flags(field).filter(([bits]) => bits && (value & bits) === bits);
      const known = names.reduce((all, [bits]) => all | bits, 0n);
      const rest = value & ~known;
      const all = names.map(([, name]) => name).concat(rest ? [`0x${rest.toString(16)}`] : []);
      return `${all.join("|") || "0"} (0x${value.toString(16)}; ${was})`;
    }
  }

  // The bits of flags, and their names.
  function flags(field) {
    return field.dataset.flags.split(";").map(flag => {
      const [bits, name] = flag.split(" ");
      return [BigInt("0x" + bits), name];
    });
  }

  // The command of iproute2 that sends such a message about a route, for what it can express;
  // nothing for all other messages.
  function ipCommand(figure) {
    const fields = figure.messageOf(figure.open).filter(field => !field.classList.contains("left-out"));
    const named = name => fields.find(field => field.id === `${figure.root.id}.${name}`);
    const number = name => {
      const field = named(name);
      return field && Number(figure.bytes.read(figure.positions(field), field.dataset.number === "little"));
    };
    const value = name => named(name) && text(named(name), ".value");
    // By the flags NLM_F_CREATE 0x400, EXCL 0x200, REPLACE 0x100, APPEND 0x800 (ip/iproute.c).
    const verbs = { 0x600: "add", 0x500: "replace", 0x100: "change", 0xc00: "append", 0x400: "prepend" };
    const type = number("nlmsg_type");
    const verb = type === 25 ? "del" : type === 24 ? verbs[number("nlmsg_flags") & 0xf00] : undefined;
    const family = number("rtm_family");
    const known = ["RTA_DST", "RTA_GATEWAY", "RTA_OIF", "RTA_PRIORITY", "RTA_TABLE"];
    const attributes = fields.filter(field => field.dataset.attribute)
      .map(field => field.id.slice(figure.root.id.length + 1).split(".")[0]);
    if (!verb || ![2, 10].includes(family) || number("rtm_type") !== 1 || number("rtm_src_len") ||
        attributes.some(name => !known.includes(name))) {
      return null;
    }
    const table = number("RTA_TABLE") === undefined ? number("rtm_table") : number("RTA_TABLE");
    const scope = number("rtm_scope");
    const words = ["ip", family === 10 ? "-6" : "", "route", verb,
      named("RTA_DST") ? `${value("RTA_DST")}/${number("rtm_dst_len")}` : "default",
      named("RTA_GATEWAY") ? `via ${value("RTA_GATEWAY")}` : "",
      // iproute2 accepts the index of an interface in this form.
      named("RTA_OIF") ? `dev if${number("RTA_OIF")}` : "",
      number("rtm_tos") ? `tos ${number("rtm_tos")}` : "",
      table === 254 ? "" : `table ${table}`,
      number("rtm_protocol") === 3 ? "" : `proto ${number("rtm_protocol")}`,
      // What iproute2 sends by itself: RT_SCOPE_LINK without a gateway, else the universe.
      scope === (named("RTA_GATEWAY") ? 0 : 253) ? "" : `scope ${scope}`,
      named("RTA_PRIORITY") ? `metric ${number("RTA_PRIORITY")}` : ""];
    return words.filter(Boolean).join(" ");
  }

  let figures = [];

  // Wakes up the figures in a part of the page, also those that another script has put there.
  function wakeFigures(part) {
    figures = figures.filter(figure => figure.root.isConnected);
    for (const root of part.querySelectorAll(".bytes")) {
      figures.push(new Figure(root));
    }
  }
  wakeFigures(document);
  window.wakeFigures = wakeFigures;

  // An address such as #route-add.rtm_dst_len opens the field.
  function openAddress() {
    const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (const figure of figures) {
      if (field && field.classList.contains("field") && figure.root.contains(field)) {
        figure.openField(field);
      }
    }
  }
  window.addEventListener("hashchange", openAddress);
  openAddress();

  // A number in the text marks its field.
  function fromText(event) {
    const link = event.target.closest && event.target.closest("a.from-bytes");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    for (const figure of figures) {
      if (field && figure.root.contains(field)) {
        figure.mark(event.type === "mouseover" || event.type === "focusin" ? field : null);
      }
    }
  }
  for (const name of ["mouseover", "mouseout", "focusin", "focusout"]) {
    document.addEventListener(name, fromText);
  }

  // The key B: to the next figure, and from the last one to the first.
  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "b" || event.altKey || event.ctrlKey || event.metaKey || isTyping || !figures.length) {
      return;
    }
    const here = figures.findIndex(figure => figure.root.contains(document.activeElement));
    const { root, elements } = figures[(here + 1) % figures.length];
    root.scrollIntoView({ block: "start", behavior: "instant" });
    elements.find(byte => byte.tabIndex === 0).focus({ preventScroll: true });
    event.preventDefault();
  });

  // A grid that is longer than the window keeps pace with its table: as much of it has passed.
  function keepPace() {
    for (const grid of document.querySelectorAll(".bytes .grid")) {
      const hidden = grid.scrollHeight - grid.clientHeight;
      if (hidden > 0) {
        const part = grid.closest(".part, .walk").getBoundingClientRect();
        const side = grid.closest(".side").getBoundingClientRect();
        const way = part.height - side.height;
        grid.scrollTop = hidden * Math.min(1, Math.max(0, (side.top - part.top) / way));
      }
    }
  }
  window.addEventListener("scroll", keepPace, { passive: true });
  window.addEventListener("resize", keepPace);

  // Listings and tables that are wider than the page scroll by themselves. Readers without a
  // pointer have to be able to reach them.
  function reachable() {
    for (const part of document.querySelectorAll("main pre > code, main .table-wrapper")) {
      if (part.scrollWidth > part.clientWidth) {
        part.tabIndex = 0;
      } else {
        part.removeAttribute("tabindex");
      }
    }
  }
  window.addEventListener("resize", reachable);
  window.addEventListener("load", reachable);
})();
