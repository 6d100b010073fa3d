/** Holds the data that Python wrote into the page, which is in one language. */
export const data = JSON.parse(document.getElementById("data").textContent);
