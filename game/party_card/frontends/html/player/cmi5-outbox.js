/**
 * Sends a learning platform what it has not acknowledged yet: our document, and statements in their order. Invariant: nothing is sent
 * before the session is opened, and nothing after it is closed; a statement stays in the outbox until the platform has it.
 */

const SEND_AGAIN_MS = 500; // then twice as long each time
const MAX_WAIT_MS = 30000;
const MOST_CONFLICTS = 3; // in a row; then it waits

/**
 * Returns the outbox of a session. `queue` has the `rows` of statements, `isDocumentSent` and `document`, which change outside; `build(row)`
 * returns the statement of a row, `beginning` is the row that opens the session. `onChange(status)` is called with "open", "away", "refused" or
 * "over" when that has changed, `onSent()` whenever the platform has taken something, and `onConflict()` if another device has written the document.
 */
export function openOutbox(connection, queue, { build, beginning, onChange, onSent, onConflict }) {
  let [isOpened, isBusy, status, wait, timer] = [false, false, "open", SEND_AGAIN_MS, 0];
  let [hasRefused, conflicts, underWay] = [false, 0, null];

  function become(next) {
    if (next === status) return;
    status = next;
    onChange(status);
  }

  /** Sends one thing; returns the status of the answer, 0 if there is nothing to send. */
  async function sendNext() {
    if (!isOpened) {
      const answer = await connection.storeStatement(build(beginning));
      isOpened = isStored(answer);
      return answer;
    }
    if (!queue.isDocumentSent) return sendDocument();
    const [row] = queue.rows;
    if (!row) return 0;
    underWay = row;
    const answer = await connection.storeStatement(build(row)).finally(() => (underWay = null));
    if (isStored(answer) || isRefused(answer)) queue.rows.splice(queue.rows.indexOf(row), 1);
    if (isStored(answer)) onSent();
    return answer;
  }

  async function sendDocument() {
    const { document } = queue;
    const answer = await connection.writeDocument(document);
    const isConflict = [409, 412].includes(answer);
    conflicts = isConflict ? conflicts + 1 : 0;
    if (conflicts > MOST_CONFLICTS) throw new Error("the document is never taken");
    if (isConflict) await onConflict();
    else if (answer < 300 || isRefused(answer)) {
      queue.isDocumentSent = document === queue.document; // it may have changed meanwhile
      if (answer < 300) onSent(document);
    }
    return answer;
  }

  /** Sends all there is to send; tries again later if the platform cannot be reached. */
  async function send() {
    clearTimeout(timer);
    if (isBusy || status === "over") return;
    isBusy = true;
    try {
      for (let answer = await sendNext(); answer; answer = await sendNext()) {
        if ([401, 403].includes(answer)) return become("over");
        if (!isStored(answer) && answer !== 412 && (!isRefused(answer) || !isOpened)) throw new Error(`status ${answer}`);
        hasRefused ||= isRefused(answer);
        wait = SEND_AGAIN_MS;
      }
      become(hasRefused ? "refused" : "open");
    } catch {
      become("away");
      timer = setTimeout(send, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, MAX_WAIT_MS);
    } finally {
      isBusy = false;
    }
  }

  /**
   * Sends what is left and the row that ends the session, without waiting for an answer, as the page is closed: all statements at once,
   * so that none comes after the last. One that the platform has already would keep the others from it; they then go on in the next session.
   */
  function close(end) {
    if (status === "over") return [];
    clearTimeout(timer);
    status = "over";
    const sent = isOpened ? [] : [connection.storeStatement(build(beginning))]; // it may be under way
    if (!queue.isDocumentSent) sent.push(connection.writeDocument(queue.document));
    sent.push(connection.storeStatements([...queue.rows.filter((row) => row !== underWay), end].map(build)));
    return sent.map((answer) => answer.catch(() => 0));
  }

  addEventListener("online", send);
  return { send, close };
}

const isStored = (answer) => (answer >= 200 && answer < 300) || answer === 409;

/** Returns true if a platform will never take it: what is too often, too slow or not allowed now is not meant. */
const isRefused = (answer) => answer >= 400 && answer < 500 && ![401, 403, 404, 408, 409, 412, 425, 429].includes(answer);
