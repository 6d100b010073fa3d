import { chooseLanguage } from "./language-data.js";

/** Holds the data that Python wrote into the page, in the language that is chosen if it has several. */
export const data = JSON.parse(document.getElementById("data").textContent);

chooseLanguage?.(data);
