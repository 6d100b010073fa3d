/**
 * Chooses the data of a page that has several languages: by the address, else as chosen last, else the first. Invariant: this is done before
 * other modules begin, so that all that stands here is functions, and nothing is imported.
 */

/** Puts the data of the chosen language in the place of those of the first, which stay as `first`. */
export function chooseLanguage(data) {
  const { languages, ...first } = data;
  const wish = new URLSearchParams(location.search).get("language") ?? readLanguage();
  const [, , direction, changes] = languages.find(([code]) => code === wish) ?? languages[0];
  if (changes) Object.assign(data, readChanges(changes, listValues(first, [])), { first });
  document.documentElement.lang = data.lang;
  document.documentElement.dir = direction;
}

/** Lists texts, lists and objects of data, each before what it holds, as page_languages.py does. */
function listValues(value, values) {
  if (typeof value === "string" || Object(value) === value) values.push(value);
  if (Array.isArray(value)) value.forEach((item) => listValues(item, values));
  else if (Object(value) === value) for (const key of Object.keys(value).sort()) listValues(value[key], values);
  return values;
}

/** Returns a value in which each `{"": number}` is the value of the first language with that number. */
function readChanges(value, values) {
  if (Object(value) !== value) return value;
  if (Array.isArray(value)) return value.map((item) => readChanges(item, values));
  if ("" in value) return values[value[""]];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readChanges(item, values)]));
}

/** Returns the language that was chosen last, as languages.js stores it. */
function readLanguage() {
  try {
    return localStorage.getItem("party-card language");
  } catch {
    return null;
  }
}
