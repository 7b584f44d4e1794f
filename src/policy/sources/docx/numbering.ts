import { childNamed, childrenNamed, type Element } from '../markup.ts'
import { numberAs } from '../number-forms.ts'
import { indentOf, type Style, type Styles } from './styles.ts'
import { findBelow, isOn, valueOf, wholeNumber } from './xml.ts'

type Level = {
  readonly start: number
  readonly form: string
  readonly text: string
  /** The level above which this one counts anew, from 1; 0 = never. */
  readonly restart: number | undefined
  readonly legal: boolean
  readonly after: '　' | ' ' | ''
  readonly style: string | undefined
  readonly indent: number | undefined
  readonly hidden: boolean
}
type List = {
  readonly abstractId: number
  readonly levels: readonly (Level | undefined)[]
  /** Numbers from which a level begins anew when this list is first used. */
  readonly starts: ReadonlyMap<number, number>
}

/** An automatic label: what is printed, what keeps it apart from the words, and its depth among the lists. */
export type AutoLabel = { readonly text: string; readonly after: '　' | ' ' | ''; readonly depth: number }

export type Numbering = {
  /** The label of the next paragraph, which this counts; null when it has none. */
  next(properties: Element | undefined, style: Style): AutoLabel | null
}

const LEVELS = 9
/** What Symbol, Wingdings and Courier New print as bullets. */
const BULLETS = /^[\ue000-\uf8ffo§•‣∙·]$/

/** Counts a document's automatic numbering, paragraph by paragraph, as Word does (ISO/IEC 29500-1, 17.9). */
export function readNumbering(root: Element | null, styles: Styles): Numbering {
  const lists = root === null ? new Map<number, List>() : listsOf(root, styles)
  const counters = new Map<number, (number | undefined)[]>()
  const begun = new Set<string>()
  const depthOf = createDepths()

  function listAndLevel(
    properties: Element | undefined,
    style: Style,
  ): { numId: number; level: number } | null {
    const own = properties === undefined ? undefined : childNamed(properties, 'w:numPr')
    const ownList = wholeNumber(valueOf(own, 'w:numId'))
    const numId = ownList ?? style.numId
    if (numId === undefined || numId === 0) return null
    const list = lists.get(numId)
    const linked =
      list === undefined ? -1 : list.levels.findIndex((l) => l?.style === style.id && style.id !== '')
    const level =
      wholeNumber(valueOf(own, 'w:ilvl')) ??
      (ownList === undefined ? (linked >= 0 ? linked : style.level) : undefined) ??
      0
    return level < 0 || level >= LEVELS ? null : { numId, level }
  }

  return {
    next(properties, style) {
      const place = listAndLevel(properties, style)
      const list = place === null ? undefined : lists.get(place.numId)
      const level = place === null ? undefined : list?.levels[place.level]
      if (place === null || list === undefined || level === undefined) return null
      const counts = counters.get(list.abstractId) ?? []
      counters.set(list.abstractId, counts)
      for (const [at, start] of list.starts) {
        const key = `${place.numId}/${at}`
        if (at > place.level || begun.has(key)) continue
        begun.add(key)
        if (at === place.level) counts[at] = start - 1
      }
      counts[place.level] = (counts[place.level] ?? level.start - 1) + 1
      for (let below = place.level + 1; below < LEVELS; below += 1) {
        const restart = list.levels[below]?.restart
        if (restart === undefined || (restart !== 0 && place.level < restart)) counts[below] = undefined
      }
      const text = printed(list, place.level, counts)
      if (text === '' || level.hidden) return null
      const indent = indentOf(properties) ?? level.indent ?? style.indent ?? 0
      return { text, after: level.after, depth: depthOf(list.abstractId, place.level, indent) }
    },
  }
}

function printed(list: List, at: number, counts: readonly (number | undefined)[]): string {
  const level = list.levels[at]
  if (level === undefined) return ''
  if (level.form === 'bullet') {
    const mark = level.text.trim()
    return mark === '' ? '' : BULLETS.test(mark) ? '・' : mark
  }
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const other = Number(digit) - 1
    const its = list.levels[other]
    if (its === undefined || other > at) return ''
    return numberAs(level.legal && other < at ? 'decimal' : its.form, counts[other] ?? its.start)
  })
}

function listsOf(root: Element, styles: Styles): Map<number, List> {
  const numbering = childNamed(root, 'w:numbering') ?? root
  const abstracts = new Map<number, Element>()
  for (const element of childrenNamed(numbering, 'w:abstractNum')) {
    const id = wholeNumber(element.attributes.get('w:abstractNumId'))
    if (id !== undefined) abstracts.set(id, element)
  }
  const nums = new Map<number, Element>()
  for (const element of childrenNamed(numbering, 'w:num')) {
    const id = wholeNumber(element.attributes.get('w:numId'))
    if (id !== undefined) nums.set(id, element)
  }
  /** A list that only names a numbering style is the list which that style names. */
  function abstractOf(num: Element | undefined, depth: number): number | undefined {
    const id = wholeNumber(valueOf(num, 'w:abstractNumId'))
    const linked = id === undefined ? undefined : valueOf(abstracts.get(id), 'w:numStyleLink')
    if (linked === undefined || depth > 5) return id
    const other = styles.listOf(linked)
    return other === undefined ? id : (abstractOf(nums.get(other), depth + 1) ?? id)
  }
  const lists = new Map<number, List>()
  for (const [numId, num] of nums) {
    const abstractId = abstractOf(num, 0)
    const abstract = abstractId === undefined ? undefined : abstracts.get(abstractId)
    if (abstractId === undefined || abstract === undefined) continue
    const levels: (Level | undefined)[] = []
    for (const element of childrenNamed(abstract, 'w:lvl')) setLevel(levels, element)
    const starts = new Map<number, number>()
    for (const override of childrenNamed(num, 'w:lvlOverride')) {
      const at = wholeNumber(override.attributes.get('w:ilvl'))
      if (at === undefined || at < 0 || at >= LEVELS) continue
      const replaced = childNamed(override, 'w:lvl')
      if (replaced !== undefined) levels[at] = levelOf(replaced)
      const start = wholeNumber(valueOf(override, 'w:startOverride'))
      if (start !== undefined) starts.set(at, start)
    }
    lists.set(numId, { abstractId, levels, starts })
  }
  return lists
}

function setLevel(levels: (Level | undefined)[], element: Element): void {
  const at = wholeNumber(element.attributes.get('w:ilvl'))
  if (at !== undefined && at >= 0 && at < LEVELS) levels[at] = levelOf(element)
}

function levelOf(element: Element): Level {
  const format = childNamed(element, 'w:numFmt') ?? findBelow(element, 'w:numFmt')
  const value = format?.attributes.get('w:val') ?? 'decimal'
  const suffix = valueOf(element, 'w:suff')
  return {
    start: wholeNumber(valueOf(element, 'w:start')) ?? 0,
    form: value === 'custom' ? customForm(format?.attributes.get('w:format')) : value,
    text: valueOf(element, 'w:lvlText') ?? '',
    restart: wholeNumber(valueOf(element, 'w:lvlRestart')),
    legal: isOn(element, 'w:isLgl'),
    after: suffix === 'space' ? ' ' : suffix === 'nothing' ? '' : '　',
    style: valueOf(element, 'w:pStyle'),
    indent: indentOf(childNamed(element, 'w:pPr')),
    hidden: isOn(childNamed(element, 'w:rPr'), 'w:vanish'),
  }
}

/** 「001, 002」 and its like: numbers with leading zeros. */
const customForm = (format: string | undefined): string =>
  format !== undefined && /^0[0-9]/.test(format) ? 'decimalZero' : 'decimal'

/**
 * Depths of lists among each other: a level stands one below the level above it in its list; the first level of a list
 * stands below the paragraph before it when it is indented further, and else beside what is indented like it.
 */
function createDepths(): (abstractId: number, level: number, indent: number) => number {
  const known = new Map<string, number>()
  let open: { indent: number; depth: number }[] = []
  return (abstractId, level, indent) => {
    const key = `${abstractId}/${level}`
    const above = known.get(`${abstractId}/${level - 1}`)
    const wider = open.findLast((o) => o.indent < indent - 100)
    const depth =
      known.get(key) ?? (above === undefined ? (wider === undefined ? 0 : wider.depth + 1) : above + 1)
    known.set(key, depth)
    open = [...open.filter((o) => o.depth < depth), { indent, depth }]
    return depth
  }
}
