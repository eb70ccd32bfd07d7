(() => {
  "use strict";
  const root = document.documentElement;
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* a sandboxed frame keeps nothing */ } },
  };

  const theme = document.getElementById("theme");
  const saved = store.get("dateline-theme");
  if (saved === "light" || saved === "dark") root.dataset.theme = saved;
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    store.set("dateline-theme", root.dataset.theme);
  });

  const filter = document.getElementById("filter");
  filter.hidden = false;
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const line of document.querySelectorAll("main .line")) {
      const around = line.closest(".speaker, .dispute, .unit");
      const text = (line.textContent + " " + (around ? around.firstElementChild.textContent : "")).toLowerCase();
      line.classList.toggle("out", !words.every((word) => text.includes(word)));
    }
    root.classList.toggle("filtered", words.length > 0);
    for (const group of document.querySelectorAll("main .day, main .speaker, main .dispute, main .unit, main .points")) {
      group.classList.toggle("out", words.length > 0 && !group.querySelector(".line:not(.out)"));
    }
    for (const fold of document.querySelectorAll("main details.more")) if (words.length && fold.querySelector(".line")) fold.open = true;
  });

  for (const box of document.querySelectorAll(".types input")) {
    box.addEventListener("change", () => {
      for (const mark of document.querySelectorAll(`.m[class~="t-${CSS.escape(box.dataset.type)}"]`)) mark.classList.toggle("off", !box.checked);
    });
  }

  // Paper shows what is folded on the screen. (Browsers that know `::details-content` do so by the style sheet alone.)
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });

  // A span that cuts through sentences is an empty anchor: tint all sentences that it covers. Open what is folded over a target.
  const follow = () => {
    for (const hit of document.querySelectorAll(".hit-range")) hit.classList.remove("hit-range");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target.closest("details:not([open])"); up; up = up.parentElement.closest("details:not([open])")) up.open = true;
    if (target.matches(".pt")) {
      const from = Number(target.dataset.from), to = Number(target.dataset.to);
      for (const sentence of target.closest(".b").querySelectorAll(".s")) {
        if (Number(sentence.dataset.from) < to && Number(sentence.dataset.to) > from) sentence.classList.add("hit-range");
      }
    }
    target.scrollIntoView({ block: target.matches(".target, .pt, .line") ? "center" : "start" });
  };
  addEventListener("hashchange", follow);
  if (location.hash) follow();
})();
