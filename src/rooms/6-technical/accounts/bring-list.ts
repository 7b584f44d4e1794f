import { sql } from 'kysely'
import type { OrganisationPort } from '#engine/register/access.ts'
import { Refusal, refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import type { ImportResult } from './contract.ts'
import {
  digestOf,
  loginKey,
  looksForeign,
  readExport,
  type ExportLine,
  type ReadExport,
} from './export-reading.ts'
import { systemsOn, type SystemOn } from './load.ts'
import { guessMapping, missingHeadings, type Mapping } from './mapping.ts'
import { requestCheck } from './request-check.ts'
import { mayImport, sightOf } from './who-may.ts'

/** A list of users as somebody brings it, from a file or from a directory. */
export type Brought = {
  readonly systemId: string
  readonly source: 'file' | 'directory'
  readonly fileName: string
  readonly takenOn?: string | undefined
  readonly mapping?: Mapping | undefined
  readonly register?: boolean | undefined
  readonly sure: boolean
  readonly dryRun: boolean
  /** Reads it; a Refusal says that it cannot be read. */
  sheet(): Promise<Sheet>
}

/** Lines of a list; more is no system of a city. */
const MOST_LINES = 100_000
const mostListed = 200

/**
 * Brings the list of a system: says what every line is, and unless it is a dry run keeps it as a snapshot, saves the
 * mapping, and queues the comparison. An empty or unreadable list is kept as such: from then on the system cannot be
 * checked, which is not the same as having no differences.
 */
export async function bringList(
  act: Act,
  brought: Brought,
  organisation: OrganisationPort,
): Promise<ImportResult> {
  const system = await systemFor(act, brought, organisation)
  const takenOn = brought.takenOn ?? act.today
  if (takenOn > act.today) wrongDay('書出しの日が先の日付です。書き出した日を入れてください。', takenOn)
  if (system.latest?.outcome === 'read' && takenOn < system.latest.takenOn) {
    wrongDay(
      `${system.latest.takenOn}の書出しを、もう読み込んでいます。それより前の書出しは読み込めません。`,
      takenOn,
    )
  }
  let sheet: Sheet
  try {
    sheet = await brought.sheet()
  } catch (error) {
    if (!(error instanceof Refusal) || brought.dryRun) throw error
    return keepUnreadable(act, system, brought, takenOn, error.message)
  }
  const saved = brought.mapping ?? (await savedMapping(act, system.systemId))
  const guessed = guessMapping(sheet.header)
  const missing = saved === undefined ? [] : missingHeadings(saved, sheet.header)
  const mapping = saved === undefined || missing.length > 0 ? completed(saved, guessed, sheet) : saved
  if (brought.mapping !== undefined && missing.length > 0) {
    refuse(
      'invalid',
      `ファイルに「${missing.join('」「')}」の列がありません。列の対応を選び直してください。`,
      {
        problems: missing.map((heading) => ({ at: 'mapping', message: `「${heading}」の列がありません。` })),
      },
    )
  }
  if (mapping.columns.login === undefined && sheet.header.length > 0) {
    refuse('invalid', '利用者IDの列が分かりません。どの列が利用者IDかを選んでください。', {
      problems: [
        { at: 'mapping.login', message: '利用者IDの列を選んでください。' },
        ...sheet.header.map((heading) => ({ at: 'header', message: heading })),
      ],
    })
  }
  const read = readExport(sheet, mapping)
  if (read.lines.length > MOST_LINES) {
    refuse(
      'too-large',
      `利用者が${MOST_LINES.toLocaleString('ja-JP')}人を超えています。システムを分けて登録してください。`,
    )
  }
  const known = await knownLogins(act, system.systemId)
  const foreign = looksForeign(new Set(known.all), read.lines)
  const registers = brought.register ?? known.all.length === 0
  const result = describeList(sheet, mapping, missing, read, known, {
    foreign,
    registers,
    dryRun: brought.dryRun,
  })
  const subject = { kind: 'register:system', id: system.systemId, label: `${system.number} ${system.name}` }
  if (brought.dryRun) {
    act.recorder.describe({ act: '利用者の書出しの試し読み', subject, note: brought.fileName })
    return result
  }
  if (foreign && !brought.sure) {
    refuse(
      'conflict',
      `このシステムの台帳にある${known.all.length}件のうち、この書出しにあるのは${result.known}件だけです。ほかのシステムの書出しではありませんか。間違いないときは、そのことを示して読み込んでください。`,
      { problems: [{ at: 'sure', message: 'ほかのシステムの書出しではないことを確かめてください。' }] },
    )
  }
  if (system.latest?.digest === read.digest && system.latest.takenOn === takenOn && read.lines.length > 0) {
    refuse(
      'conflict',
      `同じ書出しを、もう読み込んでいます(${system.latest.fileName})。新しい書出しを選んでください。`,
    )
  }
  const snapshotId = await keepSnapshot(act, system, brought, takenOn, read)
  await saveMapping(act, system.systemId, mapping)
  await requestCheck(act, registers ? { snapshotId } : {})
  act.recorder.describe({
    act: '利用者の書出しの読込み',
    subject,
    note: `${brought.fileName}:${read.lines.length}件、読めない行${read.read - read.lines.length}件`,
  })
  return { ...result, snapshotId }
}

async function systemFor(act: Act, brought: Brought, organisation: OrganisationPort): Promise<SystemOn> {
  const system = (await systemsOn(act.tx, act.today)).find(
    (each) => each.systemId === brought.systemId.toLowerCase(),
  )
  if (system === undefined) {
    return refuse('not-found', 'その情報システムは台帳にありません。台帳に登録してから読み込んでください。')
  }
  const may = mayImport(await sightOf(act, organisation), system.unitId)
  return may.allowed ? system : refuse('forbidden', may.because ?? '')
}

function wrongDay(message: string, value: string): never {
  return refuse('invalid', message, { problems: [{ at: 'takenOn', message, value }] })
}

async function savedMapping(act: Act, systemId: string): Promise<Mapping | undefined> {
  const row = await act.tx
    .selectFrom('account_mapping')
    .select('mapping')
    .where('system_id', '=', systemId)
    .executeTakeFirst()
  return row?.mapping
}

/** A saved mapping whose headings are partly gone, mended by what the headings themselves suggest. */
function completed(saved: Mapping | undefined, guessed: Mapping, sheet: Sheet): Mapping {
  if (saved === undefined) return guessed
  const there = new Set(sheet.header)
  const kept = Object.fromEntries(Object.entries(saved.columns).filter(([, heading]) => there.has(heading)))
  return { columns: { ...guessed.columns, ...kept }, privilegedGroups: saved.privilegedGroups }
}

type Known = { readonly all: readonly string[]; readonly live: readonly string[] }

/** Logins the register has of the system, as they are compared. One query. */
async function knownLogins(act: Act, systemId: string): Promise<Known> {
  const { rows } = await sql<{ login: string; state: string }>`
    select values ->> 'login' as login, values ->> 'state' as state from register_entry
     where register = 'account' and state = 'current' and text_2 = ${systemId}`.execute(act.tx)
  const keys = rows.map((row) => ({ key: loginKey(row.login), live: row.state === 'live' }))
  return { all: keys.map((each) => each.key), live: keys.filter((each) => each.live).map((each) => each.key) }
}

function describeList(
  sheet: Sheet,
  mapping: Mapping,
  missing: readonly string[],
  read: ReadExport,
  known: Known,
  how: { foreign: boolean; registers: boolean; dryRun: boolean },
): ImportResult {
  const there = new Set(read.lines.map((line) => line.key))
  const registered = new Set(known.all)
  const count = (test: (line: ExportLine) => boolean): number => read.lines.filter(test).length
  const untold: ImportResult['untold'] = []
  if (!read.hasState) untold.push('state')
  if (!read.hasLastUsed) untold.push('last-used')
  if (!read.hasGroups) untold.push('groups')
  return {
    dryRun: how.dryRun,
    outcome: read.lines.length === 0 ? 'empty' : 'read',
    header: [...sheet.header],
    mapping: { columns: { ...mapping.columns }, privilegedGroups: [...mapping.privilegedGroups] },
    missingHeadings: [...missing],
    read: read.read,
    lines: read.lines.length,
    refused: read.read - read.lines.length,
    privileged: count((line) => line.privileged === true),
    disabled: count((line) => line.enabled === false),
    known: count((line) => registered.has(line.key)),
    unknown: count((line) => !registered.has(line.key)),
    gone: known.live.filter((key) => !there.has(key)).length,
    registers: how.registers,
    foreign: how.foreign,
    untold,
    problems: read.problems.slice(0, mostListed).map((problem) => ({ ...problem })),
    moreProblems: Math.max(0, read.problems.length - mostListed),
    snapshotId: null,
  }
}

async function keepSnapshot(
  act: Act,
  system: SystemOn,
  brought: Brought,
  takenOn: string,
  read: ReadExport,
): Promise<string> {
  const snapshotId = newId()
  await act.recorder.save('account_snapshot', {
    ...snapshotRow(act, snapshotId, system, brought, takenOn),
    outcome: read.lines.length === 0 ? 'empty' : 'read',
    lines: read.lines.length,
    refused: read.read - read.lines.length,
    has_state: read.hasState,
    has_last_used: read.hasLastUsed,
    has_groups: read.hasGroups,
    digest: read.digest,
    problem: read.lines.length === 0 ? '利用者の行がありません。' : null,
  })
  for (let from = 0; from < read.lines.length; from += 5_000) {
    const rows = read.lines.slice(from, from + 5_000).map((line, at) => ({
      seq: from + at + 1,
      login: line.login,
      key: line.key,
      name: line.name,
      enabled: line.enabled,
      used: line.lastUsed,
      privileged: line.privileged,
      mail: line.mail,
      internet: line.internet,
      number: line.personNumber,
      address: line.address,
    }))
    await sql`
      insert into account_line
        (tenant_id, snapshot_id, seq, login, login_key, name, enabled, last_used, privileged, mail, internet,
         person_number, address)
      select ${act.tenantId}::uuid, ${snapshotId}::uuid, r.seq, r.login, r.key, r.name, r.enabled, r.used,
             r.privileged, r.mail, r.internet, r.number, r.address
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r(seq int, login text, key text, name text, enabled boolean, used date, privileged boolean,
               mail boolean, internet boolean, number text, address text)`.execute(act.tx)
  }
  return snapshotId
}

const snapshotRow = (act: Act, snapshotId: string, system: SystemOn, brought: Brought, takenOn: string) => ({
  tenant_id: act.tenantId,
  snapshot_id: snapshotId,
  system_id: system.systemId,
  taken_on: takenOn,
  read_at: act.at,
  read_by: act.actor.kind === 'person' ? act.actor.personId : null,
  source: brought.source,
  file_name: brought.fileName,
})

/** The attempt stays on record: what could not be read must not look like what was not tried, or like no difference. */
async function keepUnreadable(
  act: Act,
  system: SystemOn,
  brought: Brought,
  takenOn: string,
  problem: string,
): Promise<ImportResult> {
  const snapshotId = newId()
  await act.recorder.save('account_snapshot', {
    ...snapshotRow(act, snapshotId, system, brought, takenOn),
    outcome: 'unreadable',
    lines: 0,
    refused: 0,
    has_state: false,
    has_last_used: false,
    has_groups: false,
    digest: digestOf([]),
    problem: problem.slice(0, 500),
  })
  await requestCheck(act)
  act.recorder.describe({
    act: '利用者の書出しを読めなかったこと',
    subject: { kind: 'register:system', id: system.systemId, label: `${system.number} ${system.name}` },
    note: `${brought.fileName}:${problem}`.slice(0, 500),
  })
  return {
    dryRun: false,
    outcome: 'unreadable',
    header: [],
    mapping: { columns: {}, privilegedGroups: [] },
    missingHeadings: [],
    read: 0,
    lines: 0,
    refused: 0,
    privileged: 0,
    disabled: 0,
    known: 0,
    unknown: 0,
    gone: 0,
    registers: false,
    foreign: false,
    untold: ['state', 'last-used', 'groups'],
    problems: [{ line: 0, at: '', message: problem }],
    moreProblems: 0,
    snapshotId,
  }
}

async function saveMapping(act: Act, systemId: string, mapping: Mapping): Promise<void> {
  await act.recorder.save('account_mapping', {
    tenant_id: act.tenantId,
    system_id: systemId,
    mapping,
    saved_at: act.at,
    saved_by: act.actor.kind === 'person' ? act.actor.personId : null,
  })
}
