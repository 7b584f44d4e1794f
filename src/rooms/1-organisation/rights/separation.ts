import { sql } from 'kysely'
import type { z } from 'zod'
import { frameOfUnits } from '#authority/load.ts'
import { officeCodes } from '#authority/offices.ts'
import { describePeople } from '#authority/people.ts'
import { personName } from '#authority/reads.ts'
import { authoritySlots } from '#authority/slots.ts'
import { auditorsIn, type ConflictKind, conflictKinds, separation } from '#authority/separation.ts'
import { fiscalYear, formatInstant } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import { writeCsv } from '#ground/paper/csv.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { unitsOn } from '../units-on.ts'
import { citesOf } from './cites.ts'
import type {
  ConflictView,
  separationExceptions,
  separationExport,
  separationList,
} from './contract-separation.ts'

type Out<T extends { output: z.ZodType }> = z.input<T['output']>

/** What stops each kind, in words for the auditor. */
const guards: Readonly<Record<ConflictKind, string>> = {
  'approves-own':
    '自分の申請の決定は、システムが受け付けません。やむを得ない場合の決定は、理由とともに記録されます。',
  'two-in-chain':
    '自分の申請は、さらに上位の役割に届きます。部下の申請は両方の立場で決められるため、決裁を抽出して確かめてください。',
  'audits-own':
    '自分の所属や責任を負う組織の監査は、システムが受け付けません。ほかの監査人を指名してください。',
  'administers-and-decides':
    '基準を管理する権限では決裁できず、自分に役割を与える登録もできません。管理の操作を記録で確かめてください。',
  'administers-and-audits': '管理した内容を自分で監査することになります。どちらかの役割を外してください。',
}

const kindWords: Readonly<Record<ConflictKind, string>> = {
  'approves-own': '申請者と許可者',
  'two-in-chain': '下位と上位の役割',
  'audits-own': '監査を受ける者と行う者',
  'administers-and-decides': '管理と決裁',
  'administers-and-audits': '管理と監査',
}

/** Auditors look, and so does the office that can mend it. */
function requireAuditor(act: Act): void {
  const { actor } = act
  if (actor.kind === 'operator' || actor.kind === 'system') return
  if (actor.kind === 'person' && (actor.rights.has('audit.read') || actor.rights.has('organisation.manage')))
    return
  refuse('forbidden', 'この一覧を見られるのは、監査人・監査統括責任者と、規程を所管する課の職員です。')
}

/** Every conflict of the city on a day. About six queries, and the rules over all holders of offices. */
async function conflictsOn(act: Act, on: string): Promise<ConflictView[]> {
  const tree = await unitsOn(act.tx, on)
  const frame = await frameOfUnits(
    act.tx,
    tree.all.map((unit) => unit.id),
    on,
    officeCodes,
  )
  const found = separation(frame, await unitsOfPeople(act, auditorsIn(frame), on))
  const { rows } = await sql<{ id: string; number: string; family: string; given: string }>`
    select n.id, n.number, n.family, n.given from person n
     where n.id = any(${[...new Set(found.map((each) => each.personId))]}::uuid[])`.execute(act.tx)
  const people = new Map(rows.map((row) => [row.id, row]))
  return found
    .map((each) => {
      const person = people.get(each.personId)
      return {
        kind: each.kind,
        personId: each.personId,
        number: person?.number ?? '',
        name: person === undefined ? '' : personName(person),
        unitName: each.unitId === null ? null : (tree.byId.get(each.unitId)?.name ?? null),
        text: each.text,
        guard: guards[each.kind],
      }
    })
    .toSorted(
      (a, b) =>
        conflictKinds.indexOf(a.kind) - conflictKinds.indexOf(b.kind) || a.number.localeCompare(b.number),
    )
}

async function unitsOfPeople(
  act: Act,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ personId: string; units: string[] }>`
    select a.person_id as "personId", jsonb_agg(distinct p.unit_id) as units
      from appointment a join post p on p.id = a.post_id
     where a.person_id = any(${[...personIds]}::uuid[]) and p.unit_id is not null
       and a.valid_from <= ${on}::date and (a.valid_to is null or a.valid_to > ${on}::date)
     group by a.person_id`.execute(act.tx)
  return new Map(rows.map((row) => [row.personId, row.units]))
}

/** The list, a page of it. */
export async function readSeparation(
  act: Act,
  input: z.output<typeof separationList.input>,
): Promise<Out<typeof separationList>> {
  requireAuditor(act)
  const on = input.on ?? act.today
  const all = await conflictsOn(act, on)
  const listed = all.filter((each) => input.kind === undefined || each.kind === input.kind)
  return {
    on,
    cites: await citesOf(act.tx, [authoritySlots.separationOfApproval, authoritySlots.separationOfAudit], on),
    total: listed.length,
    counts: conflictKinds.map((kind) => ({
      kind,
      count: all.filter((each) => each.kind === kind).length,
    })),
    conflicts: listed.slice((input.page - 1) * input.size, input.page * input.size),
  }
}

type Exception = {
  applicationId: string
  number: string | null
  title: string
  applicantId: string
  deciderId: string
  capacity: string
  reason: string
  decidedAt: string
  total: number
}

/** Decisions that set 兼務の禁止 aside, newest first. Two queries. */
export async function readExceptions(
  act: Act,
  input: z.output<typeof separationExceptions.input>,
): Promise<Out<typeof separationExceptions>> {
  requireAuditor(act)
  const { rows } = await sql<Exception>`
    select d.application_id as "applicationId", a.number, a.title, d.applicant_id as "applicantId",
           d.decider_id as "deciderId", d.capacity, d.exception_reason as reason, d.decided_at as "decidedAt",
           (count(*) over ())::int as total
      from decision d join application a on a.application_id = d.application_id
     where d.exception_reason is not null
       and d.decided_at >= ${input.from}::date::timestamp at time zone 'Asia/Tokyo'
       and d.decided_at < ${input.to}::date::timestamp at time zone 'Asia/Tokyo'
     order by d.decided_at desc, d.decision_id
     limit ${input.size} offset ${(input.page - 1) * input.size}`.execute(act.tx)
  const people = await describePeople(
    act.tx,
    rows.flatMap((row) => [row.applicantId, row.deciderId]),
    act.today,
  )
  const nameOf = (id: string): string => people.get(id)?.name ?? ''
  return {
    total: rows[0]?.total ?? 0,
    exceptions: rows.map(({ applicantId, deciderId, ...row }) => ({
      applicationId: row.applicationId,
      number: row.number,
      title: row.title,
      capacity: row.capacity,
      reason: row.reason,
      decidedAt: row.decidedAt,
      applicant: nameOf(applicantId),
      decider: nameOf(deciderId),
    })),
  }
}

const MOST_EXPORTED = 100

/** Conflicts of a day and exceptions of its fiscal year as one table, as Excel or CSV. */
export async function exportSeparation(
  act: Act,
  input: z.output<typeof separationExport.input>,
): Promise<FileOutput> {
  requireAuditor(act)
  const on = input.on ?? act.today
  const header = ['区分', '職員番号', '氏名', '部・課', '内容', '扱い', '日時', '番号', '件名', '理由']
  const rows = (await conflictsOn(act, on)).map((each) => [
    kindWords[each.kind],
    each.number,
    each.name,
    each.unitName ?? '市全体',
    each.text,
    each.guard,
    '',
    '',
    '',
    '',
  ])
  const year = fiscalYear(on)
  const period = { from: `${year}-04-01`, to: `${year + 1}-04-01`, size: MOST_EXPORTED }
  for (let page = 1; ; page++) {
    const { exceptions, total } = await readExceptions(act, { ...period, page })
    for (const each of exceptions) {
      rows.push([
        'やむを得ない場合の決裁',
        '',
        each.decider,
        '',
        `${each.applicant}の申請を${each.capacity}で決定`,
        '例外として記録済み',
        formatInstant(each.decidedAt),
        each.number ?? '',
        each.title,
        each.reason,
      ])
    }
    if (page * MOST_EXPORTED >= total) break
  }
  const fileName = `兼務の禁止_${on.replaceAll('-', '')}.${input.format}`
  if (input.format === 'csv') {
    const { bytes } = writeCsv({ header, rows }, { encoding: input.encoding })
    const charset = input.encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'
    return { fileName, contentType: `text/csv; charset=${charset}`, body: bytes }
  }
  return {
    fileName,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: await writeExcel({ header, rows }, { name: '兼務の禁止' }),
  }
}
