import { finding, type LintRule } from './finding.ts'
import { AIUEO, CIRCLED, IROHA, numeral, widthView } from '../reading/markers.ts'
import { levels, type Level } from '../reading/types.ts'
import type { ReadDocument } from '../norms/context.ts'
import type { Lint, TextNode } from '../norms/types.ts'

/** Families whose labels do not count, or count apart. */
const UNNUMBERED: ReadonlySet<Level> = new Set([
  '(a)',
  'Ⅰ',
  '【N】',
  '・',
  '附則',
  '別表',
  '様式',
  '見出し',
  '行',
])
const NUMBERED = new Set(levels.filter((level) => !UNNUMBERED.has(level)))

/** The number a label bears within its family; 0 when it bears none. A branch (第12条の2) counts as its article. */
function ordinalOf(node: TextNode): number {
  const label = widthView(node.label).replace(/\s/gu, '')
  const inner = label.replace(/^[(第【]|[)条章節款目編部.】]?$/gu, '')
  if (CIRCLED.includes(inner) && inner.length === 1) return CIRCLED.indexOf(inner) + 1
  const letter = inner.replace(/[()]/gu, '')
  if (node.level === 'ア' || node.level === '(ア)') return AIUEO.indexOf(letter) + 1
  if (node.level === 'イロハ' || node.level === '(イロハ)') return IROHA.indexOf(letter) + 1
  const digits = /[0-9]+(?=[^0-9]*$)|^[一二三四五六七八九十百]+/u.exec(
    node.level === '条' ? (/第([0-9一二三四五六七八九十百]+)条/u.exec(label)?.[1] ?? '') : inner,
  )?.[0]
  return digits === undefined ? 0 : numeral(digits)
}

const branchOf = (node: TextNode) => /条の(.+)$/u.exec(node.label)?.[1] ?? ''

/** Numbers that stand twice, are left out, or stand out of order among their neighbours. */
export const numbering: LintRule = (doc) => {
  const out: Lint[] = []
  for (const list of familiesOf(doc)) {
    const seen = new Map<string, TextNode>()
    let before: TextNode | null = null
    for (const node of list) {
      const n = ordinalOf(node)
      if (n === 0) continue
      const key = `${n}の${branchOf(node)}`
      const twin = seen.get(key)
      if (twin !== undefined) {
        out.push(
          finding(
            'repeated-number',
            node.id,
            node.label,
            `番号「${node.label}」が2度使われています。どちらかの番号が誤っていないか、原本を確かめてください。`,
            {
              related: [twin.id],
            },
          ),
        )
        continue
      }
      seen.set(key, node)
      if (before !== null) {
        const last = ordinalOf(before)
        if (n > last + 1) {
          out.push(
            finding(
              'number-gap',
              node.id,
              node.label,
              `「${before.label}」の次が「${node.label}」で、間の番号がありません。削除された条項(欠番)か、読み落としかを確かめてください。`,
              {
                related: [before.id],
              },
            ),
          )
        } else if (n < last) {
          out.push(
            finding(
              'number-gap',
              node.id,
              node.label,
              `「${before.label}」の後に「${node.label}」があり、番号の順になっていません。原本の順序を確かめてください。`,
              {
                related: [before.id],
              },
            ),
          )
        }
      }
      before = node
    }
  }
  return [...out, ...doc.nodes.flatMap((node) => swallowed(node, doc))]
}

const LABEL_INSIDE =
  /(?:^|[\s　。)）])(第[0-9０-９一二三四五六七八九十百]+条(?:の[0-9０-９]+)?|[(（][0-9０-９]{1,2}[)）])[\s　]+(?=[^\s])/gu

/** A label that the reader left inside the words before it, because its number was already taken. */
function swallowed(node: TextNode, doc: ReadDocument): readonly Lint[] {
  return [...node.text.matchAll(LABEL_INSIDE)].flatMap((m) => {
    const label = m[1] ?? ''
    const part = widthView(label)
    const taken = part.startsWith('第')
      ? doc.byId.get(
          `第${numeral(/[0-9一二三四五六七八九十百]+/u.exec(part)?.[0] ?? '')}条${/の[0-9]+$/u.exec(part)?.[0] ?? ''}`,
        )
      : [node, ...(doc.childrenOf.get(node.parent) ?? [])].find(
          (n) => widthView(n.label).replace(/\s/gu, '') === part,
        )
    if (taken === undefined) return []
    const at = m.index + m[0].indexOf(label)
    return [
      finding(
        'repeated-number',
        node.id,
        label,
        `番号「${label}」が2度使われているようで、2つ目を前の条項の一部として読みました。どちらかの番号が誤っていないか、原本を確かめてください。`,
        { range: [at, at + label.length], related: [taken.id] },
      ),
    ]
  })
}

/** Nodes that are numbered in one row: siblings of a level, and the articles of the whole text. */
function familiesOf(doc: ReadDocument): readonly (readonly TextNode[])[] {
  const out = new Map<string, TextNode[]>()
  for (const node of doc.nodes) {
    if (!NUMBERED.has(node.level) || node.type === 'row') continue
    const supplement = node.level === '条' ? supplementOf(node, doc) : null
    const key = node.level === '条' ? `条 ${supplement ?? ''}` : `${node.level} ${node.parent ?? ''}`
    const list = out.get(key)
    if (list === undefined) out.set(key, [node])
    else list.push(node)
  }
  return [...out.values()]
}

function supplementOf(node: TextNode, doc: ReadDocument): string | null {
  for (let n: TextNode | undefined = node, steps = 0; n !== undefined && steps < 20; steps += 1) {
    if (n.level === '附則') return n.id
    n = n.parent === null ? undefined : doc.byId.get(n.parent)
  }
  return null
}
