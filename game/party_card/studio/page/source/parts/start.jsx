/* The first screen: what to begin with, and what to go on with. */
import {useEffect, useRef, useState} from "preact/hooks";
import {LOCALES, WORDS} from "../words.js";
import {toBase64} from "./basics.jsx";
import {LanguageMenu} from "./language-menu.jsx";

const MAX_TITLE_LETTERS = 80;

export function StartScreen({store, version}) {
  const {folder, beginnings} = store.state;
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const input = useRef(null);
  const about = useRef(null);
  useEffect(() => about.current.focus(), []);
  const offers = (beginnings?.choices ?? []).map((each) => ({...each, id: `${each.kind} ${each.template ?? ""}`}));
  const offer = offers.find((each) => each.id === chosen) ?? offers[0];
  const [fileName, setFileName] = useState("");
  useEffect(() => {
    let isNewest = true;
    const timer = setTimeout(() => store.connection.request("sceneName", {title}).then(({name}) => isNewest && setFileName(name), () => {}), 200);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [title]);
  const scenes = (folder?.files ?? []).filter((file) => file.kind === "scene").sort((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0));
  const begin = async (extra = {}) => {
    setBusy(true);
    await store.begin({kind: offer.kind, template: offer.template, title, ...extra});
    setBusy(false);
  };
  const start = (event) => {
    event.preventDefault();
    if (offer.kind === "import") input.current.click();
    else begin();
  };
  const take = async (event) => {
    const [file] = event.currentTarget.files;
    if (file) await begin({import: {name: file.name, data: await toBase64(file)}});
  };
  return (
    <div class="start">
      <header class="bar"><h1 class="brand">{WORDS.name}</h1><span class="space" /><span class="soft">{folder && WORDS.folderIs(folder.path)}</span><LanguageMenu store={store} /></header>
      <main>
        <form onSubmit={start}>
          <h2 class="question"><label for="about">{WORDS.about}</label></h2>
          <p class="lead">{WORDS.aboutHint}</p>
          <input id="about" class="about" value={title} placeholder={WORDS.aboutExample} autocomplete="off" ref={about} maxlength={MAX_TITLE_LETTERS} onInput={(event) => setTitle(event.currentTarget.value)} />
          <p class="soft file-name">{title.trim() && fileName ? WORDS.fileIs(fileName) : "\u00a0"}</p>
          <fieldset class="tiles">
            <legend>{WORDS.beginWith}</legend>
            {offers.map((each) => (
              <label key={each.id} class="tile">
                <input type="radio" name="beginning" checked={each === offer} onChange={() => setChosen(each.id)} />
                <b>{each.title}</b><span>{each.text}</span>
              </label>
            ))}
          </fieldset>
          <p class="row begin"><button class="go" disabled={!offer || isBusy}>{offer ? WORDS.beginAs(offer.title) : WORDS.begin}</button><span class="soft">{WORDS.noAccount}</span></p>
          <input ref={input} type="file" hidden aria-label={WORDS.chooseFile} accept={offers.flatMap((each) => each.accepts ?? []).join(",")} onChange={take} />
        </form>
        <aside aria-labelledby="go-on">
          <h2 id="go-on">{WORDS.goOn}</h2>
          {scenes.length === 0 && <p class="soft">{WORDS.nothingYet}</p>}
          <ul>
            {scenes.map((scene) => (
              <li key={scene.uri}><button type="button" class="scene" onClick={() => store.openScene(scene.uri)}><b>{scene.title}</b><span>{scene.changedAt ? new Date(scene.changedAt).toLocaleString(LOCALES, {dateStyle: "medium", timeStyle: "short"}) : scene.name}</span></button></li>
            ))}
          </ul>
        </aside>
        <ol class="steps">
          {WORDS.steps.map(([head, rest], index) => <li key={head}><b aria-hidden="true">{index + 1}</b><span><strong>{head}</strong> {rest}</span></li>)}
        </ol>
      </main>
      <footer class="foot"><span>{WORDS.keysHint}</span><span class="space" /><span>{WORDS.version(version)}</span></footer>
    </div>
  );
}
