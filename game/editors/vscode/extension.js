// Starts `party-card lsp` and passes on what it says; everything that is known of scenes is known there.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;
let status;

/** Starts the server, or says how to get it. */
async function activate(context) {
  const command = vscode.workspace.getConfiguration("partyCard").get("command");
  status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Left);
  client = new LanguageClient(
    "party-card",
    "Party Card",
    { command, args: ["lsp"] },
    {
      documentSelector: [{ scheme: "file", language: "yaml" }],
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml,svg}") },
    },
  );
  client.onNotification("partyCard/proof", ({ holds, positions }) => {
    if (holds === null) status.text = "Party Card: not proved, mistakes first";
    else status.text = positions === null ? "Party Card: too large to prove" : `Party Card: ${holds ? "proved" : "not proved"}, ${positions.toLocaleString("en")} positions`;
    status.show();
  });
  context.subscriptions.push(status);
  try {
    await client.start();
  } catch {
    vscode.window.showErrorMessage(
      `“${command} lsp” does not start. Install it with: python -m pip install 'party-card[lsp]', or give its path in the setting “Party Card: Command”.`,
    );
  }
}

/** Ends the server. */
function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
