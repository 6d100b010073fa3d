"use strict";
(() => {
  const KEY = "party-card-marks";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Tabs: links to parts of the page; only the chosen part is shown on a screen.
  const open = (nav, link) => {
    for (const other of all("a", nav)) {
      const isOpen = other === link;
      document.getElementById(other.hash.slice(1)).hidden = !isOpen;
      if (isOpen) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  };
  for (const nav of all("nav.tabs")) {
    const links = all("a", nav);
    open(nav, links[0]);
    nav.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      if (!nav.closest(".answers")) closeSpread();
      open(nav, link);
    });
  }
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || link.closest("nav.tabs")) return;
    for (const part of all(".marked")) part.classList.remove("marked");
    const target = document.getElementById(link.hash.slice(1));
    for (const id of link.dataset.marked?.split(" ") ?? [])
      document.getElementById(id)?.classList.add("marked");
    if (!target?.closest(".answers")) closeSpread();
    for (let part = target; part; part = part.parentElement) {
      const tab = part.hidden && part.id ? document.querySelector(`nav.tabs a[href="#${part.id}"]`) : null;
      if (tab) open(tab.parentElement, tab);
    }
  });

  // The projector: no names, no answers unless they are opened.
  const projector = document.getElementById("projector");
  projector.addEventListener("click", () => {
    const isOn = projector.getAttribute("aria-pressed") !== "true";
    projector.setAttribute("aria-pressed", String(isOn));
    document.documentElement.classList.toggle("projector", isOn);
    for (const details of all("details.given")) details.open = !isOn;
    for (const details of all("details.people")) details.open = false;
    if (isOn)
      for (const nav of all("nav.tabs")) {
        const link = nav.querySelector("a[aria-current]");
        if (link && link.classList.contains("private")) open(nav, nav.querySelector("a"));
      }
  });
  document.getElementById("print").addEventListener("click", () => print());

  // Answers side by side take the place of what stands beside them.
  const spread = (columns, isOn) => {
    columns.querySelector("button.spread").setAttribute("aria-pressed", String(isOn));
    columns.classList.toggle("spread", isOn);
  };
  const closeSpread = () => {
    for (const columns of all(".columns.spread")) spread(columns, false);
  };
  for (const button of all("button.spread"))
    button.addEventListener("click", () => {
      spread(button.closest(".columns"), button.getAttribute("aria-pressed") !== "true");
      button.closest(".answers").scrollIntoView({ block: "start" });
    });

  // Students: sorted by a number, the largest first; by name as they were.
  for (const table of all("table.students")) {
    const rows = all("tbody tr", table);
    const buttons = all("button.sort", table.closest(".panel"));
    for (const button of buttons)
      button.addEventListener("click", () => {
        const column = Number(button.dataset.column);
        const valueOf = (row) => Number(row.cells[column].dataset.value);
        table.tBodies[0].append(...(column ? [...rows].sort((a, b) => valueOf(b) - valueOf(a)) : rows));
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      });
  }

  // Marks: kept by playthrough and question, in this browser alone.
  const fields = all("fieldset.marks");
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
      return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
    } catch {
      return {};
    }
  };
  const write = (marks) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(marks));
    } catch {
      for (const note of all(".marks-note")) note.textContent = note.dataset.failure;
    }
  };
  const markOf = (field) => field.querySelector("input:checked")?.value ?? "";
  const showProgress = (question) => {
    const note = question.querySelector(".progress");
    if (!note) return;
    const own = all("fieldset.marks", question);
    const marks = own.map(markOf).filter((mark) => mark !== "").map(Number);
    const numbers = { count: marks.length, total: own.length, sum: marks.reduce((sum, mark) => sum + mark, 0) };
    note.textContent = note.dataset.text.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  };
  const questions = all(".question");
  const kept = read();
  for (const field of fields) {
    const { attempt, question } = field.dataset;
    const mark = kept[attempt]?.[question];
    const input = all("input", field).find((radio) => radio.value === String(mark));
    if (input) input.checked = true;
    field.addEventListener("change", () => {
      const marks = read();
      marks[attempt] = { ...marks[attempt], [question]: Number(markOf(field)) };
      write(marks);
      showProgress(field.closest(".question"));
    });
  }
  questions.forEach(showProgress);
  const cell = (text) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const save = (event) => {
    const rows = [JSON.parse(event.currentTarget.dataset.columns)];
    for (const field of fields) {
      const { student, scene, number, question } = field.dataset;
      const answer = all("p", field.closest(".answer")).map((part) => part.textContent).join("\n");
      rows.push([student, scene, number, markOf(field), question, answer]);
    }
    const text = "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = "class-marks.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  for (const button of all(".save-marks")) button.addEventListener("click", save);
  const deleteMarks = (deleted) => {
    const marks = read();
    for (const field of deleted) {
      const { attempt, question } = field.dataset;
      if (marks[attempt]) delete marks[attempt][question];
      if (!Object.keys(marks[attempt] ?? {}).length) delete marks[attempt];
      for (const input of all("input", field)) input.checked = false;
    }
    if (Object.keys(marks).length) return write(marks);
    try {
      localStorage.removeItem(KEY);
    } catch {
      // there is nothing to delete
    }
  };
  for (const button of all(".delete-marks"))
    button.addEventListener("click", () => {
      if (!confirm(button.dataset.confirm)) return;
      const question = button.classList.contains("of-question") ? button.closest(".question") : document;
      deleteMarks(all("fieldset.marks", question));
      questions.forEach(showProgress);
    });

  // Paper has all but names and what students read at each decision; afterwards what was opened for it is closed.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    const isOn = projector.getAttribute("aria-pressed") === "true";
    const isFolded = ({ open, classList }) =>
      !open && !classList.contains("people") && !classList.contains("situation") && !(isOn && classList.contains("given"));
    const folded = all("details").filter(isFolded);
    for (const details of folded) details.open = true;
    unfolded.push(...folded);
  });
  addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  });
})();
