// Plays a Yarn story with yarn-bound: node play_yarn.js STORY.yarn RANDOM_NUMBERS.json VARIABLES
"use strict";
const { readFileSync } = require("fs");
const YarnBound = require("yarn-bound");
const { answerRequests } = require("./player.js");

const [storyFile, randomNumbersFile, variables] = process.argv.slice(2);
const variableStorage = new Map();
const functions = { min: Math.min, max: Math.max };
const runner = new YarnBound({ dialogue: readFileSync(storyFile, "utf-8"), functions, variableStorage });
let open = [];

function display() {
  const texts = [];
  for (let result = runner.currentResult; ; result = runner.currentResult) {
    if (result.options) {
      open = result.options.map((option, number) => [option, number]).filter(([option]) => option.isAvailable);
      return [texts.join("\n"), open.map(([option]) => option.text.trimEnd())];
    }
    texts.push(result.text);
    if (result.isDialogueEnd) return [texts.join("\n"), []];
    runner.advance();
  }
}

// A condition leaves a blank after its label.
// Going back to the first passage, which sets all variables, is quicker than a new runner, which parses the story anew.
function begin() {
  runner.history.length = 0;
  runner.jump("Start");
  return display();
}

function choose(number) {
  runner.advance(open[number][1]);
  return display();
}

const values = () => Object.fromEntries(variables.split(",").map((name) => [name, variableStorage.get(name)]));

answerRequests({ begin, choose, values }, randomNumbersFile);
