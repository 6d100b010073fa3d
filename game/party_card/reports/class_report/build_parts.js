"use strict";
// Builds what would make the page twice as large: the fields for marks, the routes as lists,
// and the links of names to the rows of students.
(() => {
  const template = document.getElementById("marks")?.content.firstElementChild;
  for (const place of document.querySelectorAll(".marks[data-attempt]")) {
    const field = template.cloneNode(true);
    const { question, number, scene, column } = place.closest(".question").dataset;
    const student = place.closest(".answer").querySelector("h5").textContent;
    Object.assign(field.dataset, place.dataset, { question, number, scene, column, student });
    const legend = field.querySelector("legend");
    legend.textContent = legend.textContent.replace("{student}", () => student);
    for (const input of field.querySelectorAll("input")) {
      input.name = `mark/${place.dataset.place}`;
      input.checked = input.value === place.dataset.mark;
    }
    place.replaceWith(field);
  }

  // The map as a list, for narrow screens: from each decision, where how many went.
  for (const map of document.querySelectorAll("svg.routes")) {
    const ways = [...map.querySelectorAll(".way:not(.unused) > title")].map((title) => title.textContent);
    const list = document.createElement("ul");
    list.className = "route-list";
    let from = "";
    for (const way of ways.sort((one, other) => one.localeCompare(other, "en", { numeric: true }))) {
      const [start, rest] = [way.slice(0, way.indexOf(" to ")), way.slice(way.indexOf(" to ") + 1)];
      if (start !== from) {
        list.append(Object.assign(document.createElement("li"), { textContent: start }));
        list.lastChild.append(document.createElement("ul"));
      }
      from = start;
      list.lastChild.lastChild.append(Object.assign(document.createElement("li"), { textContent: rest }));
    }
    map.closest(".wide").after(list);
  }

  const encode = (text) => [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  for (const list of document.querySelectorAll("[data-of] ul.names"))
    for (const item of list.children) {
      const id = `${list.closest("[data-of]").dataset.of}-student-${encode(item.textContent)}`;
      if (!document.getElementById(id)) continue;
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.append(...item.childNodes);
      item.append(link);
    }
})();
