// Plays ink's compiled story with inkjs: node play_inkjs.js STORY.json DICE.json VARIABLES. As player.py, in JavaScript.
"use strict";
const { readFileSync } = require("fs");
const { performance } = require("perf_hooks");
const { Story } = require("inkjs");

const [storyFile, diceFile, variables] = process.argv.slice(2);
const story = new Story(readFileSync(storyFile, "utf-8").replace(/^\uFEFF/, ""));
story.onError = () => {}; // it tells of the planted defect at every end
const dice = JSON.parse(readFileSync(diceFile, "utf-8"));

function shown() {
  const text = story.ContinueMaximally();
  return [text, story.currentChoices.map((choice) => choice.text)];
}

function begin() {
  story.ResetState();
  return shown();
}

function choose(number) {
  story.ChooseChoiceIndex(number);
  return shown();
}

function walk(path) {
  const all = [begin(), ...path.map(choose)];
  const values = Object.fromEntries(variables.split(",").map((name) => [name, story.variablesState[name]]));
  return { shown: all.map(([text, labels]) => [text.split(/\s+/).filter(Boolean).join(" "), labels]), values };
}

function play(plays) {
  let choices = 0;
  let at = 0;
  for (let n = 0; n < plays; n++) {
    let [text, labels] = begin();
    const told = [text];
    const path = [];
    while (labels.length) {
      const number = Math.floor(dice[at] * labels.length);
      at = (at + 1) % dice.length;
      path.push(labels[number]);
      [text, labels] = choose(number);
      told.push(text);
    }
    choices += path.length;
  }
  return choices;
}

function cover(seed, choices, most) {
  const made = new Set();
  const random = mulberry(seed);
  for (let n = 0; n < most; n++) {
    let labels = begin()[1];
    while (labels.length) {
      const number = Math.floor(random() * labels.length);
      made.add(labels[number]);
      labels = choose(number)[1];
    }
    if (made.size === choices) return n + 1;
  }
  return null;
}

function mulberry(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function answer(asked) {
  if (asked.do === "walk") return asked.paths.map(walk);
  const begun = performance.now();
  const told =
    asked.do === "random"
      ? { choices: play(asked.plays) }
      : { plays: cover(asked.seed, asked.choices, asked.most) };
  return { seconds: (performance.now() - begun) / 1000, ...told };
}

require("readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => console.log(JSON.stringify(answer(JSON.parse(line)))));
