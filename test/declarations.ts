import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the house promises of a register or a permission: it is declared in so many lines. */
export const longestDeclaration = 60

const rooms = join(import.meta.dirname, '..')
const opening = /\b(register|permit|procedure)\(\{/g

export type Declaration = { readonly kind: string; readonly name: string; readonly lines: number }

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

/**
 * The declarations in a source: the lines of the expression `register({ … })` or `permit({ … })` alone, without imports
 * and without lists that stand beside it. Pure.
 */
export function declarationsIn(text: string): Declaration[] {
  return [...text.matchAll(opening)].map((match) => {
    const from = match.index + (match[1]?.length ?? 0)
    const expression = text.slice(match.index, closing(text, from))
    const name = /\bname: (?:'([^']*)'|([\w.]+))/u.exec(expression)
    return {
      kind: match[1] ?? '',
      name: name?.[1] ?? name?.[2] ?? '',
      lines: expression.split('\n').length,
    }
  })
}

/** Every declaration of the rooms, with its file. */
export function declarationsOfRooms(): (Declaration & { readonly file: string })[] {
  return globSync('src/rooms/**/*.ts', { cwd: rooms })
    .toSorted()
    .filter((file) => !file.endsWith('.test.ts') && !file.includes('/testing/'))
    .flatMap((file) =>
      declarationsIn(readFileSync(join(rooms, file), 'utf8')).map((each) => ({ ...each, file })),
    )
}
