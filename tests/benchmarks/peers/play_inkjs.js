// Plays ink's compiled story with inkjs: node play_inkjs.js STORY.json RANDOM_NUMBERS.json VARIABLES
"use strict";
const { readFileSync } = require("fs");
const { Story } = require("inkjs");
const { answerRequests } = require("./player.js");

const [storyFile, randomNumbersFile, variables] = process.argv.slice(2);
const story = new Story(readFileSync(storyFile, "utf-8").replace(/^\uFEFF/, ""));
story.onError = () => {}; // it reports the planted defect at every ending

function display() {
  const text = story.ContinueMaximally();
  return [text, story.currentChoices.map((choice) => choice.text)];
}

function begin() {
  story.ResetState();
  return display();
}

function choose(number) {
  story.ChooseChoiceIndex(number);
  return display();
}

const values = () => Object.fromEntries(variables.split(",").map((name) => [name, story.variablesState[name]]));

answerRequests({ begin, choose, values }, randomNumbersFile);
