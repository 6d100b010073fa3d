/* The page of the studio: begins here. */
import {render} from "preact";
import {Studio} from "./parts/studio.jsx";
import {Store} from "./store.js";

const store = new Store(document.querySelector("meta[name=style-nonce]").content);
const root = document.querySelector("#studio");
root.replaceChildren();
render(<Studio store={store} version={document.querySelector("meta[name=version]").content} />, root);
store.start().catch((error) => store.fail(error));
