/* Makes studio.js and studio.css. The module of the player that holds the data of a page comes without the choice between several languages,
   since the server writes the page in one. */
import {build} from "esbuild";

const withoutChoice = {
  name: "without-choice",
  setup({onResolve, onLoad}) {
    onResolve({filter: /^\.\/language-data\.js$/}, ({path}) => ({path, namespace: "absent"}));
    onLoad({filter: /./, namespace: "absent"}, () => ({contents: "export const chooseLanguage = undefined;"}));
  },
};

await build({
  entryPoints: ["source/studio.jsx", "source/studio.css"], outdir: ".", bundle: true, minify: true, charset: "utf8", format: "esm", target: ["chrome100", "firefox113", "safari16.4"],
  legalComments: "none", jsx: "automatic", jsxImportSource: "preact", external: ["fonts/*"], logLevel: "warning", plugins: [withoutChoice],
});
