import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * How long the declarations of registers and procedures are: the lines of the expression `register({ … })` or
 * `permit({ … })` alone, without imports and without lists of choices that stand beside it. The house promises 60.
 *
 *     node bench/definitions.ts
 */

const most = 60
const root = join(import.meta.dirname, '..')
const opening = /\b(register|permit|procedure)\(\{/g

type Found = { readonly file: string; readonly kind: string; readonly name: string; readonly lines: number }

/** The index behind the bracket that closes the one at `from`; strings and comments hold no brackets that count. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === "'" || sign === '"' || sign === '`') at = endOfText(text, at, sign)
    else if (text.startsWith('//', at)) at = text.indexOf('\n', at)
    else if (text.startsWith('/*', at)) at = text.indexOf('*/', at) + 1
    else if (sign === '(') depth += 1
    else if (sign === ')') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return text.length
}

function endOfText(text: string, from: number, sign: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === sign) return at
  }
  return text.length
}

const found: Found[] = []
for (const file of globSync('src/rooms/**/*.ts', { cwd: root }).toSorted()) {
  if (file.endsWith('.test.ts') || file.includes('/testing/')) continue
  const text = await readFile(join(root, file), 'utf8')
  for (const match of text.matchAll(opening)) {
    const from = match.index + (match[1]?.length ?? 0)
    const expression = text.slice(match.index, closing(text, from))
    const name = /\bname: (?:'([^']*)'|([\w.]+))/u.exec(expression)
    found.push({
      file,
      kind: match[1] ?? '',
      name: name?.[1] ?? name?.[2] ?? '',
      lines: expression.split('\n').length,
    })
  }
}
for (const { file, kind, name, lines } of found) {
  const mark = lines > most ? '超' : '  '
  console.log(`${mark} ${String(lines).padStart(4)} / ${most}  ${kind.padEnd(9)} ${name}  ${file}`)
}
const over = found.filter((each) => each.lines > most).length
console.log(`${found.length}の定義のうち、${most}行を超えるもの ${over}`)
