/* The language of the page: the server writes it in another one when it is asked for it. */
import {data} from "../../../../frontends/html/player/data.js";
import {WORDS} from "../words.js";
import {Menu} from "./basics.jsx";

/** Loads the page again in a language, at the scene that is open, when everything has been saved. */
async function speak(store, language) {
  await store.documents.saveAll();
  location.search = new URLSearchParams({language});
}

/** A menu of the languages that the page can be in; nothing if there is one only. */
export function LanguageMenu({store}) {
  const {languages} = data;
  if (Object.keys(languages).length < 2) return null;
  return <span class="language"><Menu label={WORDS.language} value={document.documentElement.lang} choices={Object.entries(languages)} onChange={(language) => speak(store, language)} /></span>;
}
