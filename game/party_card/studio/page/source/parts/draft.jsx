/* A draft from a word processor: what it would make of the scene, before it is made. */
import {useEffect, useState} from "preact/hooks";
import {nameOf} from "../names.js";
import {WORDS} from "../words.js";
import {Dialog} from "./basics.jsx";

const READ_AFTER_MS = 250;
const SHOWN_LETTERS = 90;

export function Draft({store, dialog, shared}) {
  const [text, setText] = useState(dialog.text);
  const [reading, setReading] = useState(null);
  const [problem, setProblem] = useState("");
  useEffect(() => {
    let isNewest = true;
    const read = () => store.readDraft(dialog.passage, text).then(
      (answer) => isNewest && (setReading(answer), setProblem("")),
      (error) => isNewest && (setReading(null), setProblem(error.message)),
    );
    const timer = setTimeout(read, reading || problem ? READ_AFTER_MS : 0);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [text]);
  const count = reading?.passages.length ?? 0;
  return (
    <Dialog title={WORDS.draftTitle} {...shared} closeWords={WORDS.cancel} isWide>
      <p class="soft">{WORDS.draftHint}</p>
      <div class="compare">
        <div class="field"><label for="draft-text">{WORDS.draftText}</label><textarea id="draft-text" rows="16" value={text} placeholder={WORDS.draftExample} onInput={(event) => setText(event.currentTarget.value)} /></div>
        <section aria-live="polite" class="draft-result"><h3>{WORDS.draftMakes(count)}</h3>
          {problem && <p class="bad" role="alert">{problem}</p>}
          {reading?.unplaced.length > 0 && <div class="unplaced"><b>{WORDS.draftUnplaced}</b><ul>{reading.unplaced.map((each, index) => <li key={index}>“{each.words}”. {each.reason}</li>)}</ul></div>}
          <ol class="drafted">{reading?.passages.map((passage, index) => <Drafted key={index} store={store} reading={reading} passage={passage} index={index} />)}</ol>
        </section>
      </div>
      <p class="row"><button type="button" class="go" disabled={!count} onClick={() => store.insertDraft(dialog.passage, text)}>{WORDS.draftMake(count)}</button>{reading?.takesFirst && <button type="button" onClick={() => store.insertAsText(dialog.passage, text)}>{WORDS.draftAsText}</button>}<span class="soft">{WORDS.draftUndo}</span></p>
    </Dialog>
  );
}

function Drafted({store, reading, passage, index}) {
  const titleAt = (number) => reading.passages[number].title || WORDS.draftNoTitle(number + 1);
  const known = (id) => store.state.cards.passages.find((each) => each.id === id);
  const leadsTo = ({leadsTo: number, passage: id, isGuess}) => {
    if (number != null) return isGuess ? WORDS.draftGuess(titleAt(number)) : titleAt(number);
    return known(id) ? nameOf(known(id)) : WORDS.noTarget;
  };
  return (
    <li>
      <b>{passage.title || (index === 0 && reading.takesFirst ? WORDS.draftHere : WORDS.draftNoTitle(index + 1))}</b>{passage.isEnding && <span class="tag">{WORDS.draftEnding}</span>}
      <p>{passage.text.length > SHOWN_LETTERS ? `${passage.text.slice(0, SHOWN_LETTERS)}…` : passage.text || <span class="soft">{WORDS.draftNoText}</span>}</p>
      {passage.choices.length > 0 && <ul>{passage.choices.map((choice, number) => <li key={number}>{choice.text || "…"} <span class="soft">→ {leadsTo(choice)}</span></li>)}</ul>}
    </li>
  );
}
