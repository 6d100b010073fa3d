/**
 * Builds ../player.js and ../player.css: the core of the player, then its parts and the modules that start it, each behind a line with
 * its name. A page has the core, the parts that its data need, and one start; html/player_parts.py chooses them. `gettext` keeps its name, so
 * that a page in English comes without the calls. ../player.messages.json has the messages of each part, for the catalogue of a page.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "acorn";
import { build, transform } from "esbuild";
import { minify } from "terser";

const { parts, starts } = JSON.parse(readFileSync("parts.json", "utf8"));
/** How many of its arguments a function looks up. */
const LOOKUPS = { gettext: 1, pgettext: 2, ngettext: 2 };
const target = ["chrome100", "firefox113", "safari16.4"];
const owners = Object.fromEntries(Object.entries({ ...parts, ...starts }).flatMap(([name, modules]) => modules.map((module) => [module, name])));
const names = ["core", ...Object.keys(parts), ...Object.keys(starts)];

/** Makes `gettext` a name of the page, which is neither shortened nor used for anything else. */
const keepGettext = {
  name: "gettext",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/^import .* from "\.\/messages\.js";$/m, (line) => line.replace(/\bgettext\b,?/, "")).replace("export const gettext =", "globalThis.gettext ="),
    })),
};

/** Returns the code of each part, in one scope for all of them: no two names at its top are the same. */
async function bundle() {
  const contents = Object.values(starts).map((modules) => `import "./${modules.at(-1)}";`).join("");
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ".", sourcefile: "all" },
    plugins: [keepGettext], bundle: true, supported: { "regexp-unicode-property-escapes": true }, charset: "utf8", format: "esm", legalComments: "none", metafile: true, minifyIdentifiers: true, minifySyntax: true, target, write: false,
  });
  const pieces = outputFiles[0].text.split(/^\/\/ ([\w-]+\.js)$/m).slice(1);
  const code = Object.fromEntries(names.map((name) => [name, ""]));
  const found = [];
  for (let n = 0; n < pieces.length; n += 2) {
    found.push(pieces[n]);
    code[owners[pieces[n]] ?? "core"] += pieces[n + 1];
  }
  const expected = Object.values(metafile.outputs)[0].inputs;
  const missing = Object.keys(expected).filter((module) => expected[module].bytesInOutput > 0 && !found.includes(module));
  const unknown = Object.keys(owners).filter((module) => !found.includes(module));
  if (missing.length || unknown.length) throw new Error(`modules without code: ${[...missing, ...unknown]}`);
  return code;
}

/** Returns the names that a script declares at its top. */
function listDeclared(script) {
  return parse(script, { ecmaVersion: 2022 }).body.flatMap(({ id, declarations = [] }) => [id, ...declarations.map(({ id }) => id)]).flatMap(listNames);
}

const listNames = (pattern) => (pattern?.elements ?? pattern?.properties?.map(({ value }) => value))?.flatMap(listNames) ?? (pattern ? [pattern.name] : []);

const listWords = (script) => new Set(script.match(/[\w$]+/g));

/** Returns the code of each part, compressed; names that other parts use are kept. */
async function compress(code) {
  const result = {};
  for (const name of names) {
    const others = listWords(names.filter((other) => other !== name).map((other) => code[other]).join("\n"));
    const shared = listDeclared(code[name]).filter((word) => others.has(word));
    const options = { compress: { passes: 3, unsafe: true, unsafe_arrows: true, keep_fargs: false, unsafe_methods: true, hoist_funs: true, toplevel: true, top_retain: shared }, mangle: true, ecma: 2020 };
    result[name] = { script: (await minify(code[name], options)).code, shared };
  }
  return result;
}

/** Returns the lines of a built script: each part with the names that it has for others, which a page without it declares empty. */
function writeScript(compressed) {
  const declared = names.flatMap((name) => [...new Set(listDeclared(compressed[name].script))]);
  const twice = declared.filter((word, at) => declared.indexOf(word) !== at);
  if (twice.length) throw new Error(`names of more than one part: ${twice}`);
  return names.map((name) => {
    const asked = listWords(names.filter((other) => other !== name && !starts[other]).map((other) => compressed[other].script).join("\n"));
    const empty = parts[name] ? compressed[name].shared.filter((word) => asked.has(word)) : [];
    return `/* part ${name}:${empty.map((word) => ` ${word}`).join("")} */\n${compressed[name].script}\n`;
  }).join("");
}

/** Returns the style, its rules in order; behind a line with names stand the rules for pages with any of these parts. */
async function writeStyle(file) {
  const pieces = `/* part core */\n${readFileSync(file, "utf8")}`.split(/^\/\* part ([a-z ]+) \*\/$/m).slice(1);
  let written = "";
  for (let n = 0; n < pieces.length; n += 2) {
    const { code } = await transform(pieces[n + 1], { loader: "css", charset: "utf8", minify: true, target, legalComments: "none" });
    if (code) written += `/* part ${pieces[n]}: */\n${code}`;
  }
  return written;
}

/** Returns the nodes of a syntax tree. */
const listNodes = (node) => [node, ...Object.values(node).flatMap((child) => (child && typeof child === "object" ? listNodes(child) : []))];

/** Returns the messages that each part asks for as JSON: rows of the function that looks a message up, and what it is given. */
function listMessages() {
  const messages = {};
  for (const module of readdirSync(".").filter((name) => name.endsWith(".js")).sort()) {
    for (const { type, callee, arguments: given } of listNodes(parse(readFileSync(module, "utf8"), { ecmaVersion: 2022, sourceType: "module" }))) {
      if (type !== "CallExpression" || !LOOKUPS[callee.name]) continue;
      const texts = given.slice(0, LOOKUPS[callee.name]).map(({ value }) => value);
      if (texts.some((text) => typeof text !== "string")) throw new Error(`${module}: a message is no plain text`);
      const found = (messages[owners[module] ?? "core"] ??= []);
      const row = JSON.stringify([callee.name, ...texts]);
      if (!found.includes(row)) found.push(row);
    }
  }
  return `{${Object.entries(messages).map(([part, rows]) => `"${part}":[\n${rows.join(",\n")}\n]`).join(",\n")}}\n`;
}

writeFileSync("../player.messages.json", listMessages());
writeFileSync("../player.js", writeScript(await compress(await bundle())));
writeFileSync("../player.css", await writeStyle("player.css"));
