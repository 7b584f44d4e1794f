import { isElement, textBelow, type Element } from '../markup.ts'
import type { NumberForm } from '../number-forms.ts'

/** What a list prints before its items. */
export type ListMarks = {
  readonly bullet: boolean
  readonly form: NumberForm
  readonly first: number
  readonly step: number
}

const TYPES = new Map<string, NumberForm>([
  ['1', 'decimal'],
  ['a', 'lowerLetter'],
  ['A', 'upperLetter'],
  ['i', 'lowerRoman'],
  ['I', 'upperRoman'],
])
const STYLES = new Map<string, NumberForm>([
  ['decimal', 'decimal'],
  ['decimal-leading-zero', 'decimalZero'],
  ['lower-alpha', 'lowerLetter'],
  ['lower-latin', 'lowerLetter'],
  ['upper-alpha', 'upperLetter'],
  ['upper-latin', 'upperLetter'],
  ['lower-roman', 'lowerRoman'],
  ['upper-roman', 'upperRoman'],
  ['katakana', 'aiueoFullWidth'],
  ['katakana-iroha', 'irohaFullWidth'],
  ['hiragana', 'hiragana'],
  ['hiragana-iroha', 'hiraganaIroha'],
  ['cjk-ideographic', 'japaneseCounting'],
  ['cjk-decimal', 'ideographDigital'],
  ['japanese-informal', 'japaneseCounting'],
  ['japanese-formal', 'japaneseLegal'],
])

/** The marks of an ol or ul; null when it prints none. */
export function marksOf(list: Element): ListMarks | null {
  const style = /list-style(?:-type)?\s*:\s*([a-z-]+)/i
    .exec(list.attributes.get('style') ?? '')?.[1]
    ?.toLowerCase()
  if (style === 'none') return null
  if (list.name !== 'ol') return { bullet: true, form: 'none', first: 1, step: 1 }
  const items = list.children.filter((c) => isElement(c) && c.name === 'li').length
  const reversed = list.attributes.has('reversed')
  const start = Number.parseInt(list.attributes.get('start') ?? '', 10)
  return {
    bullet: style !== undefined && ['disc', 'circle', 'square'].includes(style),
    form:
      (style === undefined ? undefined : STYLES.get(style)) ??
      TYPES.get(list.attributes.get('type') ?? '') ??
      'decimal',
    first: Number.isSafeInteger(start) ? start : reversed ? items : 1,
    step: reversed ? -1 : 1,
  }
}

/** Whether the words of an item already begin with a label or bullet that somebody typed. */
export function hasOwnLabel(item: Element): boolean {
  const words = textBelow(item).slice(0, 400).trim().normalize('NFKC')
  return (
    /^(?:第\s*[0-9一二三四五六七八九十百]+|[([【]\s*(?:[0-9]{1,3}|[ア-ンa-zA-Z一二三四五六七八九十]{1,3})\s*[)\]】]|[0-9]{1,3}(?:[-.―][0-9]{1,3})*[.)、\s]|[ア-ン](?:[\s.)、]|$)|[・●○■□◆◇※▲△▼▽•∙*])/.test(
      words,
    ) || /^[①-⓿⑴-⒇Ⅰ-Ⅻ]/.test(textBelow(item).slice(0, 400).trim())
  )
}
