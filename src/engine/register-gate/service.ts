import { reachOf, holds, type OrganisationPort, type Reach } from '#engine/register/access.ts'
import { conflictOf } from '#engine/register/conflict.ts'
import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { RawValues } from '#engine/register/schema.ts'
import { findEntry, reviseEntry, type Entry } from '#engine/register/engine.ts'
import { noSuchEntry } from '#engine/register/reads.ts'
import type { Opened, Opener } from '#engine/register/service.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { personOf, type Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { valuesInForce } from '#policy/values-in-force.ts'
import { gateFile, gatesOf, passGate, takeBackGate } from './contract.ts'
import { atTheStart, dayFault, keptUntil, laterKept, missingFor, nextGate } from './gate.ts'
import { whyNotPass, yearsIn } from './gate.ts'
import type { Gate, GateFacts, Gates } from './gate.ts'
import './tables.ts'
import { newest, passesOf, standing, type PassRow } from './passes.ts'

/** Looks a fact up: what stands in its way, a sentence each; empty when it holds. */
export type GateFact = (tx: Tx, entry: Entry) => Promise<readonly string[]>

export type GatePorts = {
  readonly organisation: OrganisationPort
  /** The facts gates name, by their key. */
  readonly facts: ReadonlyMap<string, GateFact>
}

/** The gates of every register that has some. */
export function gateOperations(open: Opener, ports: GatePorts): Implementation[] {
  return [
    implement(gatesOf, async (act, input) => {
      const found = await lineOf(act, open, input)
      const { gates, entry, definition } = found
      const rows = await passesOf(act.tx, entry.entryId)
      const facts = await factsOf(act, found, rows, ports)
      const next = nextGate(gates, facts.passes)
      const last = newest(gates, rows)
      return {
        word: gates.word,
        version: entry.version,
        gates: gates.list.map((gate) => {
          const row = standing(rows).find((each) => each.gate === gate.key)
          const because = whyNotPass(gates, gate, facts)
          const isNext = next?.key === gate.key
          return {
            key: gate.key,
            name: gate.name,
            asks: gate.asks,
            file: gate.file === true,
            state: row !== undefined ? ('passed' as const) : isNext ? ('next' as const) : ('later' as const),
            passed: row === undefined ? null : shown(row),
            missing: isNext ? missingFor(gate, definition.columns, facts) : [],
            mayPass: because === undefined ? { allowed: true } : { allowed: false, because },
          }
        }),
        undone: rows
          .flatMap((row) =>
            row.undone === null
              ? []
              : [
                  {
                    ...shown(row),
                    name: gates.list.find((gate) => gate.key === row.gate)?.name ?? row.gate,
                    why: row.undone.why,
                    undoneBy: row.undone.byName,
                    undoneAt: row.undone.at,
                  },
                ],
          )
          .reverse(),
        mayTakeBack: permission(whyNotTakeBack(facts, last)),
      }
    }),
    implement(passGate, async (act, input) => {
      const found = await lineOf(act, open, input, input.expectedVersion)
      const { gates, entry, definition, opened } = found
      const gate = gates.list.find((each) => each.key === input.gate)
      if (gate === undefined) {
        return refuse('invalid', 'その工程はありません。画面を開き直してください。', {
          problems: [{ at: 'gate', message: '工程を選び直してください。', value: input.gate }],
        })
      }
      const rows = await passesOf(act.tx, entry.entryId)
      const facts = await factsOf(act, found, rows, ports)
      const because = whyNotPass(gates, gate, facts)
      if (because !== undefined) refuse('forbidden', because)
      const missing = missingFor(gate, definition.columns, facts)
      if (missing.length > 0) {
        refuse('conflict', `「${gate.name}」は、まだ済ませられません。${missing.join('')}`, {
          problems: missing.map((message) => ({ at: 'gate', message })),
        })
      }
      const wrongDay = dayFault(input.on, facts)
      if (wrongDay !== undefined) refuse('invalid', wrongDay, { problems: [{ at: 'on', message: wrongDay }] })
      const file = await fileFor(act, gate, input.fileId)
      const keepUntil = file === null ? null : keptUntil(gate, input.on, await cityYears(act, gate))
      // Locks the line and compares its version again: of two who press at once the second is told.
      const revised = await moveTo(act, definition, entry, `${gates.word}:${gate.name}`, {
        stage: gate.key,
        ...laterKept(entry.values, keepUntil),
      })
      const capacity = opened.access.capacity ?? '本人'
      await act.recorder.save('register_gate', {
        tenant_id: act.tenantId,
        pass_id: newId(),
        entry_id: entry.entryId,
        register: definition.key,
        gate: gate.key,
        round: rows.filter((row) => row.gate === gate.key).length + 1,
        on_date: input.on,
        by: personOf(act).personId,
        capacity,
        note: input.note ?? null,
        file_id: file?.fileId ?? null,
        file_sha256: file?.sha256 ?? null,
        keep_until: keepUntil,
        at: act.at,
      })
      describe(
        act,
        found,
        `${gates.word}の確認`,
        capacity,
        `${gate.name}${file === null ? '' : `:${file.name} SHA-256 ${file.sha256}`}`,
      )
      return { entryId: entry.entryId, version: revised.version }
    }),
    implement(takeBackGate, async (act, input) => {
      const found = await lineOf(act, open, input, input.expectedVersion)
      const { gates, entry, definition, opened } = found
      const rows = await passesOf(act.tx, entry.entryId)
      const last = newest(gates, rows)
      const because = whyNotTakeBack(await factsOf(act, found, rows, ports), last)
      if (because !== undefined || last === undefined) return refuse('forbidden', because ?? noneYet)
      const at = gates.list.findIndex((gate) => gate.key === last.gate)
      const name = gates.list[at]?.name ?? last.gate
      const back = gates.list[at - 1]?.key ?? atTheStart
      const revised = await moveTo(act, definition, entry, `${gates.word}の取消し:${name}`, { stage: back })
      const capacity = opened.access.capacity ?? '本人'
      await act.recorder.save('register_gate_undone', {
        tenant_id: act.tenantId,
        pass_id: last.passId,
        by: personOf(act).personId,
        capacity,
        why: input.why,
        at: act.at,
      })
      describe(act, found, `${gates.word}の取消し`, capacity, `${name}:${input.why}`)
      return { entryId: entry.entryId, version: revised.version }
    }),
    implement(gateFile, async (act, input) => {
      const { entry } = await lineOf(act, open, input)
      const row = (await passesOf(act.tx, entry.entryId)).find((each) => each.passId === input.passId)
      if (row?.fileId === null || row === undefined) {
        return refuse('not-found', 'その資料は見つかりません。画面を開き直してください。')
      }
      const file = await act.files.read(row.fileId)
      return { fileName: file.name, contentType: file.type, body: file.bytes }
    }),
  ]
}

/**
 * Refuses to close a line while the fact its register names for closing does not hold: a development that was given up
 * leaves no IDs behind either. @throws Refusal 'conflict'.
 */
export async function refuseUnfinished(
  tx: Tx,
  definition: RegisterDefinition,
  entry: Entry,
  facts: ReadonlyMap<string, GateFact>,
): Promise<void> {
  const key = definition.gates?.closing
  if (key === undefined) return
  const inTheWay = await factOf(facts, key)(tx, entry)
  if (inTheWay.length === 0) return
  refuse('conflict', `${definition.noun} ${entry.number} は、まだ抹消できません。${inTheWay.join('')}`, {
    problems: inTheWay.map((message) => ({ message })),
  })
}

/** @throws TypeError when a definition names a fact the house does not know. */
export function checkFacts(
  definitions: readonly RegisterDefinition[],
  facts: ReadonlyMap<string, GateFact>,
): void {
  for (const { gates } of definitions) {
    const keys = [gates?.closing, ...(gates?.list ?? []).map((gate) => gate.fact)]
    for (const key of keys) if (key !== undefined) factOf(facts, key)
  }
}

function factOf(facts: ReadonlyMap<string, GateFact>, key: string): GateFact {
  const fact = facts.get(key)
  if (fact === undefined) throw new TypeError(`nobody looks up the fact "${key}"`)
  return fact
}

type Line = {
  readonly opened: Opened
  readonly definition: RegisterDefinition
  readonly gates: Gates
  readonly entry: Entry
}

async function lineOf(
  act: Act,
  open: Opener,
  input: { readonly register: string; readonly entryId: string },
  expectedVersion?: number,
): Promise<Line> {
  const opened = await open(act, input.register)
  const { definition, access } = opened
  const { gates } = definition
  if (gates === undefined) return refuse('not-found', `「${definition.name}」には工程がありません。`)
  const entry = await findEntry(act.tx, definition, input.entryId)
  if (entry === undefined || !holds(access.read, entry.unitId)) return noSuchEntry(definition)
  if (expectedVersion !== undefined && entry.version !== expectedVersion) {
    throw await conflictOf(act.tx, definition, entry, expectedVersion)
  }
  return { opened, definition, gates, entry }
}

async function factsOf(act: Act, line: Line, rows: readonly PassRow[], ports: GatePorts): Promise<GateFacts> {
  const { entry, gates, opened, definition } = line
  const passes = standing(rows)
  const next = nextGate(gates, passes)
  const inTheWay = next?.fact === undefined ? [] : await factOf(ports.facts, next.fact)(act.tx, entry)
  const { access } = opened
  return {
    today: act.today,
    closed: entry.state === 'closed',
    values: entry.values,
    passes,
    personId: personOf(act).personId,
    offices: officesFor(await reachOf(act, ports.organisation), entry.unitId),
    mayNotWrite:
      access.because ??
      (holds(access.write, entry.unitId)
        ? undefined
        : `この部・課の${definition.noun}の工程を進める役割があなたにはありません。`),
    inTheWay,
  }
}

/** Offices somebody holds that reach a unit. */
function officesFor(reach: Reach, unitId: string): string[] {
  return reach.standings
    .filter(
      ({ unitId: of }) => of === null || of === unitId || (reach.under.get(of)?.includes(unitId) ?? false),
    )
    .map((each) => each.office)
}

const noneYet = '取り消せる工程は、まだありません。'

function whyNotTakeBack(facts: GateFacts, last: PassRow | undefined): string | undefined {
  if (last === undefined) return noneYet
  if (facts.closed) return '抹消されているため、取り消せません。'
  return facts.mayNotWrite
}

const permission = (because: string | undefined) =>
  because === undefined ? { allowed: true } : { allowed: false, because }

function shown(row: PassRow) {
  const { passId, on, byName, capacity, at, note, fileName, fileSize, keepUntil } = row
  const file = fileName === null || fileSize === null ? null : { name: fileName, size: fileSize }
  return { passId, on, by: byName, capacity, at, note, file, keepUntil }
}

async function moveTo(act: Act, definition: RegisterDefinition, entry: Entry, why: string, patch: RawValues) {
  return reviseEntry(act, definition, entry.entryId, patch, {
    by: 'event',
    why,
    source: { kind: 'gate', id: entry.entryId },
    expectedVersion: entry.version,
  })
}

async function fileFor(act: Act, gate: Gate, fileId: string | undefined) {
  if (fileId === undefined) {
    if (gate.file !== true) return null
    return refuse('invalid', `「${gate.name}」には、資料を添えてください。`, {
      problems: [{ at: 'fileId', message: '資料を選んでください。' }],
    })
  }
  const file = await act.files.find(fileId)
  const row = await act.tx
    .selectFrom('stored_file')
    .select('uploaded_by')
    .where('file_id', '=', fileId)
    .executeTakeFirst()
  if (file === undefined || row?.uploaded_by !== personOf(act).personId) {
    return refuse('not-found', '添えた資料が見つかりません。もう一度選んでください。')
  }
  return file
}

async function cityYears(act: Act, gate: Gate): Promise<number | undefined> {
  if (gate.keepParameter === undefined) return undefined
  const [set] = await valuesInForce(act.tx, [gate.keepParameter], act.today)
  return yearsIn(set?.value)
}

function describe(act: Act, line: Line, deed: string, capacity: string, note: string): void {
  const { definition, entry } = line
  act.recorder.describe({
    act: deed,
    subject: {
      kind: `register:${definition.key}`,
      id: entry.entryId,
      label: `${entry.number} ${entry.label}`,
    },
    capacity,
    note,
  })
}
