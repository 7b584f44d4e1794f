import type { DocumentIndex } from './context.ts'
import { plainOf } from './plain.ts'
import { looksLikeRole, officeByForm } from './role-priors.ts'
import type { TextNode } from './types.ts'

/** What a row of a table, or a cell of it, is about. */
export type Row =
  | { readonly kind: 'role'; readonly roles: readonly string[] }
  | {
      readonly kind: 'class'
      readonly target: string
      /** The class with + where the handling of higher classes includes it. */
      readonly open: string
      /** The words say what the class is, not how it is handled. */
      readonly criterion: boolean
    }

/** A cell of a row: its place in the node's words, and what stands above its column. */
export type Cell = {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly column: string
}

const LETTER: Readonly<Record<string, string>> = { 機密性: 'C', 完全性: 'I', 可用性: 'A' }

/** The row a node is or hangs below; null outside tables of roles and of classes. */
export function rowOf(node: TextNode, doc: DocumentIndex): Row | null {
  const row = node.type === 'row' ? node : node.parent === null ? undefined : doc.byId.get(node.parent)
  if (row === undefined || row.type !== 'row') return null
  const cells = cellsOf(row)
  const target = classOf(row, doc)
  if (target !== null) {
    const criterion = node === row
    return { kind: 'class', target: criterion ? target.own : target.open, open: target.open, criterion }
  }
  const roles = cells.length > 1 ? rolesIn(cells) : rolesNamed(row.label)
  return roles.length > 0 ? { kind: 'role', roles } : null
}

/** The cells of a row, as they stand in its words; one cell where the row has no columns. */
export function cellsOf(row: TextNode): readonly Cell[] {
  const cells: Cell[] = []
  let start = 0
  for (const [i, words] of row.text.split('\t').entries()) {
    const end = start + words.length
    cells.push({ start, end, text: plainOf(words).text, column: plainOf(row.columns?.[i] ?? '').text })
    start = end + 1
  }
  return cells
}

/** Cells of a table of roles whose words are no duty: who holds the office, remarks. */
const NO_DUTY = /充て|構成員|対象者|備考|氏名|連絡先/

/** The roles that one cell of a row is wholly made of; the column that says who acts goes first. */
function rolesIn(cells: readonly Cell[]): readonly string[] {
  const candidates = cells.filter((c) => !NO_DUTY.test(c.column) && rolesNamed(c.text).length > 0)
  const said = candidates.find((c) => /役職|職名|組織|担当|責任者|主体|実施者|誰が|権限者/.test(c.column))
  const first = said ?? candidates.find((c) => c === cells[0]) ?? candidates[0]
  return first === undefined ? [] : rolesNamed(first.text)
}

/** Roles a cell names and nothing else: 甲及び乙. */
export function rolesNamed(words: string): readonly string[] {
  const parts = plainOf(words)
    .text.replace(/\([^()]*\)/g, '')
    .split(/及び|並びに|又は|、/)
    .filter((w) => w !== '')
  const noun = (w: string) => /^[一-龠々ヶ〇ァ-ヺー・A-Za-z]+等?$/.test(w)
  return parts.every((w) => noun(w) && (looksLikeRole(w) || officeByForm(w) !== null)) ? parts : []
}

const LEVEL = /^(?:自治体)?(?:分類|機密性|完全性|可用性|区分|レベル)?([0-9])([A-C]?)$/
const RANK = /^(?:重要性分類|分類|区分)?([ⅠⅡⅢⅣ])$/

/** The class a row is about, and with + where higher classes are handled the same way at least. */
function classOf(row: TextNode, doc: DocumentIndex): { own: string; open: string } | null {
  const key = keyOf(row)
  const owner = row.parent === null ? undefined : doc.byId.get(row.parent)
  const about = plainOf(`${owner?.heading ?? ''}${owner?.text ?? ''}`).text
  const rank = RANK.exec(key)?.[1]
  if (rank !== undefined && /重要性/.test(key + about))
    return { own: `重要性分類${rank}`, open: `重要性分類${rank}` }
  const level = LEVEL.exec(key)
  const kind =
    /^(?:自治体)?(機密性|完全性|可用性)/.exec(key)?.[1] ?? /(機密性|完全性|可用性)/.exec(about)?.[1]
  if (level?.[1] === undefined || kind === undefined) return null
  const levels = (doc.childrenOf.get(row.parent) ?? []).map((r) => Number(LEVEL.exec(keyOf(r))?.[1] ?? 0))
  const own = `${LETTER[kind] ?? ''}${level[1]}${level[2] ?? ''}`
  return { own, open: Number(level[1]) < Math.max(...levels) ? `${own}+` : own }
}

const HAPPENS =
  /(?:障害|事故|紛失|盗難|感染|漏えい|流出|侵害|停電|災害|火災|地震|攻撃|違反|異常|故障|誤送信|発生|検知|不在|場合|とき|時)等?$/

/** What happens in a row that says what is done then: its first cell, by its words or by what stands above it. */
export function eventOfRow(row: TextNode): string | null {
  const first = cellsOf(row)[0]
  if (first === undefined || !row.text.includes('\t') || first.text === '') return null
  return HAPPENS.test(first.text) || /事象|事態|事案|場合|時点|契機/.test(first.column) ? first.text : null
}

const keyOf = (row: TextNode): string =>
  row.text.includes('\t') ? (cellsOf(row)[0]?.text ?? '') : plainOf(row.label).text

/** Stretches of a row's words that may say something, with whether they say what a class is. */
export function speakingCells(
  row: TextNode,
  about: Row | null,
): readonly (Cell & { readonly criterion: boolean })[] {
  const cells = cellsOf(row)
  if (about?.kind === 'class') {
    const rest = cells.slice(1)
    const criterion = rest.find((c) => /基準|定義|説明|該当|内容/.test(c.column)) ?? rest[0]
    return rest.filter((c) => c.text !== '').map((c) => ({ ...c, criterion: c === criterion }))
  }
  return cells
    .filter((c) => !NO_DUTY.test(c.column) && rolesNamed(c.text).length === 0)
    .map((c) => ({ ...c, criterion: false }))
}
