/**
 * Builds the xAPI statements of a session. Invariant: every statement has the context that the platform asks for; no decision and no
 * answer is right or wrong; a statement's identifier follows from what it says, so that one which is sent again is no second one.
 */
import { plain, runsOf } from "./runs.js";
import { nameUuid } from "./uuid.js";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const SESSION_ID = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";

/** Returns the functions that build the statements of a launch; `data` are the scenes. */
export function describeStatements(data, { activityId, registration, agent }) {
  const inLanguage = (text) => ({ [data.lang]: text });
  const identify = (...parts) => nameUuid(registration, parts.join("\n"));

  function answered(name, interaction, response) {
    const definition = { type: INTERACTION, ...interaction };
    return { verb: "answered", object: { objectType: "Activity", id: `${activityId}/${encodeURIComponent(name)}`, definition }, result: { response } };
  }

  return {
    /** Returns the row of a decision, the `count`th that was told of its scene; `steps` are those up to it. */
    describeDecision(scene, passage, number, count, steps) {
      const { id, title, passages } = data.scenes[scene];
      const [name, , , rows] = passages[passage];
      const choices = rows.map(([choice, line]) => ({ id: choice, description: inLanguage(plain(runsOf(data, line))) }));
      const interaction = { name: inLanguage(`${title}: ${name}`), interactionType: "choice", choices };
      return { id: identify("decision", id, count, steps), ...answered(`${id}.${name}`, interaction, rows[number][0]) };
    },

    /** Returns the row of an answer, the `count`th that was told to its question; questions are numbered from 1. */
    describeAnswer(scene, question, number, count, text) {
      const { id, title } = data.scenes[scene];
      const interaction = { name: inLanguage(`${title}: ${question}`), description: inLanguage(question), interactionType: "long-fill-in" };
      return { id: identify("answer", id, number, count, text), ...answered(`${id}.answer-${number}`, interaction, text) };
    },

    /** Returns the row that says that all scenes are finished, after so many seconds; it is the same in every session. */
    describeCompletion: (seconds) => ({ id: identify("completed"), verb: "completed", result: { completion: true, duration: formatDuration(seconds) } }),

    /** Returns the row that opens a session. */
    describeBeginning: (context) => ({ id: identify("initialized", readSessionId(context)), verb: "initialized" }),

    /** Returns the row that ends a session, after so many seconds. */
    describeEnd: (context, seconds) => ({ id: identify("terminated", readSessionId(context)), verb: "terminated", result: { duration: formatDuration(seconds) } }),

    /** Returns the statement of a row, in the context of a session. */
    buildStatement({ id, verb, object, result }, context, timestamp) {
      const categories = verb === "answered" ? [] : ["cmi5", ...(verb === "completed" ? ["moveon"] : [])];
      return {
        id,
        actor: agent,
        verb: { id: VERBS + verb, display: { en: verb } },
        object: object ?? { objectType: "Activity", id: activityId },
        ...(result && { result }),
        context: extendContext(context, registration, categories),
        timestamp,
      };
    },
  };
}

const readSessionId = (context) => String(context.extensions?.[SESSION_ID] ?? "");

/** Returns a context with what cmi5 asks for; nothing that the platform has put there is replaced. */
function extendContext(context, registration, categories) {
  const { contextActivities: activities = {}, ...rest } = context;
  const category = [...[activities.category ?? []].flat(), ...categories.map((name) => ({ objectType: "Activity", id: CATEGORIES + name }))];
  return { registration, ...rest, contextActivities: { ...activities, ...(category.length && { category }) } };
}

/** Formats seconds as ISO 8601 does. */
const formatDuration = (seconds) => `PT${Math.max(0, seconds).toFixed(2)}S`;
