import { newId } from '#ground/ids/ids.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import { unitRow } from '#authority/rows.ts'
import { type UnitKind, unitKinds } from '#authority/tables.ts'
import { type Column, findColumns, type Headings, type RowReader } from './columns.ts'
import type { BodyRow, Existing, UnitRow } from './existing.ts'
import { differences, emptyPlan, type Plan } from './plan.ts'
import { kindOfName } from './titles.ts'

export const unitColumns = {
  code: {
    label: '組織コード',
    headings: ['組織コード', '所属コード', '部署コード', '課コード', 'コード'],
    required: true,
  },
  name: {
    label: '組織名',
    headings: ['組織名', '所属名', '部署名', '名称', '組織名称', '所属名称'],
    required: true,
  },
  kana: {
    label: '組織名カナ',
    headings: ['組織名カナ', '所属名カナ', '部署名カナ', 'カナ', 'フリガナ', '名称カナ'],
  },
  kind: { label: '種別', headings: ['種別', '区分', '組織区分', '組織種別', '階層'] },
  parent: {
    label: '上位組織コード',
    headings: [
      '上位組織コード',
      '上位コード',
      '親コード',
      '上位所属コード',
      '親組織コード',
      '上位部署コード',
    ],
  },
  body: { label: '機関', headings: ['機関', '機関名', '執行機関', '任命権者'] },
  symbol: { label: '文書記号', headings: ['文書記号', '記号'] },
  office: { label: '事務局', headings: ['事務局', '情報政策課', '規程所管', '情報セキュリティ事務局'] },
  sort: { label: '並び順', headings: ['並び順', '表示順', '順序'] },
  from: { label: '開始日', headings: ['開始日', '有効開始日', '設置日', '適用開始日'] },
  to: { label: '終了日', headings: ['終了日', '有効終了日', '廃止日', '適用終了日'] },
} as const satisfies Record<string, Column>

type Key = keyof typeof unitColumns

type Draft = {
  readonly line: number
  readonly reader: RowReader<Key>
  readonly code: string
  readonly name: string
  readonly kana: string | undefined
  readonly kind: UnitKind | undefined
  readonly parent: string | undefined
  readonly body: string
  readonly symbol: string | null | undefined
  readonly office: boolean | undefined
  readonly sort: number | undefined
  readonly from: string | null
  readonly to: string | null | undefined
}

/**
 * Works out what a file of units means for the organisation. A column that the file does not have changes
 * nothing; an empty cell of a column it has empties the field. A unit is recognised by its code.
 */
export function planUnits(
  sheet: Sheet,
  existing: Existing,
  tenantId: string,
  on: string,
): { plan: Plan; headings: Headings<Key> } {
  const plan = emptyPlan()
  const headings = findColumns<Key>(sheet, unitColumns)
  if (headings.problems.length > 0) {
    plan.problems.push(...headings.problems)
    for (const row of sheet.rows) plan.wrongLines.add(row.line)
    return { plan, headings }
  }
  const known = statesByCode(existing.units, on)
  const drafts = sheet.rows.map((row) => readDraft(headings, row))
  const byCode = Map.groupBy(
    drafts.filter((draft) => draft.code !== ''),
    (draft) => draft.code,
  )
  for (const [code, same] of byCode) {
    if (same.length > 1) {
      const lines = same.map((draft) => `${draft.line}行`).join('・')
      for (const draft of same) {
        draft.reader.wrong(
          'code',
          `組織コード「${code}」が重複しています(${lines})。1行だけにしてください。`,
          code,
        )
      }
    }
  }
  const parentOf = upwards(byCode, existing.units)
  for (const draft of drafts) {
    checkParent(draft, byCode, known, parentOf)
    if (draft.name !== '' && kindOf(draft, known.get(draft.code)) === undefined) {
      const kinds = unitKinds.join('」「')
      draft.reader.wrong(
        'kind',
        `名称から種別が分かりません。「種別」の列に「${kinds}」のどれかを入れてください。`,
        draft.name,
      )
    }
  }
  spreadToChildren(drafts, byCode, known)
  const right = drafts.filter((draft) => draft.reader.problems.length === 0)
  for (const draft of drafts) {
    plan.problems.push(...draft.reader.problems)
    plan.warnings.push(...draft.reader.warnings)
    if (draft.reader.problems.length > 0) plan.wrongLines.add(draft.line)
  }
  write(plan, right, { known, bodies: existing.bodies, tenantId, on })
  return { plan, headings }
}

function readDraft(headings: Headings<Key>, row: Sheet['rows'][number]): Draft {
  const reader = headings.reader(row)
  const optional = (key: Key, max: number): string | undefined =>
    headings.has(key) ? reader.text(key, { max }) : undefined
  const name = reader.text('name', { max: 100, required: true })
  const kindText = reader.text('kind', { max: 20 })
  const given = unitKinds.find((each) => each === kindText)
  if (kindText !== '' && given === undefined) {
    reader.wrong('kind', `種別は「${unitKinds.join('」「')}」のどれかにしてください。`, kindText)
  }
  const symbol = optional('symbol', 20)
  const sortText = reader.text('sort', { max: 10 })
  const sort = sortText === '' ? undefined : Number(sortText.normalize('NFKC'))
  if (sort !== undefined && !(Number.isInteger(sort) && Math.abs(sort) < 1_000_000)) {
    reader.wrong('sort', '並び順は整数で入れてください。', sortText)
  }
  const from = reader.date('from')
  const to = headings.has('to') ? reader.date('to') : undefined
  if (from !== null && to !== undefined && to !== null && to <= from) {
    reader.wrong('to', '終了日は開始日より後の日にしてください。終了日の当日は含みません。', to)
  }
  return {
    line: row.line,
    reader,
    code: reader.text('code', { max: 40, required: true }),
    name,
    kana: optional('kana', 100),
    kind: given,
    parent: optional('parent', 40),
    body: reader.text('body', { max: 100 }),
    symbol: symbol === '' ? null : symbol,
    office: reader.flag('office'),
    sort,
    from,
    to,
  }
}

/** The state a row of the file speaks of: of units with its code the one of the date, or else the latest. */
function statesByCode(units: readonly UnitRow[], on: string): ReadonlyMap<string, UnitRow> {
  const isNow = (unit: UnitRow): boolean =>
    unit.valid_from <= on && (unit.valid_to === null || unit.valid_to > on)
  const known = new Map<string, UnitRow>()
  for (const unit of units) {
    const other = known.get(unit.code)
    if (other === undefined || !isNow(other) || isNow(unit)) known.set(unit.code, unit)
  }
  return known
}

function kindOf(draft: Draft, before: UnitRow | undefined): UnitKind | undefined {
  return draft.kind ?? before?.kind ?? kindOfName(draft.name)
}

/** The code above a code once the file is taken: the file's word before the database's. */
function upwards(
  byCode: ReadonlyMap<string, Draft[]>,
  units: readonly UnitRow[],
): (code: string) => string | undefined {
  const codeOf = new Map(units.map((unit) => [unit.id, unit.code]))
  const registered = new Map(
    units.map((unit) => [unit.code, unit.parent_id === null ? undefined : codeOf.get(unit.parent_id)]),
  )
  return (code) => {
    const parent = byCode.get(code)?.[0]?.parent ?? registered.get(code)
    return parent === '' ? undefined : parent
  }
}

function checkParent(
  draft: Draft,
  byCode: ReadonlyMap<string, Draft[]>,
  known: ReadonlyMap<string, UnitRow>,
  parentOf: (code: string) => string | undefined,
): void {
  const { parent, code } = draft
  if (parent === undefined || parent === '') return
  if (parent === code) {
    draft.reader.wrong('parent', '自分自身を上位の組織にすることはできません。', parent)
    return
  }
  if (!byCode.has(parent) && !known.has(parent)) {
    draft.reader.wrong(
      'parent',
      `組織コード「${parent}」の組織は、このファイルにも登録済みの組織にもありません。`,
      parent,
    )
    return
  }
  const seen = new Set([code])
  for (let at: string | undefined = parent; at !== undefined; at = parentOf(at)) {
    if (seen.has(at)) {
      draft.reader.wrong(
        'parent',
        '上位の組織をたどると元に戻ります。上位組織コードを直してください。',
        parent,
      )
      return
    }
    seen.add(at)
  }
}

/** A unit below a wrong one cannot be taken either, unless the upper one is registered already. */
function spreadToChildren(
  drafts: readonly Draft[],
  byCode: ReadonlyMap<string, Draft[]>,
  known: ReadonlyMap<string, UnitRow>,
): void {
  for (let spread = true; spread;) {
    spread = false
    for (const draft of drafts) {
      if (draft.reader.problems.length > 0 || draft.parent === undefined || known.has(draft.parent)) continue
      const upper = byCode.get(draft.parent)?.find((each) => each.reader.problems.length > 0)
      if (upper === undefined) continue
      draft.reader.wrong(
        'parent',
        `上位の組織(${upper.line}行 ${upper.name})に誤りがあるため、取り込めません。`,
        draft.parent,
      )
      spread = true
    }
  }
}

function write(
  plan: Plan,
  drafts: readonly Draft[],
  base: { known: ReadonlyMap<string, UnitRow>; bodies: readonly BodyRow[]; tenantId: string; on: string },
): void {
  const { known, tenantId, on } = base
  const bodyIds = new Map(base.bodies.map((body) => [body.name, body.id]))
  const bodyOf = (draft: Draft, before: UnitRow | undefined): string => {
    if (draft.body === '' && before !== undefined) return before.body_id
    const name = draft.body === '' ? (base.bodies[0]?.name ?? '市長部局') : draft.body
    const id = bodyIds.get(name)
    if (id !== undefined) return id
    const created = newId()
    bodyIds.set(name, created)
    const valid = { valid_from: draft.from ?? on, valid_to: null }
    plan.bodies.push({ tenant_id: tenantId, id: created, name, sort: bodyIds.size, ...valid })
    plan.counts.bodies.created += 1
    plan.changes.push({ line: draft.line, what: `機関「${name}」を加えます` })
    return created
  }
  const ids = new Map([...known].map(([code, unit]) => [code, unit.id]))
  for (const draft of drafts) if (!ids.has(draft.code)) ids.set(draft.code, newId())
  for (const draft of upperFirst(drafts)) {
    const before = known.get(draft.code)
    const parentId = draft.parent === undefined ? before?.parent_id : (ids.get(draft.parent) ?? null)
    const row = unitRow({
      tenant_id: tenantId,
      id: before?.row_id ?? ids.get(draft.code) ?? newId(),
      continues_id: before === undefined || before.row_id === before.id ? null : before.id,
      body_id: bodyOf(draft, before),
      parent_id: parentId ?? null,
      code: draft.code,
      name: draft.name,
      kana: draft.kana ?? before?.kana ?? '',
      kind: kindOf(draft, before) ?? '課',
      symbol: draft.symbol === undefined ? (before?.symbol ?? null) : draft.symbol,
      policy_office: draft.office ?? before?.policy_office ?? false,
      sort: draft.sort ?? before?.sort ?? 0,
      valid_from: draft.from ?? before?.valid_from ?? on,
      valid_to: draft.to === undefined ? (before?.valid_to ?? null) : draft.to,
    })
    if (before === undefined) {
      plan.units.push(row)
      plan.counts.units.created += 1
      plan.changes.push({ line: draft.line, what: `「${draft.name}」を加えます` })
      continue
    }
    const changed = differences(before, row, changeable)
    if (changed.length === 0) {
      plan.counts.units.unchanged += 1
      continue
    }
    plan.units.push(row)
    plan.counts.units.changed += 1
    const what = changed.map((field) => fieldWords[field] ?? field).join('・')
    plan.changes.push({ line: draft.line, what: `「${before.name}」の${what}を変えます` })
  }
}

const changeable = [
  ...(['body_id', 'parent_id', 'name', 'kana', 'kind', 'symbol', 'policy_office', 'sort'] as const),
  ...(['search', 'valid_from', 'valid_to'] as const),
]
const fieldWords: Partial<Record<keyof UnitRow, string>> = {
  body_id: '機関',
  parent_id: '上位の組織',
  name: '名称',
  kana: 'カナ',
  kind: '種別',
  symbol: '文書記号',
  policy_office: '事務局の印',
  sort: '並び順',
  search: '検索用の文字',
  valid_from: '開始日',
  valid_to: '終了日',
}

/** Parents before children: the database checks each statement as it comes. */
function upperFirst(drafts: readonly Draft[]): Draft[] {
  const byCode = new Map(drafts.map((draft) => [draft.code, draft]))
  const ordered = new Set<Draft>()
  const add = (draft: Draft): void => {
    if (ordered.has(draft)) return
    const upper = draft.parent === undefined ? undefined : byCode.get(draft.parent)
    if (upper !== undefined) add(upper)
    ordered.add(draft)
  }
  for (const draft of drafts) add(draft)
  return [...ordered]
}
