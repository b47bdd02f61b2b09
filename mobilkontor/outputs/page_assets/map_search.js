/* Search for a place by its name: a list of hits, by mouse and by keyboard. */
"use strict";

/* A name without accents and in small letters, so that "alvsbyn" finds Älvsbyn. */
function foldName(text) {
  const letters = { "ø": "o", "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "æ": "ae", "ß": "ss" };
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[øđðŋŧłæß]/g, (c) => letters[c]);
}

/* Places by id are [lat, lon, popup, name, municipality, kind of hit, names in other languages] each. */
function mapSearch(facts, open) {
  const MOST_SHOWN = 12;
  const field = document.getElementById("search");
  const list = document.getElementById("search-hits");
  const status = document.getElementById("search-status");
  const known = Object.entries(facts.places)
    .map(([id, place]) => ({ id, place, folded: foldName([place[3], ...place[6]].join(" ")) }));
  const kinds = { stop: facts.texts["hit.stop"], office: facts.texts["hit.office"], none: facts.texts["hit.none"] };
  let hits = [], active = -1;

  /* Names that begin with the words first, then names with a word that does, then the rest. */
  function find(text) {
    const asked = foldName(text.trim());
    if (!asked) return [];
    const rank = (name) => (name.startsWith(asked) ? 0 : name.includes(` ${asked}`) ? 1 : 2);
    return known.filter((entry) => entry.folded.includes(asked))
      .sort((a, b) => rank(a.folded) - rank(b.folded) || (a.folded < b.folded ? -1 : 1));
  }

  function tell(isAsked) {
    const key = !isAsked ? "" : hits.length === 0 ? "search.none" : hits.length === 1 ? "search.one"
      : hits.length > MOST_SHOWN ? "search.more" : "search.many";
    status.textContent = key
      ? facts.texts[key].replace("{count}", hits.length).replace("{shown}", MOST_SHOWN) : "";
  }

  function option({ place }, k) {
    const line = document.createElement("li"), where = document.createElement("small");
    line.id = `hit-${k}`;
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    where.textContent = `${facts.municipalities[place[4]]} · ${kinds[place[5]]}`;
    line.append([place[3], ...place[6]].join(" · "), " ", where);
    /* The field keeps the focus until the popup takes it. */
    line.addEventListener("mousedown", (event) => event.preventDefault());
    line.addEventListener("click", () => choose(k));
    return line;
  }

  function draw() {
    hits = find(field.value);
    list.replaceChildren(...hits.slice(0, MOST_SHOWN).map(option));
    unfold(hits.length > 0);
    tell(field.value.trim() !== "");
  }

  function unfold(isOpen) {
    list.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
    mark(-1);
  }

  function mark(k) {
    active = k;
    [...list.children].forEach(function (line, n) {
      line.setAttribute("aria-selected", String(n === k));
      if (n === k) line.scrollIntoView({ block: "nearest" });
    });
    if (k < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `hit-${k}`);
  }

  function choose(k) {
    const hit = hits[k];
    if (!hit) return;
    field.value = hit.place[3];
    unfold(false);
    open(hit.id);
  }

  function step(by) {
    if (list.hidden) draw();
    const count = list.children.length;
    if (count) mark((active + by + count + (active < 0 && by < 0 ? 1 : 0)) % count);
  }

  const KEYS = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1),
    Enter: () => choose(Math.max(active, 0)), Escape: () => { field.value = ""; draw(); },
  };

  field.addEventListener("input", draw);
  field.addEventListener("blur", () => unfold(false));
  field.addEventListener("keydown", function (event) {
    if (!KEYS[event.key] || event.isComposing) return;
    event.preventDefault();
    KEYS[event.key]();
  });
}
