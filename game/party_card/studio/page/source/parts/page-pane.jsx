/* The page as a student sees it, at the passage that is open, playable from there. */
import {useState} from "preact/hooks";
import {nameOf} from "../names.js";
import {WORDS} from "../words.js";
import {Menu, Segments} from "./basics.jsx";
import {Problems} from "./problems.jsx";

export function PagePane({store}) {
  const {preview, width, pageTheme, played, isLarge} = store.state;
  const [shown, setShown] = useState(null); // the page stays until the next one has come
  const frames = [...new Set([shown, preview?.address])].filter(Boolean);
  const isWaiting = frames.length > 1;
  const setTheme = (theme) => {
    store.tell({pageTheme: theme});
    store.loadPreview();
  };
  const followed = played && played.passage !== store.state.selected && store.state.cards?.passages.find((passage) => passage.id === played.passage);
  return (
    <section class="pane page-pane" aria-label={WORDS.pageTitle}>
      <div class="head"><h2>{WORDS.page}</h2><span class="space" />
        <button type="button" class="plain enlarge" onClick={() => store.tell({isLarge: !isLarge})}>{isLarge ? WORDS.smaller : WORDS.larger}</button>
        <Segments label={WORDS.width} value={width} choices={{desk: WORDS.desk, phone: WORDS.phone}} onChange={(next) => store.tell({width: next})} />
        <Menu label={WORDS.pageTheme} value={pageTheme} choices={Object.entries(WORDS.pageThemes)} onChange={setTheme} />
      </div>
      <div class={`frame ${width}`}>
        {preview?.address ? frames.map((address) => {
          const isNext = isWaiting && address !== shown;
          return <iframe class={isNext ? "next" : "preview"} key={address} title={WORDS.pageTitle} src={address} sandbox="allow-scripts" referrerpolicy="no-referrer" aria-hidden={isNext} tabindex={isNext ? -1 : undefined} onLoad={() => address === preview.address && setShown(address)} />;
        }) : <p class="soft none">{preview ? (preview.problem ?? WORDS.noPage) : WORDS.pageOnItsWay}</p>}
      </div>
      {preview?.isOld && preview.address && <p class="band" title={preview.problem}>{WORDS.oldPage}</p>}
      <div class="row tools">
        <button type="button" onClick={() => store.loadPreview()}>{WORDS.playFromHere}</button>
        <button type="button" class="plain" onClick={() => store.loadPreview(true)}>{WORDS.playFromStart}</button>
        {followed && <button type="button" class="plain" onClick={() => store.tell({selected: followed.id})}>{WORDS.openCard(followed.number, nameOf(followed))}</button>}
      </div>
      <Problems store={store} />
    </section>
  );
}
