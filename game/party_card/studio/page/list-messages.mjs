/* Lists the messages that the page asks for in studio.messages.json, for the catalogue of a page: rows of the function that looks a message up,
   and what it is given. A test compares them with those that the extractor of the catalogues finds. */
import {readdirSync, readFileSync, writeFileSync} from "node:fs";

const STRING = String.raw`"((?:[^"\\]|\\.)*)"`;
const CALL = new RegExp(String.raw`\b([pn]?gettext)\(${STRING}(?:, ${STRING})?`, "g");

const modules = readdirSync("source", {recursive: true}).filter((name) => /\.jsx?$/.test(name)).sort();
const calls = modules.flatMap((name) => [...readFileSync(`source/${name}`, "utf8").matchAll(CALL)]);
const rows = calls.map(([, lookup, ...texts]) => JSON.stringify([lookup, ...texts.filter((text) => text !== undefined).map((text) => JSON.parse(`"${text}"`))]));
writeFileSync("studio.messages.json", `[\n${[...new Set(rows)].join(",\n")}\n]\n`);
