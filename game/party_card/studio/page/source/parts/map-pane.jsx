/* The map of the scene: every passage, and where each choice leads. */
import {inWords, nameOf} from "../names.js";
import {WORDS} from "../words.js";
import {Triangle} from "./basics.jsx";

export function MapPane({store}) {
  const {map, selected, uri} = store.state;
  const proof = store.currentProof();
  const nodes = map?.nodes ?? [];
  const current = new Set((map?.edges ?? []).filter((edge) => edge.source === selected).map((edge) => edge.target));
  const unreached = new Set(proof?.unreached ?? nodes.filter((node) => node.isUnreached).map((node) => node.id));
  const wrong = new Set(store.listProblems().filter((problem) => problem.severity === 1 && problem.uri === uri).map((problem) => store.passageOf(problem)?.id));
  const passages = new Map((store.state.cards?.passages ?? []).map((passage) => [passage.id, passage]));
  const titleOf = (node) => (passages.has(node.id) ? nameOf(passages.get(node.id)) : node.title || node.endingTitle || inWords(node.id));
  const line = (points) => points.map(([x, y], index) => `${index ? "L" : "M"}${x} ${y}`).join("");
  return (
    <section class="pane map" aria-label={WORDS.map}>
      <div class="head"><h2>{WORDS.map}</h2><span class="space" /><button type="button" class="plain" onClick={() => addPassage(store)}>+ {WORDS.addPassage}</button></div>
      <div class="scroll map-area">
        {map && (
          <div class="drawing" dir="ltr" style={{width: `${map.width}px`, height: `${map.height}px`}}>
            <svg width={map.width} height={map.height} viewBox={`0 0 ${map.width} ${map.height}`} aria-hidden="true">
              {map.edges.filter((edge) => edge.points?.length).map((edge, index) => <path key={index} class={edge.source === selected ? "edge on" : "edge"} d={line(edge.points)} />)}
            </svg>
            <ul aria-label={WORDS.mapOf(nodes.length)}>
              {nodes.map((node) => (
                <li key={node.id} style={{left: `${node.x}px`, top: `${node.y}px`, width: `${node.width}px`, height: `${node.height}px`}}>
                  <button type="button" title={`${titleOf(node)}`} aria-label={`${node.number} ${titleOf(node)}`} aria-current={node.id === selected ? "true" : undefined}
                    class={`node${node.isEnding ? " ending" : ""}${unreached.has(node.id) ? " unreached" : ""}${current.has(node.id) ? " next" : ""}`} onClick={() => store.select(node.id, {focuses: true})}>
                    <span dir="auto">{node.number} {!node.title || node.title.includes("…") ? node.title : titleOf(node)}</span>{wrong.has(node.id) && <Triangle />}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {nodes.some((node) => node.isEnding) && (
        <dl class="ends" aria-label={WORDS.endings}>
          {nodes.filter((node) => node.isEnding).map((node) => <div key={node.id}><dt>{node.number}</dt><dd><button type="button" class="link" onClick={() => store.select(node.id, {focuses: true})}>{titleOf(node)}</button></dd></div>)}
        </dl>
      )}
      {unreached.size > 0 && (
        <p class="band"><Triangle /><span>{WORDS.noPathTo}</span> {nodes.filter((node) => unreached.has(node.id)).map((node) => <button type="button" class="link" key={node.id} onClick={() => store.select(node.id, {focuses: true})}>{node.number} {titleOf(node)}</button>)}</p>
      )}
    </section>
  );
}

/** Adds a passage behind the one that is open, and opens it. */
export async function addPassage(store) {
  const answer = await store.edit({kind: "insertPassage", after: store.state.selected, title: ""});
  if (answer?.path) store.select(answer.path[1], {focuses: ".title-field input"});
}
