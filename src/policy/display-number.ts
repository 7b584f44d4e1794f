/**
 * The number of a provision as people write it: 第7-1-(1)-ウ-(ア) → 第7-1(1)ウ(ア), 第24条-2-(3) → 第24条第2項第3号,
 * 附則2-1 → 附則(2)第1項. The dash stays only between plain numbers.
 */
export function displayNumber(eid: string): string {
  const parts = eid.replace(/~[0-9]+$/, '').split(/-(?=[^-])/)
  const article = parts.findIndex((p) => /^第[0-9]+条(?:の[0-9]+)*$/.test(p))
  if (article >= 0) return supplement(parts.slice(0, article)) + articleNumber(parts.slice(article))
  if (/^附則[0-9]+$/.test(parts[0] ?? '')) {
    const [, paragraph, ...rest] = parts
    const head = supplement(parts.slice(0, 1))
    return paragraph !== undefined && /^[0-9]+$/.test(paragraph)
      ? `${head}第${paragraph}項${itemNumber(rest)}`
      : head + parts.slice(1).join('')
  }
  let out = ''
  for (const [i, part] of parts.entries()) {
    const before = parts[i - 1] ?? ''
    const dash = i > 0 && /[0-9]$/.test(before) && /^[0-9]/.test(part)
    out += (dash ? '-' : '') + part
  }
  return out
}

const supplement = (parts: readonly string[]) =>
  parts
    .map((p) => p.replace(/^附則([0-9]+)$/, (_, n: string) => (n === '1' ? '附則' : `附則(${n})`)))
    .join('')

/** 第1項 is the article itself: an item directly below it is an item of 第1項 and written without. */
function articleNumber(parts: readonly string[]): string {
  const [article = '', second, ...rest] = parts
  if (second !== undefined && /^[0-9]+$/.test(second)) return `${article}第${second}項${itemNumber(rest)}`
  return article + itemNumber(parts.slice(1))
}

function itemNumber(parts: readonly string[]): string {
  const [item, ...rest] = parts
  if (item === undefined) return ''
  const n = /^\(([0-9]+)\)$/.exec(item)?.[1]
  return (n === undefined ? item : `第${n}号`) + rest.join('')
}
