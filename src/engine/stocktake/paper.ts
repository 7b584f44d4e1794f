import { sql } from 'kysely'
import type { z } from 'zod'
import { personNames, unitNames } from '#authority/reads.ts'
import { formatDate, formatInstant } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { Act } from '#ground/operation/act.ts'
import { renderDocument, type DocumentPart } from '#ground/paper/document.ts'
import { noSums, sumColumns, type Sums } from './campaigns.ts'
import type { Outcome, stocktakePaper } from './contract.ts'
import { outcomeWords } from './outcome-words.ts'
import type { StocktakePorts } from './ports.ts'
import { getCampaign, getSheet, noSuchSheet, seesSheet, sightOf, type SheetRow } from './who-may.ts'

/** Lines a printed sheet holds. */
const mostPrinted = 2_000

/** The sheet to count with, or the result, on paper. */
export async function printStocktake(
  act: Act,
  input: z.output<typeof stocktakePaper.input>,
  ports: StocktakePorts,
): Promise<FileOutput> {
  const { campaign, definition } = await getCampaign(act, input.stocktakeId, ports)
  const sight = await sightOf(act, definition, ports)
  const cites = (await ports.citations(act.tx, definition.key, definition.slots)).filter(
    ({ slot }) => slot === definition.stockTake?.slot,
  )
  const head: DocumentPart = {
    kind: 'facts',
    rows: [
      { label: '台帳', value: definition.name },
      { label: '基準日', value: formatDate(campaign.as_of) },
      { label: '期限', value: formatDate(campaign.due_on) },
    ],
  }
  const footer = cites.map((cite) => `根拠 ${cite.documentMark} ${cite.label}`)
  const at = { at: act.at }
  if (input.unitId === undefined) {
    if (input.what === 'sheet') refuse('invalid', '数え表は、課を選んで印刷してください。')
    if (!sight.manages && sight.read !== 'all') {
      return refuse(
        'forbidden',
        '全体の結果を印刷するのは、事務局です。自分の課の結果は、課の表から印刷できます。',
      )
    }
    const body = await renderDocument(
      {
        title: `棚卸の結果 ${campaign.title}`,
        mark: definition.name,
        parts: [head, ...(await whole(act, input))],
        footer,
      },
      at,
    )
    return pdf(`棚卸結果_${definition.name}.pdf`, body)
  }
  const sheet = await getSheet(act, campaign.stocktake_id, input.unitId)
  if (!seesSheet(sight, sheet.unit_id)) return noSuchSheet()
  const unit = (await unitNames(act.tx, [sheet.unit_id], act.today)).get(sheet.unit_id) ?? ''
  if (sheet.total > mostPrinted && input.what === 'sheet') {
    refuse(
      'too-large',
      `${mostPrinted.toLocaleString('ja-JP')}件を超える表は印刷できません。画面か書出しで数えてください。`,
    )
  }
  const parts = input.what === 'sheet' ? await countingParts(act, sheet) : await resultParts(act, sheet)
  const title = input.what === 'sheet' ? `棚卸 数え表 ${campaign.title}` : `棚卸の結果 ${campaign.title}`
  const body = await renderDocument({ title, mark: unit, parts: [head, ...parts], footer }, at)
  return pdf(`${input.what === 'sheet' ? '数え表' : '棚卸結果'}_${unit}.pdf`, body)
}

const pdf = (fileName: string, body: Uint8Array): FileOutput => ({
  fileName,
  contentType: 'application/pdf',
  body,
})

type Line = {
  number: string
  label: string
  classes: string
  place: string
  outcome: Outcome | null
  note: string | null
}

async function linesOf(act: Act, sheet: SheetRow, which: 'all' | 'differs'): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select l.number, l.label, l.classes, l.place, c.outcome, c.note from stocktake_line l
      left join stocktake_count c
        on c.tenant_id = l.tenant_id and c.stocktake_id = l.stocktake_id and c.entry_id = l.entry_id
     where l.stocktake_id = ${sheet.stocktake_id}::uuid and l.unit_id = ${sheet.unit_id}::uuid
       and (${which === 'all'} or c.outcome is distinct from 'found')
     order by l.number limit ${mostPrinted}`.execute(act.tx)
  return rows
}

async function countingParts(act: Act, sheet: SheetRow): Promise<DocumentPart[]> {
  const lines = await linesOf(act, sheet, 'all')
  return [
    {
      kind: 'table',
      columns: [
        { head: '管理番号', width: 4 },
        { head: '名称', width: 8 },
        { head: '分類', width: 4 },
        { head: '場所', width: 5 },
        { head: '結果', width: 3 },
        { head: '備考', width: 4 },
      ],
      rows: lines.map((line) => [
        line.number,
        line.label,
        line.classes,
        line.place,
        line.outcome === null ? '□有 □無' : outcomeWords[line.outcome],
        line.note ?? '',
      ]),
    },
    {
      kind: 'signature',
      rows: [
        { label: '数えた日', value: '' },
        { label: '数えた人', value: '' },
      ],
    },
  ]
}

async function resultParts(act: Act, sheet: SheetRow): Promise<DocumentPart[]> {
  const lines = await linesOf(act, sheet, 'differs')
  const { rows: surplus } = await sql<{
    number: string | null
    label: string
    state: string
    note: string | null
  }>`
    select number, label, state, note from stocktake_surplus
     where stocktake_id = ${sheet.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid and state <> 'dropped'
     order by at limit 500`.execute(act.tx)
  const { rows: counters } = await sql<{ by: string; lines: number }>`
    select by, count(*)::int as lines from stocktake_count
     where stocktake_id = ${sheet.stocktake_id}::uuid and unit_id = ${sheet.unit_id}::uuid
     group by by order by 2 desc limit 20`.execute(act.tx)
  const people = await personNames(act.tx, [
    ...counters.map(({ by }) => by),
    ...[sheet.signed_by ?? []].flat(),
  ])
  const shown = lines.map((line) => [
    line.number,
    line.label,
    line.place,
    line.outcome === null ? 'まだ数えていない' : outcomeWords[line.outcome],
    line.note ?? '',
  ])
  return [
    { kind: 'facts', rows: factsOf({ ...sheet, lines: sheet.total }) },
    { kind: 'heading', level: 2, text: 'あったと答えなかった行' },
    shown.length === 0
      ? { kind: 'text', text: 'ありません。' }
      : {
          kind: 'table',
          columns: [
            { head: '管理番号', width: 4 },
            { head: '名称', width: 7 },
            { head: '場所', width: 5 },
            { head: '結果', width: 4 },
            { head: '備考', width: 6 },
          ],
          rows: shown,
        },
    ...(surplus.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: '台帳にない物' } as const,
          {
            kind: 'table',
            columns: [
              { head: '番号', width: 4 },
              { head: '物', width: 8 },
              { head: '扱い', width: 4 },
              { head: '備考', width: 6 },
            ],
            rows: surplus.map((row) => [
              row.number ?? '',
              row.label,
              row.state === 'registered' ? '登録した' : '登録していない',
              row.note ?? '',
            ]),
          } as const,
        ]),
    {
      kind: 'signature',
      rows: [
        {
          label: '数えた人',
          value: counters.map(({ by, lines: n }) => `${people.get(by) ?? ''}(${n}件)`).join('、'),
        },
        {
          label: '確かめた人',
          value:
            sheet.signed_at === null
              ? ''
              : `${people.get(sheet.signed_by ?? '') ?? ''}(${sheet.capacity ?? ''}) ${formatInstant(sheet.signed_at)}`,
        },
      ],
    },
  ]
}

function factsOf(sums: Omit<Sums, 'sheets' | 'signed'>): { label: string; value: string }[] {
  return [
    { label: '行', value: `${sums.lines}件` },
    { label: 'あった', value: `${sums.found}件` },
    { label: '場所が違う', value: `${sums.elsewhere}件` },
    { label: '傷みあり', value: `${sums.damaged}件` },
    { label: 'なかった', value: `${sums.missing}件` },
    { label: '確認できない', value: `${sums.unseen}件` },
    { label: '台帳にない物', value: `${sums.surplus}件` },
  ]
}

async function whole(act: Act, input: { stocktakeId: string }): Promise<DocumentPart[]> {
  const { rows: sums } = await sql<Sums>`
    select ${sumColumns} from stocktake_sheet s where s.stocktake_id = ${input.stocktakeId}::uuid`.execute(
    act.tx,
  )
  const { rows } = await sql<SheetRow & { name: string }>`
    select s.*, u.name from stocktake_sheet s
      left join lateral (
        select a.code, a.name from unit_at a where a.id = s.unit_id
         order by (a.valid_from <= ${act.today}::date) desc, abs(a.valid_from - ${act.today}::date) limit 1) u on true
     where s.stocktake_id = ${input.stocktakeId}::uuid order by u.code limit 3000`.execute(act.tx)
  const sum = sums[0] ?? noSums
  return [
    {
      kind: 'facts',
      rows: [...factsOf(sum), { label: '確かめた課', value: `${sum.signed} / ${sum.sheets}` }],
    },
    {
      kind: 'table',
      columns: [
        { head: '課', width: 8 },
        { head: '行', width: 2 },
        { head: 'あった', width: 2.4 },
        { head: '場所', width: 2 },
        { head: '傷み', width: 2 },
        { head: 'なし', width: 2 },
        { head: '不明', width: 2 },
        { head: '余り', width: 2 },
        { head: '確かめた日', width: 5 },
      ],
      rows: rows.map((row) => [
        row.name,
        ...[row.total, row.found, row.elsewhere, row.damaged, row.missing, row.unseen, row.surplus].map(
          String,
        ),
        row.signed_at === null ? '確かめていない' : formatInstant(row.signed_at),
      ]),
    },
  ]
}
