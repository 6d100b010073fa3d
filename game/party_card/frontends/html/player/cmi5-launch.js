/**
 * Connects to the learning platform that has opened the page by cmi5: launch parameters, token, documents. Invariant: the page connects to
 * the servers that the launch parameters name and to no others; it asks for the token once, as a platform gives it only once.
 */

const NAMES = ["endpoint", "fetch", "actor", "registration", "activityId"];
const PATIENCE_MS = 10000;
const ASK_AGAIN_MS = 1000;
const MOST_KEEPALIVE_BYTES = 30000; // browsers send 64 KiB at most after a page is closed
const DOCUMENT = "party-card"; // the name of our document among those of the platform
const PREFERENCES = "cmi5LearnerPreferences";

/** Returns the launch parameters, null if there are none or they are faulty; from then on no other server can be reached. */
export function readLaunch() {
  const launch = parseLaunch(new URLSearchParams(location.search));
  const servers = launch ? [...new Set([launch.endpoint, launch.fetch].map((address) => new URL(address).origin))] : ["'none'"];
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `connect-src ${servers.join(" ")}`;
  document.head.append(policy);
  return launch;
}

function parseLaunch(query) {
  const launch = Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""]));
  try {
    const isComplete = NAMES.every((name) => launch[name]) && [launch.endpoint, launch.fetch].every(isWebAddress);
    return isComplete ? { ...launch, agent: JSON.parse(launch.actor) } : null;
  } catch {
    return null;
  }
}

/** Returns true if an address is one of a web server; throws TypeError if it is none at all. */
export const isWebAddress = (address) => ["http:", "https:"].includes(new URL(address).protocol);

// ----------------------------------------------------------------------------------------------------- the session

const nameSession = ({ fetch: address }) => `party-card.cmi5.${address}`;

/** Returns what this tab knows of its session: {token, begun, isOver}; {} before it has begun. */
export function readSession(launch) {
  try {
    return JSON.parse(sessionStorage.getItem(nameSession(launch))) ?? {};
  } catch {
    return {};
  }
}

/** Keeps what is known of the session, for a reload of the page. */
export function keepSession(launch, session) {
  try {
    sessionStorage.setItem(nameSession(launch), JSON.stringify(session));
  } catch {
    // A reload then finds no token, and the page says that the platform did not answer.
  }
}

/** Returns the session, with a token; throws an error if the platform gives none. */
export async function openSession(launch) {
  const session = readSession(launch);
  if (session.token || session.isOver) return session;
  const answer = await fetchInTime(launch.fetch, { method: "POST" });
  const token = (await answer.json())["auth-token"];
  if (!token) throw new Error("the platform gives no token");
  const opened = { token, begun: Date.now() };
  keepSession(launch, opened);
  return opened;
}

async function fetchInTime(address, options) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  try {
    return await fetch(address, { cache: "no-store", ...options, signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}

// --------------------------------------------------------------------------------------------------- the resources

/** Returns the resources of the platform that a session may use. */
export function connect(launch, token) {
  const base = launch.endpoint.replace(/\/*$/, "/");
  const common = { Authorization: `Basic ${token}`, "X-Experience-API-Version": "1.0.3" };
  const state = (stateId) => ["activities/state", { activityId: launch.activityId, agent: launch.actor, registration: launch.registration, stateId }];
  let etag = null; // of our document, if the platform shows one

  function request([path, query], method, value, headers) {
    const body = value && JSON.stringify(value);
    const keepalive = Boolean(body) && new Blob([body]).size < MOST_KEEPALIVE_BYTES;
    return fetchInTime(`${base}${path}?${new URLSearchParams(query)}`, { method, body, keepalive, headers: { ...common, ...(body && { "Content-Type": "application/json" }), ...headers } });
  }

  /** Returns a document, null if there is none; asks twice. Throws an error if it cannot be had. */
  async function read(address, isSecond) {
    try {
      const answer = await request(address, "GET");
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      if (address[1].stateId === DOCUMENT) etag = answer.headers.get("ETag");
      return await answer.json();
    } catch (error) {
      if (isSecond) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
      return read(address, true);
    }
  }

  return {
    /** Reads what the platform says of the launch. */
    readLaunchData: () => read(state("LMS.LaunchData")),

    /** Reads what the player prefers, as cmi5 requires; the page has one language and no sound, so nothing follows from it. */
    readPreferences: () => request(["agents/profile", { agent: launch.actor, profileId: PREFERENCES }], "GET").catch(() => null),

    /** Reads our document: the place and the answers. */
    readDocument: () => read(state(DOCUMENT)),

    /** Writes our document; returns the answer's status, which is 409 or 412 if another device has written it meanwhile. */
    async writeDocument(value) {
      const answer = await request(state(DOCUMENT), "PUT", value, etag && { "If-Match": etag });
      if (answer.ok) etag = answer.headers.get("ETag");
      return answer.status;
    },

    /** Stores one statement; returns the answer's status, which is 409 if the platform has it already. */
    storeStatement: async (statement) => (await request(["statements", { statementId: statement.id }], "PUT", statement)).status,

    /** Stores several statements at once, or none of them. */
    storeStatements: async (statements) => (await request(["statements", {}], "POST", statements)).status,
  };
}
