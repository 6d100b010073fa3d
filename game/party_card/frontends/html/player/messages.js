/**
 * Looks up the messages of the interface in the catalogue of the page, as localization/messages.py does. Invariant: where the page has no
 * catalogue, a message is returned as it stands in the code; the language of a page never changes, so that constants may be looked up.
 */
import { data } from "./data.js";

const { messages, plurals } = data;

/** Returns a message in the language of the page. */
export const gettext = (message) => messages?.[message] ?? message;

/** Returns a message of which the meaning depends on where it stands. */
export const pgettext = (context, message) => messages?.[`${context}\u0004${message}`] ?? message;

/** Returns the number of the plural form for a count: `plurals` has a digit for each count up to 199, of which the last hundred repeats. */
export const choosePlural = (count) => (plurals ? +plurals[count < 200 ? count : (count % 100) + 100] : +(count !== 1));

/** Returns the form of a message for a count; the count itself is put in by `fill`. */
export const ngettext = (one, many, count) => (messages?.[one] ?? [one, many])[choosePlural(count)];

/** Returns the parts of a message, with values, which may be elements, in place of its fields. */
export const weave = (message, values) => message.split(/[{}]/).map((part, at) => (at % 2 ? values[part] : part));

/** Returns a message with texts in place of its fields. */
export const fill = (message, values) => weave(message, values).join("");

/** Returns a text in quotation marks. */
export const quoted = (title) => fill(gettext("“{title}”"), { title });
