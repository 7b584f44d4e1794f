// Changes of the print that must not change what is read.
import { plainOf } from '#policy/norms/plain.ts'
import { extractText, type ExtractedText } from '#policy/norms/extract-file.ts'

const wide = (s: string) => s.replace(/[0-9()]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const narrow = (s: string) => s.replace(/[０-９（）]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

const changes: readonly (readonly [name: string, change: (text: string) => string])[] = [
  ['数字と括弧を全角に', wide],
  ['数字と括弧を半角に', narrow],
  ['、を，に', (s) => s.replaceAll('、', '，')],
  ['、を,に', (s) => s.replaceAll('、', ',')],
  ['空白を全角に', (s) => s.replaceAll(' ', '　')],
  ['空白を改行に', (s) => (s.includes('\n') && s.split('\n').length > 20 ? s : s.replaceAll(' ', '\n'))],
  ['数字の前後の空白', (s) => s.replace(/(機密性|完全性|可用性) ?([0-9])/g, '$1 $2')],
  ['丸数字を@に', (s) => s.replaceAll('①', '@')],
]

/** What a text says, without the print: norms with every field, words in plain form. */
function said({ extraction }: ExtractedText): string[] {
  return extraction.norms.map((n) =>
    JSON.stringify([
      n.id,
      plainOf(n.text).text,
      n.subject,
      n.modality,
      n.trigger.type,
      n.trigger.cadence,
      n.approval,
      n.record === null,
      n.targetClass,
      n.deadline,
      n.qualifiers,
      n.exception,
      n.kind,
    ]),
  )
}

/** How many norms each change of the print alters; 0 is what is wanted. */
export function metamorphicFigures(texts: readonly (readonly [name: string, text: string])[]): string[] {
  const out = ['\n■ 書き方の違い(変わった規範の数)']
  for (const [name, change] of changes) {
    const parts = texts.map(([title, text]) => {
      const before = said(extractText(text))
      const after = said(extractText(change(text)))
      const set = new Set(after)
      const lost = before.filter((b) => !set.has(b)).length
      return `${title} ${lost}${after.length === before.length ? '' : `(数 ${before.length}→${after.length})`}`
    })
    out.push(`${name}: ${parts.join('、')}`)
  }
  return out
}
