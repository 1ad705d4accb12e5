// The little that pages can't do by themselves. Without it everything still works, only plainer.
(() => {
  "use strict";

  const root = document.documentElement;
  const kept = (() => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // a browser that keeps nothing
    }
  })();
  if (kept) root.dataset.theme = kept;

  const switchTheme = () => {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // It lasts for this page.
    }
  };

  // Times in the reader's own zone; the title keeps UTC.
  const localize = (within) => {
    for (const time of within.querySelectorAll("time[datetime]:not([data-local])")) {
      const at = new Date(time.dateTime);
      if (Number.isNaN(at.getTime())) continue;
      time.dataset.local = "";
      const options = { dateStyle: "medium", timeStyle: time.dataset.exact === undefined ? "short" : "medium" };
      time.textContent = at.toLocaleString(undefined, options);
    }
  };

  // Times are typed in the reader's own zone, unless the address came with another one.
  const zone = () => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    for (const field of document.querySelectorAll("input[data-zone]")) {
      const typed = [...field.form.querySelectorAll("input[type=datetime-local]")].some((t) => t.value);
      if (!own || typed) continue;
      field.value = own;
      field.form.querySelectorAll("[data-zone-name]").forEach((name) => (name.textContent = `(${own})`));
    }
  };

  // What was unfolded stays so when a part of the page is made anew.
  let unfolded = [];
  const noteUnfolded = () => (unfolded = [...document.querySelectorAll("details[open][id]")].map((d) => d.id));
  const unfold = () => unfolded.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));

  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    if (!source) return;
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = "Selected: copy it by hand";
    }
    setTimeout(() => (button.textContent = label), 2000);
  };

  // Everything that the page itself leads to, and a search for the rest.
  const palette = () => document.getElementById("palette");

  const entries = () => {
    const seen = new Map();
    for (const link of document.querySelectorAll("nav a, main a[href], .where a")) {
      const text = (link.dataset.name || link.textContent).trim().replace(/\s+/g, " ");
      if (text && !seen.has(link.href)) seen.set(link.href, text);
    }
    return [...seen].map(([href, text]) => ({ href, text }));
  };

  const list = () => {
    const words = document.getElementById("palette-text").value.toLowerCase();
    const found = entries().filter((e) => e.text.toLowerCase().includes(words)).slice(0, 8);
    document.getElementById("palette-list").replaceChildren(
      ...found.map((entry, i) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = entry.href;
        link.textContent = entry.text;
        if (i === 0 && words) link.classList.add("chosen");
        item.append(link);
        return item;
      }),
    );
  };

  const openPalette = () => {
    const dialog = palette();
    if (!dialog || dialog.open) return;
    dialog.showModal();
    const text = document.getElementById("palette-text");
    text.value = "";
    list();
    text.focus();
  };

  const choose = (step) => {
    const links = [...document.querySelectorAll("#palette-list a")];
    const now = links.findIndex((link) => link.classList.contains("chosen"));
    links.forEach((link) => link.classList.remove("chosen"));
    if (links.length) links[(now + step + links.length) % links.length].classList.add("chosen");
  };

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
    } else if (event.key === "/" && !typing(event.target)) {
      const search = document.querySelector("main input[type=search]");
      event.preventDefault();
      if (search) search.focus();
      else openPalette();
    } else if (palette()?.open) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        choose(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") {
        const chosen = document.querySelector("#palette-list a.chosen");
        if (chosen) {
          event.preventDefault();
          location.assign(chosen.href);
        }
      }
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches("[data-theme-switch]")) switchTheme();
    else if (button.matches("[data-palette]")) openPalette();
    else if (button.matches("[data-back]")) history.back();
    else if (button.matches("[data-copy]")) copy(button);
    else if (button.matches(".menu")) {
      const shown = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", String(!shown));
    } else if (button.matches("[data-dialog]")) {
      document.getElementById(button.dataset.dialog)?.showModal();
    } else if (button.matches("[data-close]")) {
      button.closest("dialog")?.close();
    }
  });

  document.addEventListener("input", (event) => {
    if (event.target.id === "palette-text") list();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });

  document.addEventListener("DOMContentLoaded", async () => {
    localize(document);
    zone();
    document.body.addEventListener("htmx:beforeSwap", noteUnfolded);
    document.body.addEventListener("htmx:afterSwap", () => {
      localize(document);
      unfold();
    });
    // A link from another site comes without the session's cookie; from here it is sent.
    const form = document.querySelector("form[data-resume]");
    if (form && !document.querySelector(".error")) {
      const answer = await fetch("/console/session", { redirect: "manual" });
      if (answer.status === 204) location.replace(form.dataset.resume);
    }
  });
})();
