/* What lies over the page until it is answered. */
import {LOCALES, rulesLanguage, WORDS} from "../words.js";
import {Dialog} from "./basics.jsx";
import {Draft} from "./draft.jsx";

export function Dialogs({store}) {
  const {dialog, conflict} = store.state;
  const close = () => store.tell({dialog: null});
  if (conflict) {
    return (
      <Dialog title={WORDS.conflictTitle} onClose={() => {}} closeWords="" isWide>
        <p>{WORDS.conflictHint}</p>
        <div class="compare">
          <section><h3>{WORDS.mine}</h3><pre tabindex="0" dir="ltr">{store.documents.getFile(conflict.uri)?.text}</pre></section>
          <section><h3>{WORDS.theirs}</h3><pre tabindex="0" dir="ltr">{conflict.text}</pre></section>
        </div>
        <p class="row"><button type="button" class="go" onClick={() => store.resolveConflict(false)}>{WORDS.keepMine}</button><button type="button" onClick={() => store.resolveConflict(true)}>{WORDS.takeTheirs}</button></p>
      </Dialog>
    );
  }
  if (!dialog) return null;
  const shared = {onClose: close, closeWords: WORDS.closeDialog};
  if (dialog.kind === "recovered") {
    return (
      <Dialog title={WORDS.recoveredTitle} {...shared} closeWords={WORDS.leaveRecovered} isWide>
        <p>{WORDS.recoveredHint}</p>
        <div class="compare">
          <section><h3>{WORDS.mine}</h3><pre tabindex="0" dir="ltr">{dialog.text}</pre></section>
          <section><h3>{WORDS.theirs}</h3><pre tabindex="0" dir="ltr">{store.documents.getFile(dialog.uri)?.text}</pre></section>
        </div>
        <p class="row"><button type="button" class="go" onClick={() => store.restore(dialog.text, dialog.uri)}>{WORDS.takeRecovered}</button></p>
      </Dialog>
    );
  }
  if (dialog.kind === "keys") {
    return <Dialog title={WORDS.keys} {...shared}><dl class="keys">{WORDS.keyTable.map(([key, words]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{words}</dd></div>)}</dl></Dialog>;
  }
  if (dialog.kind === "losses") {
    return (
      <Dialog title={WORDS.losses} {...shared} onClose={() => (dialog.uri ? store.openScene(dialog.uri) : close())}>
        <ul class="losses" lang={dialog.uri ? rulesLanguage : undefined}>{dialog.losses.map((loss, index) => <li key={index}>{typeof loss === "string" ? loss : loss.message}</li>)}</ul>
        {dialog.uri && <p class="row"><button type="button" class="go" onClick={() => store.openScene(dialog.uri)}>{WORDS.openScene}</button></p>}
      </Dialog>
    );
  }
  if (dialog.kind === "table") {
    return <Dialog title={WORDS.factsTable} {...shared} isWide><p><a class="button" download={dialog.name} href={`data:text/csv;charset=utf-8,${encodeURIComponent(dialog.text)}`}>{WORDS.download}</a></p><pre tabindex="0" dir="ltr">{dialog.text}</pre></Dialog>;
  }
  if (dialog.kind === "draft") return <Draft store={store} dialog={dialog} shared={shared} />;
  if (dialog.kind === "history") return <History store={store} dialog={dialog} shared={shared} />;
  if (dialog.kind === "export") return <Export store={store} shared={shared} />;
  return null;
}

function History({store, dialog, shared}) {
  return (
    <Dialog title={WORDS.historyTitle} {...shared} isWide>
      <p class="soft">{WORDS.historyHint}</p>
      {dialog.versions.length === 0 && <p>{WORDS.noVersions}</p>}
      <div class="compare">
        <ul class="versions">{dialog.versions.map((version) => (
          <li key={version.id}><button type="button" aria-pressed={dialog.shown?.id === version.id} onClick={() => store.showVersion(version.id)}>{new Date(version.at).toLocaleString(LOCALES, {dateStyle: "medium", timeStyle: "medium"})} <span class="soft">{WORDS.changedBy(version.change)}</span></button></li>
        ))}</ul>
        {dialog.shown && <section><p class="row"><button type="button" class="go" onClick={() => store.restore(dialog.shown.text)}>{WORDS.restore}</button></p><pre tabindex="0" dir="ltr">{dialog.shown.text}</pre></section>}
      </div>
    </Dialog>
  );
}

function Export({store, shared}) {
  const {proof, exporting, exported, progress} = store.state;
  return (
    <Dialog title={WORDS.exportTitle} {...shared}>
      {!proof?.holds && <p class="soft">{WORDS.exportWaits}</p>}
      <ul class="exports">{Object.entries(WORDS.exports).map(([kind, [title, words]]) => (
        <li key={kind}><button type="button" disabled={Boolean(exporting)} onClick={() => store.exportScene(kind)}><b>{title}</b><span>{words}</span></button></li>
      ))}</ul>
      {exporting && <p role="status">{progress?.words ?? WORDS.working} {progress?.total ? <progress max={progress.total} value={progress.done} /> : <progress />} <button type="button" class="plain" onClick={() => store.request("cancelExport", {export: exporting})}>{WORDS.cancel}</button></p>}
      {exported?.problem && <p class="band"><span class="pre">{exported.problem}</span></p>}
      {exported?.path && <p>{WORDS.done(exported.path, store.state.folder.path)} {exported.view && <a href={exported.view} target="_blank" rel="noreferrer">{WORDS.look}</a>} <a href={exported.address} download>{WORDS.download}</a></p>}
    </Dialog>
  );
}
