/** Holds the data that Python wrote into the page. */
export const data = JSON.parse(document.getElementById("data").textContent);
