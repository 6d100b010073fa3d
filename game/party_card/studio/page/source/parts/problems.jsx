/* What is wrong, in the teacher's words, with what mends it. */
import {useEffect, useState} from "preact/hooks";
import {nameOf} from "../names.js";
import {findingLanguage, findingWords, LANGUAGE, mendWords, rulesLanguage, WORDS} from "../words.js";
import {Circle, Triangle} from "./basics.jsx";

const REMARK = 3;

function Problem({store, problem, onFix}) {
  const [fix, setFix] = useState(null);
  const key = `${problem.uri} ${problem.range.start.line} ${problem.code} ${problem.message}`;
  useEffect(() => {
    let isShown = true;
    store.fixesOf(problem).then((fixes) => {
      if (!isShown) return;
      setFix(fixes[0] ?? null);
      onFix(key, Boolean(fixes[0]));
    });
    return () => {
      isShown = false;
      onFix(key, false);
    };
  }, [key]);
  const passage = store.passageOf(problem);
  const [what, help] = findingWords(problem);
  return (
    <li class="problem" title={problem.shown} lang={problem.isOwn ? undefined : rulesLanguage}>
      {problem.severity === 1 ? <Triangle /> : <Circle />}
      <div lang={LANGUAGE}>
        <p lang={findingLanguage(problem)} dir="auto">{what}</p>
        {help && <p class="advice" lang={findingLanguage(problem)} dir="auto">{help}</p>}
        <p class="soft">{passage ? `${passage.number} ${nameOf(passage)}` : store.placeOf(problem)}</p>
      </div>
      <span class="buttons" lang={LANGUAGE}>
        {fix && <button type="button" title={mendWords(fix)} onClick={() => store.mend(problem, fix)}>{WORDS.mend}</button>}
        <button type="button" class={fix ? "plain" : ""} onClick={() => store.showProblem(problem)}>{WORDS.show}</button>
      </span>
    </li>
  );
}

const List = ({store, problems, onFix}) => <ul>{problems.slice(0, 60).map((problem, index) => <Problem key={`${problem.uri}${problem.code}${problem.range.start.line}${index}`} store={store} problem={problem} onFix={onFix} />)}</ul>;

/** Says that nothing is wrong; a scene without facts is not finished by that. */
function NoProblems({store}) {
  const {evidence} = store.state;
  if (!evidence || evidence.facts.some((fact) => fact.citedAt?.length)) return <p class="soft none">{WORDS.noProblems}</p>;
  return <p class="none">{WORDS.noFactCited} <button type="button" class="link" onClick={() => store.toggleEvidence(true)}>{WORDS.openEvidence}</button></p>;
}

export function Problems({store}) {
  const [fixable, setFixable] = useState([]);
  const onFix = (key, isFixable) => setFixable((keys) => (isFixable ? [...keys.filter((each) => each !== key), key] : keys.filter((each) => each !== key)));
  const problems = store.listProblems().filter((problem) => problem.severity < REMARK);
  const advice = store.state.showsAdvice ? store.listAdvice() : [];
  return (
    <section class="problems" aria-label={WORDS.problems}>
      <div class="head"><h2>{WORDS.problems}</h2><span class="soft">{problems.length || ""}</span><span class="space" />
        {fixable.length > 1 && <button type="button" class="plain" onClick={() => store.mendAll()}>{WORDS.mendAll}</button>}
      </div>
      <div class="scroll">
        {problems.length === 0 ? <NoProblems store={store} /> : <List store={store} problems={problems} onFix={onFix} />}
        {advice.length > 0 && (
          <section aria-label={WORDS.advice}>
            <div class="head"><h2>{WORDS.advice}</h2><span class="soft">{WORDS.adviceHint}</span><span class="space" /><button type="button" class="plain" onClick={() => store.tell({showsAdvice: false})}>{WORDS.hideAdvice}</button></div>
            <List store={store} problems={advice} onFix={onFix} />
          </section>
        )}
      </div>
    </section>
  );
}
