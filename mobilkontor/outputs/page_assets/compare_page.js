/* The page of the comparison: what is chosen is drawn on the maps and told in the tables. */
"use strict";

const mobilkontor = (function () {
  let picture, maps;
  const get = (id) => document.getElementById(id);

  function pair() {
    const sides = [Number(get("left").value), Number(get("right").value)];
    return Object.assign({ sides }, picture.pairs[sides.join("-")]);
  }

  function shown() {
    const isOn = (name) => document.querySelector(`input[name=${name}]`).checked;
    return {
      way: document.querySelector("input[name=shown][value=way]").checked,
      differences: isOn("differences"), names: isOn("names"),
    };
  }

  function add(parent, tag, text, kind) {
    const element = parent.appendChild(document.createElement(tag));
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* What the right side gives beside the left one, in short. */
  function tellFacts(chosen) {
    get("pair").textContent = chosen.heading;
    get("note").textContent = chosen.note;
    [...get("facts").children].forEach(function (item, number) {
      ["b", "span", "small"].forEach(function (tag, part) {
        item.querySelector(tag).textContent = chosen.facts[number][part];
      });
    });
  }

  function tellPlaces(chosen) {
    const body = document.createElement("tbody");
    for (const [place, change] of chosen.changes) {
      const row = add(body, "tr"), given = picture.places[place], head = add(row, "th");
      head.scope = "row";
      const button = add(head, "button", given[3], "to-map");
      button.type = "button";
      button.title = picture.words.show;
      button.dataset.place = place;
      add(row, "td", given[4]);
      add(row, "td", given[5], "n");
      const cell = add(row, "td", undefined, "change");
      cell.innerHTML = picture.symbols[change].replaceAll("SIZE", 22);
      cell.append(picture.changes[change]);
      chosen.sides.forEach((side) => add(row, "td", maps.offerOf(side, place)));
      const ways = chosen.sides.map((side) => picture.sides[side].way[place]);
      add(row, "td", chosen.is_way_told ? ways.join(" → ") : picture.words.not_compared_short, "n");
    }
    get("places").tBodies[0].replaceWith(body);
    get("nothing").hidden = chosen.changes.length > 0;
  }

  /* Differences in the table of indicators are against the left side. */
  function tellFigures(chosen) {
    const rows = [...get("figures").rows], left = chosen.sides[0];
    rows.forEach(function (row, number) {
      picture.sides.forEach(function (_, side) {
        const cell = row.cells[side + 2];
        cell.classList.toggle("base", side === left);
        if (number) cell.querySelector("small").textContent = picture.pairs[`${left}-${side}`].cells[number - 1];
      });
    });
  }

  function update() {
    const chosen = pair();
    tellFacts(chosen);
    tellPlaces(chosen);
    tellFigures(chosen);
    maps.draw(chosen, shown());
  }

  function listen() {
    ["left", "right"].forEach((id) => get(id).addEventListener("change", update));
    get("swap").addEventListener("click", function () {
      [get("left").value, get("right").value] = [get("right").value, get("left").value];
      update();
    });
    document.querySelectorAll(".shown input").forEach((box) =>
      box.addEventListener("change", () => maps.draw(pair(), shown())));
    get("whole-map").addEventListener("click", () => maps.fit());
    get("places").addEventListener("click", function (event) {
      const button = event.target.closest("button[data-place]");
      if (button) maps.show(Number(button.dataset.place), pair());
    });
    /* On paper the maps have a size of their own. */
    ["beforeprint", "afterprint"].forEach((name) => window.addEventListener(name, function () {
      document.documentElement.classList.toggle("printing", name === "beforeprint");
      maps.maps.forEach((map) => map.invalidateSize({ animate: false }));
      maps.fit();
    }));
  }

  function start(thePicture, roads) {
    picture = thePicture;
    /* A browser that comes back to a page may remember other choices than it is made with. */
    [get("left").value, get("right").value] = picture.start;
    maps = compareMaps(picture, roads);
    listen();
    update();
  }

  return { start };
})();
