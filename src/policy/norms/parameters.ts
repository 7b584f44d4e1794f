import { openValues, openWords, type OpenUnit, type OpenValue } from './usual-values.ts'
import { LONGEST_SENTENCE } from './long-text.ts'
import type { Norm, Parameter, TextNode } from './types.ts'

type Place = { readonly norm: string; readonly id: string; readonly words: string }

/** A number with a unit of time or count: such a text is not open there (年1回以上, 90日, 10文字). */
const GIVEN =
  /(?:年|月|週|日)\s*に?\s*[0-9０-９一二三四五六七八九十]+\s*回|毎(?:年度?|月|週|日|四半期)|四半期(?:ごと|毎)|[0-9０-９一二三四五六七八九十]+\s*(?:年|か月|ヶ月|箇月|カ月|月|週間|日|時間|分|秒|回|文字|桁|MB|メガ)(?:間|ごと|毎|以上|以内|に)|(?:年度|月|日)ごと/u

/**
 * Every value a text leaves to the city (定期的に, 一定の期間, 十分な長さ, 上限 …): one for each thing, with the norms
 * that lean on it. Ids are stable between editions and cities; a value nobody has met before gets an id made of the
 * kind of norm and its topic.
 */
export function parametersOf(norms: readonly Norm[], nodes: readonly TextNode[]): readonly Parameter[] {
  const headings = headingsOf(nodes)
  const found = new Map<string, { parameter: Omit<Parameter, 'norms' | 'words'>; places: Place[] }>()
  for (const norm of norms) {
    for (const open of openValuesOf(norm, headings(norm.node))) {
      const known = found.get(open.id)
      const place = { norm: norm.id, id: open.id, words: open.words }
      if (known === undefined) {
        const { id, label, unit, usual } = open
        found.set(id, { parameter: { id, label, unit, usual }, places: [place] })
      } else known.places.push(place)
    }
  }
  return [...found.values()].map(({ parameter, places }) => ({
    ...parameter,
    words: [...new Set(places.map((p) => p.words))].join('・'),
    norms: [...new Set(places.map((p) => p.norm))],
  }))
}

/** The nearest heading above a node, looked up once for all. */
function headingsOf(nodes: readonly TextNode[]): (node: string) => string {
  const byId = new Map(nodes.map((n) => [n.id, n]))
  return (id) => {
    for (let n = byId.get(id), steps = 0; n !== undefined && steps < 20; steps += 1) {
      if (n.heading !== null) return n.heading
      n = n.parent === null ? undefined : byId.get(n.parent)
    }
    return ''
  }
}

type Open = Omit<Parameter, 'norms'>

/** The open values of one norm: what the catalogue knows, else what the open words themselves say. */
export function openValuesOf(
  norm: Pick<Norm, 'text' | 'modality' | 'kind' | 'trigger'>,
  heading: string,
): readonly Open[] {
  if (norm.modality === 'definition' || norm.modality === 'authority') return []
  if (norm.text.length > LONGEST_SENTENCE) return []
  const out: Open[] = []
  for (const value of openValues) {
    const words = wordsOf(value, norm.text)
    if (words === null || given(norm, words)) continue
    // One open word names one value: the more special entry stands first.
    if (value.beside !== true && out.some((o) => o.words === words)) continue
    out.push({ id: value.id, label: value.label, unit: value.unit, words, usual: value.usual })
  }
  for (const { open, topic, what, unit } of openWords) {
    const words = open.exec(norm.text)?.[0]
    if (words === undefined || out.length > 0 || given(norm, words)) continue
    out.push({ ...unknown(norm.kind, topic, what, unit, heading), words })
  }
  return out
}

function wordsOf(value: OpenValue, text: string): string | null {
  if (!value.about.test(text) || value.not?.test(text) === true) return null
  return value.open.exec(text)?.[0] ?? null
}

/** 年1回以上 in the same sentence: the text has said it. */
function given(norm: Pick<Norm, 'text' | 'trigger'>, words: string): boolean {
  if (norm.trigger.cadence !== null && /定期|間隔|適宜|随時|必要に応じ/u.test(words)) return true
  return GIVEN.test(norm.text)
}

/** What an open value is called, from its id alone: 「監査の間隔」. An id of no known make is given back as it is. */
export function openValueName(id: string): string {
  const known = openValues.find((value) => value.id === id)
  if (known !== undefined) return known.label
  for (const { topic, what } of openWords) {
    const found = new RegExp(`^[a-z-]+?-${topic}(?:-([^a-z].*))?$`, 'u').exec(id)
    if (found !== null) return found[1] === undefined ? what : `${found[1]}の${what}`
  }
  return id
}

/** A value the catalogue has not met: its id is made of kind and topic, so that the next edition has the same. */
function unknown(
  kind: string,
  topic: string,
  what: string,
  unit: OpenUnit,
  heading: string,
): Omit<Open, 'words'> {
  const about = heading.replace(/[（(].*?[）)]/gu, '').slice(0, 16)
  const suffix = about === '' ? '' : `-${about}`
  return {
    id: `${kind}-${topic}${suffix}`,
    label: about === '' ? what : `${about}の${what}`,
    unit,
    usual: null,
  }
}
