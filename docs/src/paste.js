// The page "Paste your own bytes": the decoder as WebAssembly, and the three ways to show what it
// says. Nothing leaves the page. docs/playground/src/lib.rs is the other side.
(() => {
  "use strict";

  const page = name => document.querySelector(`#paste [data-part="${name}"]`);
  const NOTES = 0, TREE = 1, JSON_LINES = 2, FIGURES = 3;
  // Longer addresses are cut by programs that people send them with.
  const LONGEST_LINK = 8000;

  async function decoder() {
    const packed = Uint8Array.from(atob(decoderWasm), character => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const wasm = await new Response(stream).arrayBuffer();
    const { instance } = await WebAssembly.instantiate(wasm, {});
    return instance.exports;
  }

  // Memory moves when it grows: never keep a view of it.
  function explain(wasm, bytes) {
    const at = wasm.input(bytes.length);
    new Uint8Array(wasm.memory.buffer).set(bytes, at);
    wasm.explain();
    const result = which => new TextDecoder().decode(
      new Uint8Array(wasm.memory.buffer, wasm.output(which), wasm.output_len(which)));
    return { notes: result(NOTES), tree: result(TREE), json: result(JSON_LINES), figures: result(FIGURES) };
  }

  const encode = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const decode = text => Uint8Array.from(
    atob(text.replaceAll("-", "+").replaceAll("_", "/")), character => character.charCodeAt(0));

  async function start() {
    if (typeof decoderWasm === "undefined") {
      return;
    }
    const wasm = await decoder();
    page("missing").hidden = true;
    page("form").hidden = false;
    const text = page("text");

    function show(bytes) {
      let results;
      try {
        results = explain(wasm, bytes);
      } catch (error) {
        results = { notes: `the decoder stopped: ${error}`, tree: "", json: "", figures: "" };
      }
      page("notes").textContent = results.notes;
      page("tree").textContent = results.tree;
      page("json").textContent = results.json;
      page("figures").innerHTML = results.figures;
      page("results").hidden = !results.tree;
      wakeFigures(page("figures"));
      const link = "#bytes=" + encode(bytes);
      page("link").hidden = bytes.length === 0 || link.length > LONGEST_LINK;
      page("link").href = link;
    }

    function showText() {
      show(new TextEncoder().encode(text.value));
    }

    async function showFile(file) {
      text.value = "";
      show(new Uint8Array(await file.arrayBuffer()));
    }

    function showLink() {
      if (!location.hash.startsWith("#bytes=")) {
        return;
      }
      let bytes;
      try {
        bytes = decode(location.hash.slice("#bytes=".length));
      } catch {
        page("notes").textContent = "this link was cut off, or another program has changed it";
        return;
      }
      // A capture is no text.
      const isText = !bytes.includes(0);
      text.value = isText ? new TextDecoder().decode(bytes) : "";
      show(bytes);
    }

    text.addEventListener("input", showText);
    page("file").addEventListener("change", event => {
      if (event.target.files.length) {
        showFile(event.target.files[0]);
      }
    });
    document.addEventListener("dragover", event => event.preventDefault());
    document.addEventListener("drop", event => {
      event.preventDefault();
      if (event.dataTransfer.files.length) {
        showFile(event.dataTransfer.files[0]);
      }
    });
    for (const example of document.querySelectorAll("#paste [data-example]")) {
      example.addEventListener("click", () => {
        text.value = page(`example-${example.dataset.example}`).textContent;
        showText();
      });
    }
    window.addEventListener("hashchange", showLink);
    showLink();
    document.getElementById("paste").dataset.ready = "yes";
  }

  start().catch(error => { page("missing").textContent = `the decoder does not start: ${error}`; });
})();
