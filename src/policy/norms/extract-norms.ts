import { sentenceSpans } from '../sentences.ts'
import { indexOf, pathOf, type DocumentIndex, type NormContext, type NormDraft } from './context.ts'
import { crossRefsOf } from './cross-refs.ts'
import { draftOf, type Before, type Body } from './draft.ts'
import { kindOf } from './kind.ts'
import { callsList, listRole, saysSomething } from './lead-in.ts'
import { learnRoles } from './learn-roles.ts'
import { parametersOf } from './parameters.ts'
import { HIDDEN, plainOf, printedRange, withoutBrackets, type Plain } from './plain.ts'
import { recordOf } from './record.ts'
import type { RoleLexicon } from './role-lexicon.ts'
import { afterHidden, groupEndingAt, sentenceOf } from './sentence.ts'
import { cellsOf, eventOfRow, rowOf, speakingCells, type Row } from './table-rows.ts'
import { termsOf } from './terms.ts'
import { lintsOf } from '../lints/lints.ts'
import type { Cue, Extraction, Field, Norm, Parameter, Subject, TextNode } from './types.ts'

/**
 * Reads the norms, the open values, the terms and the findings out of a document's provisions.
 * Pure and deterministic: the same nodes give the same answer, whatever the width of their characters or their line
 * wraps. One norm per sentence, list item or table cell that says something; a list's opening whose items take over
 * what it says is none.
 */
export function extractNorms(document: {
  readonly title: string | null
  readonly nodes: readonly TextNode[]
}): Extraction {
  const doc = indexOf(document.title, document.nodes)
  const lexicon = learnRoles(document.nodes)
  const reading = new Reader(doc, lexicon)
  for (const node of doc.nodes) reading.read(node)
  const parameters = parametersOf(reading.norms, doc.nodes)
  const norms = citing(reading.norms, parameters)
  const terms = termsOf(doc.nodes)
  const lints = lintsOf({ ...doc, lexicon, norms, parameters, terms })
  return { norms, parameters, lints, terms }
}

/** The norms with the open values they leave to the city. */
function citing(norms: readonly Norm[], parameters: readonly Parameter[]): readonly Norm[] {
  const ids = new Map<string, string[]>()
  for (const p of parameters) for (const id of p.norms) ids.set(id, [...(ids.get(id) ?? []), p.id])
  return norms.map((n) => ({ ...n, parameters: ids.get(n.id) ?? [] }))
}

/** One part of a node's words: printed range, and the plain words of it. */
type Part = {
  readonly range: readonly [number, number]
  readonly plain: Plain
  /** Of a cell of a row: whether it says what a class is. */
  readonly criterion?: boolean
}

class Reader {
  readonly norms: Norm[] = []
  private readonly doc: DocumentIndex
  private readonly lexicon: RoleLexicon
  /** The opening of the list that hangs below a node. */
  private readonly openings = new Map<string, NormDraft>()
  /** The last sentence of each node. */
  private readonly last = new Map<string, NormDraft>()
  /** Nodes whose items only name things. */
  private readonly mute = new Set<string>()
  private readonly body: Body | null

  constructor(doc: DocumentIndex, lexicon: RoleLexicon) {
    this.doc = doc
    this.lexicon = lexicon
    this.body = bodyOf(doc)
  }

  read(node: TextNode): void {
    if (node.parent !== null && this.mute.has(node.parent)) this.mute.add(node.id)
    const silent = this.mute.has(node.id)
    if (node.text.trim() === '' || node.type === 'deleted' || node.type === 'heading' || node.type === 'form')
      return
    if (node.type === 'detail' || silent) return
    // 抄 after a heading and the words above the columns of a table say nothing to anybody.
    if (/^[\s　]*[（(]?(?:抄|略|省略)[)）]?[\s　]*$/.test(node.text)) return
    if (node.type === 'table' && !/[。．]|ない$|こと$|する$/m.test(node.text)) return
    const row = rowOf(node, this.doc)
    const parts = node.type === 'row' && node.text.includes('\t') ? partsOfRow(node, row) : partsOf(node.text)
    const children = itemsOf(node, this.doc)
    if (titleOf(node, this.doc) !== null && node.heading === null) return
    const opening = this.openingOf(node, parts, children)
    const path = pathOf(node, this.doc)
    // A table of roles or classes stands on its own; what calls for it is only 次の表のとおり.
    const leadIn = node.parent === null || row !== null ? null : (this.openings.get(node.parent) ?? null)
    let previous: NormDraft | null = null
    let seq = 0
    for (const [i, part] of parts.entries()) {
      seq += 1
      const text = part.plain.text
      const id = seq === 1 ? node.id : `${node.id}#${seq}`
      const details = children.filter((c) => c.type === 'detail')
      const { lexicon } = this
      const context: NormContext = { node, path, leadIn, previous, details, lexicon, title: this.doc.title }
      const draft = draftOf(
        text,
        { id, node: node.id, seq, range: part.range },
        {
          lexicon: this.lexicon,
          leadIn,
          previous: previous === null ? null : beforeOf(previous),
          sibling: this.siblingOf(node, text),
          headingSubject: headingSubject([...path, node], this.lexicon, this.doc),
          rowSubject: row === null ? null : subjectOfRow(row, this.lexicon),
          rowTarget: row?.kind !== 'class' ? null : part.criterion === false ? row.open : row.target,
          rowEvent: node.type === 'row' ? eventOfRow(node) : null,
          supplementary: node.type === 'supplementary' || path.some((p) => p.type === 'supplementary'),
          body: this.body,
          criterion: part.criterion ?? (row?.kind === 'class' && row.criterion),
        },
      )
      previous = draft
      if (opening?.at === i) this.openings.set(node.id, draft)
      if (opening?.at === i && opening.silent) continue
      this.norms.push(this.finished(draft, part, context))
    }
    if (previous !== null) this.last.set(node.id, previous)
    if (opening === null && previous !== null && children.length > 0 && row?.kind !== 'class')
      // Items below words that call no list still speak of the same office.
      this.openings.set(node.id, { ...previous, deadline: null, qualifiers: [], targetClass: null })
  }

  /** Which sentence opens the list below a node, and whether it says nothing of its own. */
  private openingOf(
    node: TextNode,
    parts: readonly Part[],
    children: readonly TextNode[],
  ): { at: number; silent: boolean } | null {
    if (children.length === 0 && node.type !== 'lead-in') return null
    let at = -1
    for (const [i, p] of parts.entries()) if (callsList(p.plain.text)) at = i
    if (at < 0) {
      if (node.type !== 'lead-in') return null
      at = parts.length - 1
    }
    const items = children
      .filter((c) => c.type !== 'table')
      .map((c) => ({
        text: plainOf(c.text !== '' ? c.text : (c.heading ?? '')).text,
        detail: c.type === 'detail',
      }))
    // A list of headings (分類の表) takes nothing over: what opens it is a norm of its own.
    const words = children.filter((c) => c.type !== 'heading' && c.type !== 'row')
    if (words.length === 0) {
      const cells = children.some((c) => c.type === 'row')
      return { at, silent: cells && node.type === 'lead-in' }
    }
    const role = listRole(parts[at]?.plain.text ?? '', items)
    if (role === 'opening-speaks') for (const item of words) this.mute.add(item.id)
    return { at, silent: role === 'items-inherit' }
  }

  /** The sentence before, in the node before of the same family, if this one goes on with its matter. */
  private siblingOf(node: TextNode, text: string): Before | null {
    const siblings = this.doc.childrenOf.get(node.parent) ?? []
    const at = siblings.indexOf(node)
    const parent = node.parent === null ? undefined : this.doc.byId.get(node.parent)
    // 第2項 of an article hangs below the article, whose own words are 第1項.
    const paragraph = node.level === 'N' && parent?.level === '条'
    const before = at > 0 ? siblings[at - 1] : undefined
    const from = paragraph && (before === undefined || before.level !== 'N') ? parent : (before ?? undefined)
    if (from === undefined) return null
    const draft = this.last.get(from.id) ?? this.openings.get(from.id)
    if (draft === undefined) return null
    if (paragraph) return beforeOf(draft)
    if (node.level === '条' || node.level === '第N') return null
    const own = node.heading ?? null
    if (own === null) return beforeOf(draft)
    // Under a heading of its own a sentence goes on only when its topic was spoken of: 緊急時対応計画には.
    const topic = /^(?:また、)?([一-龠ァ-ヶー々A-Za-z]{4,24})(?:は|には|に|を|の|について)/.exec(text)?.[1]
    return topic !== undefined && draft.text.includes(topic) ? beforeOf(draft) : null
  }

  private finished(draft: NormDraft, part: Part, context: NormContext): Norm {
    const record = recordOf(draft.text, context)
    const kind = kindOf({ ...draft, record: record?.what ?? null }, context)
    const cues: Cue[] = [...draft.cues]
    const colour = { ...draft.colour }
    const add = (field: Field, cue: readonly [number, number] | null) => {
      if (cue !== null) cues.push({ field, start: cue[0], end: cue[1] })
    }
    if (record !== null) {
      add('record', record.cue)
      colour.record = 'amber'
    }
    add('kind', kind.cue)
    colour.kind = kind.colour
    const printed = this.doc.byId.get(draft.node)?.text.slice(part.range[0], part.range[1]) ?? draft.text
    const toPrinted = (start: number, end: number) => printedRange(part.plain, start, end)
    return {
      ...draft,
      text: printed,
      record: record?.what ?? null,
      recordFields: record?.fields ?? [],
      kind: kind.kind,
      parameters: [],
      crossRefs: crossRefsOf(draft.text, context.node, this.doc, context.previous?.text).map((ref) => {
        const [start, end] = toPrinted(ref.start, ref.end)
        return { ...ref, start, end }
      }),
      cues: cues.map((c) => {
        const [start, end] = toPrinted(c.start, c.end)
        return { field: c.field, start, end }
      }),
      colour,
    }
  }
}

/** Words that only name what stands below: 職員等が守ること, 最高情報セキュリティ責任者(以下「CISO」という。). */
function titleOf(node: TextNode, doc: DocumentIndex): string | null {
  if (node.heading !== null) return node.heading
  if (node.text === '' || node.text.length > 120 || (doc.childrenOf.get(node.id) ?? []).length === 0)
    return null
  if (node.type !== 'provision' && node.type !== 'lead-in') return null
  const words = withoutBrackets(plainOf(node.text).text)
  if (/[。、]/.test(words) || callsList(words)) return null
  const short = words.replaceAll(HIDDEN, '')
  if (short.length <= 30 && (!saysSomething(short) || /(?:こと|事項|もの)$/.test(short))) return node.text
  return null
}

/** 職員等の遵守事項, 管理者が行うこと: the nearest heading that says whose duties stand below it. */
function headingSubject(path: readonly TextNode[], lexicon: RoleLexicon, doc: DocumentIndex): Subject | null {
  for (const node of path.toReversed()) {
    const title = node.heading ?? titleOf(node, doc)
    if (title === null) continue
    const sentence = sentenceOf(plainOf(title).text, lexicon)
    for (const [i, m] of sentence.roles.entries()) {
      const rest = sentence.bare.slice(afterHidden(sentence.bare, m.end))
      if (!/^(?:の|が|等の)(?:遵守|守る|責務|義務|行う|実施|役割|措置|務め|対応事項)/.test(rest)) continue
      const { roles, join } = groupEndingAt(sentence, i)
      return { roles, join, from: 'inferred' }
    }
  }
  return null
}

/** The body the text speaks of, in its own word. */
function bodyOf(doc: DocumentIndex): Body | null {
  for (const node of doc.nodes) {
    const word = /(?:本|当)(?:市|町|村|県|区|組合|広域連合|企業団)/.exec(plainOf(node.text).text)?.[0]
    if (word === undefined) continue
    const title = plainOf(doc.title ?? '').text
    const own = doc.nodes.slice(0, 12).some((n) => /(?:この|本)(?:基本)?方針/.test(plainOf(n.text).text))
    return { role: { word, office: 'city' }, speaksOfItself: /方針/.test(title) || (title === '' && own) }
  }
  return null
}

/** What hangs below a node as its items; 第2項 of an article hangs below it but is no item of 第1項. */
function itemsOf(node: TextNode, doc: DocumentIndex): readonly TextNode[] {
  const children = (doc.childrenOf.get(node.id) ?? []).filter((c) => c.text !== '' || c.type === 'heading')
  if (node.level !== '条') return children
  const first = children.find((c) => c.level === 'N')
  return first !== undefined && plainOf(first.label).text === '1'
    ? children
    : children.filter((c) => c.level !== 'N')
}

const beforeOf = (d: NormDraft): Before => ({
  subject: d.subject,
  modality: d.modality,
  text: d.text,
  targetClass: d.targetClass,
})

/** The sentences of a node's words that say something: cells of a figure between them do not. */
function partsOf(text: string): Part[] {
  const parts = sentenceSpans(text).map(([start, end]): Part => {
    // A page number that a transcript left after the last sentence is none of its words.
    const printed = text.slice(start, end).replace(/(?<=ない|する|できる|こと|とする)\s*[0-9０-９]{1,3}$/, '')
    return { range: [start, start + printed.length], plain: plainOf(printed) }
  })
  if (parts.length <= 1) return parts
  const ends = (p: Part) => withoutBrackets(p.plain.text).includes('。')
  const whole = parts.filter(ends)
  if (whole.length === 0) {
    const speaking = parts.filter((p) => saysSomething(p.plain.text))
    return speaking.length > 0 ? speaking : parts.slice(0, 1)
  }
  return parts.filter((p) => ends(p) || (/^[※・]/.test(p.plain.text) && saysSomething(p.plain.text)))
}

/** A label or bullet at the beginning of a line in a cell. */
const CELL_LABEL = /^(?:[・※●○■◆◎-]|[（(][0-9０-９]{1,2}[)）]|[0-9０-９]{1,2}[.．、)）]|[①-⑳])[\s　]*/

/** What the cells of a row say: every sentence or bullet of a handling or duty, the words of a class as one. */
function partsOfRow(row: TextNode, about: Row | null): Part[] {
  const parts: Part[] = []
  for (const cell of speakingCells(row, about)) {
    if (cell.criterion) {
      parts.push({
        range: [cell.start, cell.end],
        plain: plainOf(row.text.slice(cell.start, cell.end)),
        criterion: true,
      })
      continue
    }
    for (const [start, end] of sentenceSpans(row.text.slice(cell.start, cell.end))) {
      const at = cell.start + start
      const words = row.text.slice(at, cell.start + end)
      const label = CELL_LABEL.exec(words)?.[0].length ?? 0
      const plain = plainOf(words.slice(label))
      if (about?.kind !== 'class' && !saysSomething(plain.text) && !plain.text.includes('。')) continue
      if (plain.text.length < 2) continue
      parts.push({ range: [at + label, cell.start + end], plain, criterion: false })
    }
  }
  // A row of nouns (本庁, 総務課長) says one thing: who or what belongs together.
  if (parts.length === 0 && cellsOf(row).filter((c) => c.text !== '').length > 1)
    parts.push({ range: [0, row.text.length], plain: plainOf(row.text), criterion: true })
  return parts
}

function subjectOfRow(row: Row, lexicon: RoleLexicon) {
  if (row.kind !== 'role') return null
  const roles = row.roles.map((word) => {
    const known = lexicon.at(word, 0)
    return { word, office: known !== null && known.end === word.length ? known.office : null }
  })
  return {
    roles,
    join: roles.length > 1 ? ('all' as const) : ('single' as const),
    from: 'inferred' as const,
  }
}
