/* Earlier versions of a file, and what is exported. */
import {positionOf} from "../documents.js";
import {WORDS} from "../words.js";

export const withVersions = (Base) => class extends Base {
  async loadVersions() {
    const answer = await this.request("versions", {uri: this.state.uri});
    this.tell({dialog: {kind: "history", versions: answer?.versions ?? [], shown: null}});
  }

  async showVersion(id) {
    const answer = await this.request("version", {uri: this.state.uri, id});
    if (answer) this.tell({dialog: {...this.state.dialog, shown: {id, text: answer.text}}});
  }

  restore(text, uri = this.state.uri) {
    this.tell({dialog: null});
    return this.takeTurn(async () => {
      const {doc} = this.documents.getFile(uri).view.state;
      const all = {start: positionOf(doc, 0), end: positionOf(doc, doc.length)};
      await this.documents.apply({[uri]: [{range: all, newText: text}]});
      await this.refresh(uri);
    });
  }

  async exportScene(kind) {
    await this.documents.saveAll();
    this.tell({progress: null, exporting: kind, exported: null});
    try {
      this.tell({exported: await this.connection.request("export", {uri: this.state.uri, kind})});
    } catch (error) {
      this.tell({exported: {problem: error.message}});
    }
    this.tell({exporting: null});
    const {problem, path} = this.state.exported;
    if (problem || path) this.announce(problem ?? WORDS.done(path, this.state.folder.path));
  }
};
