/* What comes from the clipboard: the lines of a text, with the marks that a word processor shows but does not write. */
const SENTENCE_END = /[.!?…:][”’"')\]]*$/;
const MAX_UNBROKEN_LETTERS = 50;

const linesOf = (text) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");

/** Returns the plain text of a clipboard; a line that is a heading there, or an item of a list, begins with a mark. */
export function readDraftFrom(clipboard) {
  const lines = linesOf(clipboard.getData("text/plain"));
  const html = clipboard.getData("text/html");
  if (!html) return lines.join("\n");
  const page = new DOMParser().parseFromString(html, "text/html");
  const wordsOf = (selector) => new Set([...page.querySelectorAll(selector)].map((element) => element.textContent.replace(/\s+/g, " ").trim()).filter(Boolean));
  const [headings, items] = [wordsOf("h1, h2, h3, h4, h5, h6"), wordsOf("li")];
  const mark = (line) => {
    const words = line.replace(/\s+/g, " ").trim();
    return headings.has(words) ? `# ${words}` : items.has(words) ? `- ${words}` : line;
  };
  return lines.map(mark).join("\n");
}

/** Returns a text whose lines are paragraphs, as a word processor has them, with an empty line between; any other as it is.
    Lines end with a sentence then, or none is as long as one that had to be broken. */
export function partParagraphs(text) {
  const lines = linesOf(text.trim());
  const areShort = lines.every((line) => line.length <= MAX_UNBROKEN_LETTERS);
  const areParagraphs = lines.length > 1 && lines.every((line) => line.trim()) && (areShort || lines.slice(0, -1).every((line) => SENTENCE_END.test(line.trim())));
  return areParagraphs ? lines.join("\n\n") : text;
}
