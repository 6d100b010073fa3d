/* The connection to the server: messages of the language server over one WebSocket, which is opened again if it breaks.
   Invariant: a request is sent only after the texts that it is about (`sync`). */
import {LSPClient} from "@codemirror/lsp-client";

const RETRY_MS = 1000;
const TIMEOUT_MS = 120000;
const token = location.pathname.split("/")[1];

/** Opens the WebSocket; resolves with the transport that the client needs, and calls `onClose` when it breaks. */
function openTransport(onClose) {
  const handlers = new Set();
  const socket = new WebSocket(`ws://${location.host}/${token}/connection?language=${document.documentElement.lang}`, [`party-card.${token}`]);
  socket.onmessage = (event) => handlers.forEach((handler) => handler(event.data));
  return new Promise((resolve, reject) => {
    let isOpen = false;
    socket.onopen = () => {
      isOpen = true;
      resolve({send: (text) => socket.send(text), subscribe: (handler) => handlers.add(handler), unsubscribe: (handler) => handlers.delete(handler)});
    };
    socket.onclose = () => (isOpen ? onClose() : reject(new Error("closed")));
  });
}

export class Connection {
  /** `config` is that of the client; `onState` is told whether the server answers. */
  constructor(config, onState) {
    this.client = new LSPClient({...config, timeout: TIMEOUT_MS});
    this.onState = onState;
  }

  async open() {
    const transport = await openTransport(() => this.reopen());
    this.client.connect(transport);
    await this.client.initializing;
    this.onState(true);
  }

  async reopen() {
    this.client.disconnect();
    this.onState(false);
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      try {
        return await this.open();
      } catch {
        // the studio has ended, or starts again
      }
    }
  }

  /** Asks the studio. Rejects with an object whose `message` is a sentence. */
  request(name, params = {}) {
    this.client.sync();
    return this.client.request(`partyCard/studio/${name}`, params);
  }

  /** Asks the language server. */
  ask(method, params) {
    this.client.sync();
    return this.client.request(method, params);
  }
}
