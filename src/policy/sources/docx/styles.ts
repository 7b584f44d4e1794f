import { childNamed, childrenNamed, type Element } from '../markup.ts'
import { isOn, valueOf, wholeNumber } from './xml.ts'

/** What a paragraph style gives to the paragraphs that use it, with what it inherits. */
export type Style = {
  readonly id: string
  readonly numId: number | undefined
  readonly level: number | undefined
  /** Left indent in twentieths of a point. */
  readonly indent: number | undefined
  /** Rank of a heading, 1 = highest; null for body text. */
  readonly rank: number | null
  /** A line of the 目次. */
  readonly contents: boolean
  readonly hidden: boolean
}

const PLAIN: Style = {
  id: '',
  numId: undefined,
  level: undefined,
  indent: undefined,
  rank: null,
  contents: false,
  hidden: false,
}

export type Styles = {
  readonly paragraph: (id: string | undefined) => Style
  /** The list that a numbering style names. */
  readonly listOf: (id: string) => number | undefined
  readonly hidesRuns: (id: string | undefined) => boolean
}

/** Left indent that paragraph properties set. */
export function indentOf(properties: Element | undefined): number | undefined {
  const indent = properties === undefined ? undefined : childNamed(properties, 'w:ind')
  if (indent === undefined) return undefined
  const left = wholeNumber(indent.attributes.get('w:left') ?? indent.attributes.get('w:start'))
  const characters = wholeNumber(
    indent.attributes.get('w:leftChars') ?? indent.attributes.get('w:startChars'),
  )
  // Hundredths of a character; a character of body text is about 210 twentieths of a point.
  return left ?? (characters === undefined ? undefined : Math.round(characters * 2.1))
}

export function readStyles(root: Element | null): Styles {
  const all = root === null ? [] : childrenNamed(childNamed(root, 'w:styles') ?? root, 'w:style')
  const byId = new Map(all.map((s) => [s.attributes.get('w:styleId') ?? '', s]))
  const standard = all.find(
    (s) => s.attributes.get('w:type') === 'paragraph' && s.attributes.get('w:default') === '1',
  )
  const known = new Map<string, Style>()

  function resolve(id: string, depth: number): Style {
    const seen = known.get(id)
    if (seen !== undefined) return seen
    const style = byId.get(id)
    if (style === undefined || depth > 20) return PLAIN
    const base = valueOf(style, 'w:basedOn')
    const under = base === undefined ? PLAIN : resolve(base, depth + 1)
    const properties = childNamed(style, 'w:pPr')
    const numbering = properties === undefined ? undefined : childNamed(properties, 'w:numPr')
    const name = (valueOf(style, 'w:name') ?? '').toLowerCase()
    const outline = wholeNumber(valueOf(properties, 'w:outlineLvl'))
    const named = /^(?:heading|見出し) ?([1-9])$/.exec(name)?.[1]
    const resolved: Style = {
      id,
      numId: wholeNumber(valueOf(numbering, 'w:numId')) ?? under.numId,
      level: wholeNumber(valueOf(numbering, 'w:ilvl')) ?? under.level,
      indent: indentOf(properties) ?? under.indent,
      rank:
        outline === undefined
          ? named === undefined
            ? under.rank
            : Number(named)
          : outline < 9
            ? outline + 1
            : null,
      contents: /^(?:toc|目次) ?[1-9]$/.test(name) || under.contents,
      hidden: isOn(childNamed(style, 'w:rPr'), 'w:vanish') || under.hidden,
    }
    known.set(id, resolved)
    return resolved
  }
  return {
    paragraph: (id) => resolve(id ?? standard?.attributes.get('w:styleId') ?? '', 0),
    listOf(id) {
      const style = byId.get(id)
      const properties = style === undefined ? undefined : childNamed(style, 'w:pPr')
      return wholeNumber(
        valueOf(properties === undefined ? undefined : childNamed(properties, 'w:numPr'), 'w:numId'),
      )
    },
    hidesRuns: (id) => id !== undefined && resolve(id, 0).hidden,
  }
}
