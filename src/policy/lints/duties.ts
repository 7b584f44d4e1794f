import { finding, headingsOf, isSupplementary, type LintRule } from './finding.ts'
import { keyWordsOf, pairsAlike, pairsWithin } from './likeness.ts'
import type { ReadDocument } from '../norms/context.ts'
import type { Lint, Norm, TextNode } from '../norms/types.ts'

const BINDS = new Set<Norm['modality']>(['obligation', 'prohibition', 'effort', 'permission'])

/** Other places a finding names; more of them say no more. */
const MOST_RELATED = 5

/** The same thing asked twice, of the same office or of another one. */
export const duplicatedDuties: LintRule = (doc) => {
  const norms = doc.norms.filter((n) => BINDS.has(n.modality) && n.text.length >= 16 && !inClassTable(n, doc))
  const contents = norms.map((n) => contentOf(n, doc))
  // One finding for a duty, however often it was said before: a text of repeated sentences has as many as sentences.
  const found = new Map<string, Lint>()
  const tell = (a: Norm | undefined, b: Norm | undefined, exact: boolean) => {
    if (a === undefined || b === undefined || a.node === b.node || a.targetClass !== b.targetClass) return
    const known = found.get(b.id)
    if (known !== undefined) {
      if (known.related.length < MOST_RELATED && !known.related.includes(a.node))
        found.set(b.id, { ...known, related: [...known.related, a.node] })
      return
    }
    const subjects = [subjectWords(a), subjectWords(b)]
    const who =
      subjects[0] === subjects[1] || subjects.includes('')
        ? ''
        : `(主体は「${subjects[0]}」と「${subjects[1]}」)`
    found.set(
      b.id,
      finding(
        'duplicated-duty',
        b.node,
        b.text,
        `${exact ? '同じ内容' : 'ほぼ同じ内容'}の定めがほかにもあります${who}。どちらかにまとめられないか、違いがあるなら何が違うかを確かめてください。`,
        { range: b.range, related: [a.node] },
      ),
    )
  }
  for (const { a, b, likeness } of pairsAlike(contents)) tell(norms[a], norms[b], likeness > 0.97)
  const keys = contents.map(keyWordsOf)
  for (const [a, b] of pairsWithin(keys))
    if (mayBeTwice(norms[a], norms[b], doc)) tell(norms[a], norms[b], false)
  return [...found.values()]
}

/** Items side by side are told apart on purpose; what a contract must say is no second duty. */
function mayBeTwice(a: Norm | undefined, b: Norm | undefined, doc: ReadDocument): boolean {
  if (a === undefined || b === undefined || a.modality !== b.modality) return false
  if (a.kind === 'contract' || b.kind === 'contract') return false
  return doc.byId.get(a.node)?.parent !== doc.byId.get(b.node)?.parent
}

/** Handling rules of a class stand once for each class on purpose. */
const inClassTable = (norm: Norm, doc: ReadDocument): boolean => {
  const node = doc.byId.get(norm.node)
  if (node === undefined || isSupplementary(node, doc)) return true
  const parent = node.parent === null ? undefined : doc.byId.get(node.parent)
  return norm.targetClass !== null && (node.type === 'row' || parent?.type === 'row')
}

const subjectWords = (n: Norm) => n.subject.roles.map((r) => r.word).join('、')

/** What a sentence asks, without who, with whom and the formula of duty at its end. */
function contentOf(norm: Norm, doc: ReadDocument): string {
  let text = norm.text
  for (const role of doc.lexicon.all(norm.text).toReversed()) {
    text = text.slice(0, role.start) + text.slice(role.end)
  }
  return text
    .replace(/^(?:また|なお|ただし|※)[、，,]?/u, '')
    .replace(/^(?:及び|又は|並びに|若しくは)*は[、，,]/u, '')
    .replace(
      /(?:しなければならない|するものとする|することができる|してはならない|なければならない|てはならない|ものとする)。?$/u,
      '',
    )
    .replace(/[、，,。．・\s　「」（）()]/gu, '')
}

/** A heading that stands again just above, or beside, itself. */
export const duplicatedHeadings: LintRule = (doc) => {
  const plain = (n: TextNode) => (n.heading ?? '').replace(/[\s　（）()]/gu, '')
  const out = doc.nodes.flatMap((node) => {
    const own = plain(node)
    const parent = node.parent === null ? undefined : doc.byId.get(node.parent)
    if (own === '' || node.level === '附則' || node.type === 'row') return []
    // 第8章 見直し with its only article (見直し) is cited by its number and mistaken for nothing.
    if (node.level === '条' && parent !== undefined && plain(parent) === own) return []
    if (parent !== undefined && plain(parent) === own)
      return [{ node, other: parent, where: 'すぐ上の見出し' }]
    const twin = (doc.childrenOf.get(node.parent) ?? []).find((s) => s.order < node.order && plain(s) === own)
    return twin === undefined ? [] : [{ node, other: twin, where: '並びの見出し' }]
  })
  return out.map(({ node, other, where }) =>
    finding(
      'duplicated-heading',
      node.id,
      node.heading ?? '',
      `見出し「${node.heading ?? ''}」が${where}と同じです。引用するときに取り違えないよう、内容に合わせて書き分けることを検討してください。`,
      { related: [other.id] },
    ),
  )
}

/** A topic that is a thing, not somebody: 訓練計画は、研修は、. */
const THING_TOPIC = /^(?:また[、，,]?)?[^、，,。]{1,24}は[、，,]/u
const GOES_ON = /^(?:また|なお|ただし|この場合|その後|その際|当該|これ|前項|※)/u

/** A duty that does not say whose it is. Items of one list are told of once. */
export const missingSubjects: LintRule = (doc) => {
  const without = doc.norms.filter((n) => lacksSubject(n, doc))
  const openings = doc.nodes.filter((n) => opensWithoutSubject(n, doc))
  const groups = new Map<string, Norm[]>()
  for (const norm of without) {
    const node = doc.byId.get(norm.node)
    const listed =
      node !== undefined && (node.type === 'bullet' || node.type === 'row' || node.level === '・')
    const key = listed ? tableOf(node, doc) : norm.id
    groups.set(key, [...(groups.get(key) ?? []), norm])
  }
  const told = openings.map((node) =>
    finding(
      'no-subject',
      node.id,
      node.text,
      'この柱書きには、だれが行うのかが書かれていません。各号や前後の条文から分かるかを確かめ、主体を補うことを検討してください。',
      { range: [0, node.text.length] },
    ),
  )
  const listed = [...groups.values()].flatMap((norms) => {
    const [first, ...rest] = norms
    if (first === undefined) return []
    const more = rest.length === 0 ? '' : `(同じ表・箇条書きの${rest.length}件も同様です)`
    return [
      finding(
        'no-subject',
        first.node,
        first.text,
        `だれが行うのかが書かれていません${more}。見出しや前後の条文から分かるかを確かめ、主体を補うことを検討してください。`,
        { range: first.range, related: rest.map((n) => n.node) },
      ),
    ]
  })
  return [...told, ...listed]
}

/** The opening of a list that binds nobody: 違反に対しては、次の措置を講じなければならない。 */
function opensWithoutSubject(node: TextNode, doc: ReadDocument): boolean {
  if (node.type !== 'lead-in' || !/(?:なければならない|てはならない)。?$/u.test(node.text)) return false
  // What a plan or contract must hold (…には) is said of a thing, not of somebody.
  if (/^[^、，,。]{2,24}には[、，,]/u.test(node.text)) return false
  if (doc.norms.some((n) => n.node === node.id)) return false
  return !doc.lexicon
    .all(node.text)
    .some((r) =>
      /^(?:[（(][^）)]*[）)])?(?:は|が|及び|又は|並びに|若しくは|等は)/u.test(node.text.slice(r.end)),
    )
}

/** The table or list that rows and bullets belong to. */
function tableOf(node: TextNode, doc: ReadDocument): string {
  let top = node
  for (let steps = 0; steps < 10; steps += 1) {
    const parent = top.parent === null ? undefined : doc.byId.get(top.parent)
    if (
      parent === undefined ||
      (parent.type !== 'row' && parent.type !== 'bullet' && parent.type !== 'table')
    ) {
      return top.parent ?? top.id
    }
    top = parent
  }
  return top.id
}

function lacksSubject(norm: Norm, doc: ReadDocument): boolean {
  if (!BINDS.has(norm.modality)) return false
  const node = doc.byId.get(norm.node)
  if (node === undefined || node.type === 'supplementary') return false
  const { roles, from } = norm.subject
  if (roles.length === 0) return true
  // In a 基本方針 the city itself is meant throughout.
  if (roles.every((r) => r.office === 'city')) return false
  if (from !== 'previous') return false
  if (GOES_ON.test(norm.text) && !THING_TOPIC.test(norm.text.replace(GOES_ON, ''))) return false
  const paragraph = node.level === 'N' && headingsOf(node, doc).length > 0
  return norm.seq === 1 ? !paragraph : THING_TOPIC.test(norm.text) && !GOES_ON.test(norm.text)
}
