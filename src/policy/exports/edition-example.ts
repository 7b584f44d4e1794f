import fc from 'fast-check'
import { derivedId } from '#ground/ids/ids.ts'
import type { Level, NodeType } from '../reading/types.ts'
import type { EditionModel, ModelNode, ModelTable } from './edition-model.ts'
import type { EditionFacts } from './reading-model.ts'

/** Editions for tests: invented, of every family of numbering. */

export const facts: EditionFacts = {
  city: { id: '0d6b7c1e-0000-7000-8000-000000000001', name: '架空市' },
  policy: {
    id: '0d6b7c1e-0000-7000-8000-000000000002',
    title: '架空市情報セキュリティ対策基準',
    kind: '対策基準',
    body: '市長部局',
    public: true,
  },
  edition: {
    id: '0d6b7c1e-0000-7000-8000-000000000003',
    sequence: 2,
    label: '第2版',
    decidedBy: '情報化推進会議',
    decidedOn: '2026-11-20',
    effectiveFrom: '2027-04-01',
    publishedOn: '2026-12-01',
    importedAt: '2026-11-25T01:02:03Z',
    draft: false,
  },
}

const KANA = 'アイウエオカキクケコサシスセソ'
const IROHA = 'イロハニホヘトチリヌルヲワカヨ'
const KANJI = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
const at = (letters: string | readonly string[], n: number) => letters[(n - 1) % letters.length] ?? '一'

/** How each family prints its n-th label. */
const LABELS: Readonly<Record<Exclude<Level, '行'>, (n: number) => string>> = {
  編: (n) => `第${n}編`,
  部: (n) => `第${n}部`,
  章: (n) => `第${at(KANJI, n)}章`,
  節: (n) => `第${n}節`,
  款: (n) => `第${n}款`,
  目: (n) => `第${n}目`,
  条: (n) => (n % 4 === 0 ? `第${n}条の2` : `第${n}条`),
  第N: (n) => `第${n}`,
  'N-N': (n) => `1-${n}`,
  N: (n) =>
    n % 2 === 0 ? String(n) : String(n).replace(/[0-9]/g, (d) => String.fromCharCode(0xff10 + Number(d))),
  'N.': (n) => `${n}.`,
  '(N)': (n) => (n % 2 === 0 ? `(${n})` : `（${n}）`),
  'N)': (n) => `${n})`,
  '①': (n) => at('①②③④⑤⑥⑦⑧⑨⑩', n),
  ア: (n) => at(KANA, n),
  '(ア)': (n) => `(${at(KANA, n)})`,
  イロハ: (n) => at(IROHA, n),
  '(イロハ)': (n) => `(${at(IROHA, n)})`,
  一: (n) => at(KANJI, n),
  '(a)': (n) => `(${'abcdefghij'[(n - 1) % 10] ?? 'a'})`,
  Ⅰ: (n) => at('ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ', n),
  '【N】': (n) => `【${n}】`,
  '・': () => '・',
  附則: () => '附\u3000則',
  別表: (n) => `別表第${n}`,
  様式: (n) => `様式第${n}号`,
  見出し: (n) => `（見出し${n}）`,
}
export const families = Object.keys(LABELS) as Exclude<Level, '行'>[]

const TEXTS = [
  '職員等は、対象資産を適切に扱わなければならない。',
  '持ち出すときは、許可を受ける。ただし、やむを得ない場合は、この限りでない。',
  '(1)に掲げるもの(以下「資産」という。)をいう。',
  '# 井桁 * 星 _下線_ `符号` <b>&amp;</b> [角]{波} | 縦 \\ 逆',
  '1. 数字で始まる\n- 横線で始まる\n> 大なりで始まる',
  '速やかに\n\n報告する。',
  'https://www.example.lg.jp/?a=1&b=2 を見る。 半角  空白が二つ',
  '{{ insert: param, x }} ]]> --> <!-- ?> 𠮷野家 ~~消~~ $式$',
  '削除',
  '',
]
const HEADINGS = [
  null,
  null,
  '目的',
  '利用者・管理者',
  '持出し (外部) *',
  '# <見出し> | 「一」',
  '（施行期日）',
  '第3条関係',
]
const TYPES: readonly NodeType[] = [
  'heading',
  'provision',
  'lead-in',
  'detail',
  'bullet',
  'supplementary',
  'deleted',
]

type Seed = {
  level: Exclude<Level, '行'>
  heading: string | null
  text: string
  type: NodeType
  below: Seed[]
  rows: Rows
}
type Rows = { kind: 'none' | 'cells' | 'keyed' | 'raw'; table: string[][] }

const rows: fc.Arbitrary<Rows> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Rows>({ kind: 'none', table: [] }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('cells' as const, 'keyed' as const, 'raw' as const),
      table: fc.array(
        fc.array(fc.constantFrom('区分', '保存する 期間', '3年|5年', '①暗号化する。②施錠する。', '<a>'), {
          minLength: 1,
          maxLength: 4,
        }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    }),
  },
)

const own = {
  level: fc.constantFrom(...families),
  heading: fc.constantFrom(...HEADINGS),
  text: fc.constantFrom(...TEXTS),
  type: fc.constantFrom(...TYPES),
  rows,
}

/** Trees of a depth; the deepest are thin, as one family below the other. */
function seedOf(depth: number, width: number): fc.Arbitrary<Seed> {
  const below: fc.Arbitrary<Seed[]> =
    depth === 0
      ? fc.constant([])
      : fc.array(seedOf(depth - 1, width), { minLength: width === 1 ? 1 : 0, maxLength: width })
  return fc.record({ ...own, below })
}
const seed = fc.oneof({ weight: 9, arbitrary: seedOf(3, 3) }, { weight: 1, arbitrary: seedOf(14, 1) })

/** Any tree at all: families in any order, headings and tables anywhere, numbers that say nothing of the place. */
export const anyEdition: fc.Arbitrary<EditionModel> = fc
  .array(seed, { minLength: 1, maxLength: 5 })
  .map(modelOf)

function modelOf(seeds: readonly Seed[]): EditionModel {
  const nodes: ModelNode[] = []
  const tables: ModelTable[] = []
  const add = (node: Omit<ModelNode, 'wid' | 'order'>): string => {
    const wid = derivedId(`example ${nodes.length}`)
    nodes.push({ ...node, wid, order: nodes.length })
    return wid
  }
  const walk = (list: readonly Seed[], parent: string | null, prefix: string) => {
    for (const [i, s] of list.entries()) {
      const eid = `${prefix}${prefix === '' ? '' : '-'}${LABELS[s.level](i + 1).replaceAll(/\s/g, '')}~${nodes.length + 2}`
      const { level, heading, text, type } = s
      const wid = add({ eid, parent, level, label: LABELS[level](i + 1), heading, type, text })
      if (s.rows.kind === 'raw')
        tables.push({ owner: wid, kind: 'roles', columns: ['役', '者'], raw: s.rows.table.flat().join(' ') })
      else if (s.rows.kind !== 'none') addRows(s.rows, wid, eid)
      walk(s.below, wid, eid)
    }
  }
  const addRows = ({ kind, table }: Rows, owner: string, eid: string) => {
    if (kind === 'cells') tables.push({ owner, kind: 'unknown', columns: ['甲', '乙'], raw: '' })
    for (const [i, cells] of table.entries()) {
      const row = { eid: `${eid}-行${i + 1}`, parent: owner, level: '行', type: 'row' } as const
      if (kind === 'cells') {
        add({ ...row, label: '', heading: null, text: cells.join('\t') })
        continue
      }
      const [label = '甲', heading = null, ...items] = cells
      const wid = add({ ...row, label, heading, text: items.length === 1 ? (items[0] ?? '') : '' })
      if (items.length < 2) continue
      for (const [k, text] of items.entries()) {
        add({
          eid: `${row.eid}-${k + 1}`,
          parent: wid,
          level: '行',
          label: `${k + 1}`,
          heading: null,
          type: 'bullet',
          text,
        })
      }
    }
  }
  walk(seeds, null, '')
  return { ...facts, nodes, tables, norms: [], parameters: [], bindings: [] }
}
