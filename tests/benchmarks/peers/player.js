// Request loop of the engines in JavaScript; the same as player.py says in Python.
"use strict";
const { readFileSync } = require("fs");
const { performance } = require("perf_hooks");

// An engine has begin() and choose(number), which return the text and the labels of the open choices, and values().
exports.answerRequests = (engine, randomNumbersFile) => {
  const { begin, choose, values } = engine;
  let randomNumbers = null;

  function replayPath(path) {
    const passages = [begin(), ...path.map(choose)];
    return { shown: passages.map(([text, labels]) => [text.split(/\s+/).filter(Boolean).join(" "), labels]), values: values() };
  }

  function playRandomly(plays) {
    let choices = 0;
    let next = 0;
    for (let n = 0; n < plays; n++) {
      let [text, labels] = begin();
      const texts = [text];
      const path = [];
      while (labels.length) {
        const number = Math.floor(randomNumbers[next] * labels.length);
        next = (next + 1) % randomNumbers.length;
        path.push(labels[number]);
        [text, labels] = choose(number);
        texts.push(text);
      }
      choices += path.length;
    }
    return choices;
  }

  function playUntilCovered(seed, choices, maxPlays) {
    const takenLabels = new Set();
    const random = mulberry(seed);
    for (let n = 0; n < maxPlays; n++) {
      let labels = begin()[1];
      while (labels.length) {
        const number = Math.floor(random() * labels.length);
        takenLabels.add(labels[number]);
        labels = choose(number)[1];
      }
      if (takenLabels.size === choices) return n + 1;
    }
    return null;
  }

  function answer(request) {
    if (request.do === "walk") return request.paths.map(replayPath);
    randomNumbers ??= JSON.parse(readFileSync(randomNumbersFile, "utf-8"));
    const started = performance.now();
    const result =
      request.do === "random"
        ? { choices: playRandomly(request.plays) }
        : { plays: playUntilCovered(request.seed, request.choices, request.most) };
    return { seconds: (performance.now() - started) / 1000, ...result };
  }

  require("readline")
    .createInterface({ input: process.stdin })
    .on("line", (line) => console.log(JSON.stringify(answer(JSON.parse(line)))));
};

function mulberry(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
