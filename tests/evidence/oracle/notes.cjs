// CSL records as JSON on standard input; on standard output, for each, what citeproc makes of it: the full note,
// the note right after it (Ibid.), the note after another source (short), the same three with paragraph 3 (and 4 after it)
// as locator, and the bibliography entry. Markdown.
// Usage: node notes.cjs STYLE.csl LOCALE LANGUAGE < records.json; LOCALE is XML, or JSON with the locales of several languages.
const fs = require('fs')
const CSL = require('citeproc')

const [style, locale] = process.argv.slice(2, 4).map(path => fs.readFileSync(path, 'utf8'))
const language = process.argv[4]
const records = JSON.parse(fs.readFileSync(0, 'utf8'))
const other = { id: 'other', type: 'book', title: 'Zzz Another', author: [{ family: 'Zz', given: 'Z.' }] }
const byId = Object.fromEntries([...records, other].map(record => [record.id, record]))

const markdown = html => html
  .replace(/<\/?(i|em)>/g, '*').replace(/<[^>]+>/g, '')
  .replace(/&#38;|&amp;/g, '&').replace(/&#60;/g, '<').replace(/&#62;/g, '>').replace(/\s+/g, ' ').trim()

const engine = new CSL.Engine({
  retrieveLocale: () => locale.startsWith('<') ? locale : JSON.parse(locale)[language],
  retrieveItem: key => byId[key]
}, style, language, true)

function walk (id, locator) {
  engine.restoreProcessorState([])
  const before = []
  const cite = (key, number, paragraph) => {
    const item = paragraph ? { id: key, locator: paragraph, label: 'paragraph' } : { id: key }
    const [, changed] = engine.processCitationCluster(
      { citationID: `c${number}`, citationItems: [item], properties: { noteIndex: number } }, [...before], [])
    before.push([`c${number}`, number])
    return markdown(changed.find(([index]) => index === number - 1)[1])
  }
  const full = cite(id, 1, locator && '3')
  const ibid = cite(id, 2, locator && '4')
  cite('other', 3)
  const short = cite(id, 4, locator && '3')
  engine.updateItems([id])
  return [{ full, ibid, short }, markdown(engine.makeBibliography()[1][0] ?? '')]
}

const made = records.map(({ id }) => {
  const [bare, bibliography] = walk(id, false)
  return [id, { ...bare, bibliography, located: walk(id, true)[0] }]
})
process.stdout.write(JSON.stringify(Object.fromEntries(made), null, 1) + '\n')
