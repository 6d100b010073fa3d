/** Shows the code, the address and who is here, before the lesson starts. */
import { act, button, el, text } from "./elements.js";
import { fill, gettext, ngettext, weave } from "./messages.js";
import { nickname } from "./students.js";

const PAGE_CLOSED = gettext("Does the page not open? Then the network keeps devices apart. Start together and count hands on this screen, or play with hands on the projector: party-card play SCENE --projector.");
let chosen = 0;

export function drawLobby({ setup, lesson, redraw }) {
  const { outline, code, addresses, port } = setup;
  const item = addresses[chosen] ?? { address: "127.0.0.1", interface: gettext("this computer") };
  const select = el("select", { id: "address", onchange: ({ target }) => {
    chosen = target.selectedIndex;
    redraw();
  } }, addresses.map(({ address, interface: name }, number) => el("option", { selected: number === chosen }, `${address} (${name})`)));
  const names = [...lesson.students].sort((a, b) => a.nickname.localeCompare(b.nickname));
  return el("main.lobby", { id: "main" },
    el("section.join",
      el("h2.kicker", gettext("Join this lesson")),
      el("p.code", { "aria-label": fill(gettext("The code is {code}"), { code: [...code].join(" ") }) }, `${code.slice(0, 3)} ${code.slice(3)}`),
      el("div.ways",
        el("img.qr", { src: `qr.svg?address=${encodeURIComponent(item.address)}`, alt: gettext("QR code of the address, with the code"), width: 352, height: 352 }),
        el("ol.steps",
          el("li", gettext("Join the Wi-Fi of this room")),
          el("li", gettext("Scan, or open"), el("b.address", `${item.address}:${port}`)),
          el("li", gettext("Type the code and a nickname."), el("small", gettext("Not your real name."))))),
      addresses.length > 1 && el("p.choose", el("label", { for: "address" }, gettext("Address of this computer")), select),
      addresses.length === 0 && el("p", gettext("This computer is in no network: only it can open the page.")),
      el("p.soft", PAGE_CLOSED)),
    el("section.who",
      el("p.kicker", [outline.when, outline.where].filter(Boolean).join(" · ")),
      text(outline.title, "h2"),
      el("p.question", text(outline.question)),
      el("h2.count", weave(ngettext("{count} student is here", "{count} students are here", names.length), { count: el("b", names.length) })),
      el("ul.names", names.map((student) => el("li", nickname(student)))),
      el("p.row",
        button("start-alone", gettext("Start: everyone alone"), () => act("start", { mode: "alone" }), "main"),
        button("start-together", gettext("Start: together, by vote"), () => act("start", { mode: "together" }))),
      el("p.soft", gettext("Everything stays on this computer. Click a nickname to rename it."))));
}
