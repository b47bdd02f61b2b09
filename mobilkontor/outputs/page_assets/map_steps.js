/* Stepping through the days of the cycle: all of them, a week, a weekday, one day. */
"use strict";

/* The calendar of radio buttons; days are [week, position of the weekday] each. */
function mapSteps(days, onChange) {
  const boxes = [...document.querySelectorAll('input[name="day"]')];
  const width = Math.max(...days.map((day) => day[1]), 0) + 2;
  const now = document.getElementById("step-now");

  function checked() {
    return boxes.findIndex((box) => box.checked);
  }

  /* Numbers of the days that are chosen. */
  function chosen() {
    const [week, weekday] = boxes[checked()].value.split("-");
    const isChosen = ([w, d]) => (week === "all" || w === +week) && (weekday === "all" || d === +weekday);
    return new Set(days.map((day, k) => (isChosen(day) ? k : -1)).filter((k) => k >= 0));
  }

  function choose(k, isFocused) {
    const box = boxes[k];
    if (!box) return;
    box.checked = true;
    if (isFocused) box.focus();
    tell();
    onChange();
  }

  function tell() {
    now.textContent = boxes[checked()].dataset.name;
  }

  /* One day on or back; after the last day come all days, then the first. */
  function step(by) {
    const stops = boxes.map((box, k) => k).filter((k) => k === 0 || !boxes[k].value.includes("all"));
    const at = checked();
    const next = by > 0 ? stops.find((k) => k > at) : stops.filter((k) => k < at).pop();
    choose(next === undefined ? (by > 0 ? 0 : stops[stops.length - 1]) : next, false);
  }

  const MOVES = {
    ArrowLeft: (k) => k - 1, ArrowRight: (k) => k + 1, ArrowUp: (k) => k - width,
    ArrowDown: (k) => k + width, Home: () => 0, End: () => boxes.length - 1,
  };

  document.querySelector(".calendar").addEventListener("keydown", function (event) {
    const move = MOVES[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(move(checked()), true);
  });
  boxes.forEach((box) => box.addEventListener("change", function () { tell(); onChange(); }));
  document.getElementById("step-back").addEventListener("click", () => step(-1));
  document.getElementById("step-on").addEventListener("click", () => step(1));
  tell();
  return { chosen, isOneDay: () => !boxes[checked()].value.includes("all"), name: () => now.textContent };
}
