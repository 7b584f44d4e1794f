import { unitNames } from '#authority/units.ts'
import { confirmationOperations } from '#engine/confirmation/service.ts'
import { checkFacts, gateOperations, refuseUnfinished, type GateFact } from '#engine/register-gate/service.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { similarOperations } from '#engine/register-similar/service.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import {
  accessOf,
  demandWrite,
  holds,
  narrowed,
  reachOf,
  type Access,
  type OrganisationPort,
  type Reach,
} from './access.ts'
import { authorNames } from './conflict.ts'
import {
  registerClose,
  registerEntry,
  registerFile,
  registerKinds,
  registerList,
  registerSave,
  type Citation,
} from './contract.ts'
import type { CitationSlot, RegisterDefinition } from './definition.ts'
import { schemeInForce, underScheme } from './class-scheme.ts'
import { describeDefinition } from './describe.ts'
import { closeEntry, reviseEntry, writeEntry } from './engine.ts'
import { columnOperations, mayConfigure } from './columns-service.ts'
import { disposalOperations } from './dispose.ts'
import { exportOperation } from './export.ts'
import { isAttached } from './files-column.ts'
import { faceOperations } from './faces-service.ts'
import type { AttentionPort } from './front.ts'
import { historyWithChanges, neighboursOf } from './history.ts'
import { importOperation } from './import.ts'
import { listEntries, type Scope } from './list.ts'
import { ownColumns, widen, withOwnColumns } from './own-columns.ts'
import { printOperations } from './print-service.ts'
import { closedAmong, findEntry, noSuchEntry, type Entry } from './reads.ts'
import { resolveReferences, type ApplicationNames } from './references.ts'
import { keptWords, retentionOf, retentions, type Retention } from './retention.ts'
import { noCases, standingOn, standingWords, type CasesPort } from './standing-on.ts'

/** The city's clauses bound to a register's citation slots; a slot without one is absent from the answer. */
export type CitationsPort = (
  tx: Tx,
  registerKey: string,
  slots: readonly CitationSlot[],
) => Promise<readonly Citation[]>

export type RegisterPorts = {
  readonly definitions: readonly RegisterDefinition[]
  readonly organisation: OrganisationPort
  readonly citations: CitationsPort
  /** Names of applications that lines point to; without it their ids stay unnamed. */
  readonly applications?: ApplicationNames
  /** Cases about lines; without it a line has none. */
  readonly cases?: CasesPort
  /** Violations of checks, for the first page of a register. */
  readonly attention?: AttentionPort
  /** Told in the same transaction what people wrote, so that whoever judges the lines can do so at once. */
  readonly changed?: Changed
  /** Books with a table of their own, which are kept for years as registers are (入退室管理簿). */
  readonly otherBooks?: readonly Book[]
  /** What gates ask of other rooms, by the key a definition names. */
  readonly gateFacts?: ReadonlyMap<string, GateFact>
}

/** A book as far as its years of keeping go. */
export type Book = Pick<RegisterDefinition, 'key' | 'name'>

/** Hears of lines that people wrote, changed or closed. */
export type Changed = (
  act: Act,
  definition: RegisterDefinition,
  entries: readonly Pick<Entry, 'entryId'>[],
) => Promise<void>

/** A definition with what the actor may do with it. */
export type Opened = { readonly definition: RegisterDefinition; readonly access: Access }

/** Finds the register an input names. @throws Refusal 'not-found'. */
export type Opener = (act: Act, key: string) => Promise<Opened>

/** The one set of operations for all registers. */
export function registerOperations(ports: RegisterPorts): Implementation[] {
  const definitions = new Map(ports.definitions.map((definition) => [definition.key, definition]))
  if (definitions.size < ports.definitions.length) throw new TypeError('two registers have the same key')
  for (const definition of ports.definitions) {
    for (const column of definition.columns) {
      if (column.register !== undefined && !definitions.has(column.register)) {
        throw new TypeError(
          `register "${definition.key}" points to the unknown register "${column.register}"`,
        )
      }
    }
  }
  const find = (key: string): RegisterDefinition =>
    definitions.get(key) ?? refuse('not-found', 'その台帳はありません。台帳の一覧から選び直してください。')
  const facts = ports.gateFacts ?? new Map()
  checkFacts(ports.definitions, facts)
  const open: Opener = async (act, key) => {
    const scheme = await schemeInForce(act.tx, act.today)
    const definition = await withOwnColumns(act.tx, underScheme(find(key), scheme))
    return { definition, access: accessOf(await reachOf(act, ports.organisation), definition) }
  }
  return [
    kindsOperation(ports),
    listOperation(open, ports),
    entryOperation(open, ports),
    saveOperation(open, ports),
    closeOperation(open, ports),
    fileOperation(open),
    ...confirmationOperations(open),
    ...similarOperations(open),
    ...gateOperations(open, { organisation: ports.organisation, facts }),
    exportOperation(open, ports.applications),
    importOperation(open, ports),
    ...faceOperations(open, ports),
    ...disposalOperations(open, ports),
    ...columnOperations(find, (key) => ports.otherBooks?.find((book) => book.key === key) ?? find(key)),
    ...printOperations(open, ports),
  ]
}

const permission = (access: Access) =>
  access.because === undefined ? { allowed: true } : { allowed: false, because: access.because }

function kindsOperation(ports: RegisterPorts): Implementation {
  return implement(registerKinds, async (act) => {
    const reach = await reachOf(act, ports.organisation)
    const own = await ownColumns(act.tx)
    const scheme = await schemeInForce(act.tx, act.today)
    const kept = await retentions(act.tx)
    const all = ports.definitions.map((declared) => {
      const definition = widen(underScheme(declared, scheme), own.get(declared.key) ?? [])
      return { definition, access: accessOf(reach, definition) }
    })
    const names = await unitNames(act.tx, unitsNamed(reach, all), act.today)
    const list = (scope: Scope) =>
      scope === 'all'
        ? undefined
        : scope.flatMap((id) => {
            const name = names.get(id)
            return name === undefined ? [] : [{ id, name }]
          })
    const registers = []
    for (const { definition, access } of all) {
      const cites = await ports.citations(act.tx, definition.key, definition.slots)
      const bound = new Set(cites.map((cite) => cite.slot))
      const readableUnits = list(access.read)
      const writableUnits = list(access.write)
      registers.push({
        ...describeDefinition(definition),
        retentionYears: kept.get(definition.key)?.years ?? definition.retentionYears,
        ...retentionWhy(kept.get(definition.key)),
        mayConfigure: mayConfigure(act),
        cites: [...cites],
        missing: definition.slots.filter((slot) => !bound.has(slot.slot)).map((slot) => ({ ...slot })),
        mayWrite: permission(access),
        ...(readableUnits === undefined ? {} : { readableUnits }),
        ...(writableUnits === undefined ? {} : { writableUnits }),
      })
    }
    return { registers }
  })
}

function unitsNamed(reach: Reach, all: readonly Opened[]): string[] {
  const scopes = all.flatMap(({ access }) => [access.read, access.write])
  return [...new Set([...reach.own, ...scopes.flatMap((scope) => (scope === 'all' ? [] : scope))])]
}

const retentionWhy = (set: Retention | undefined) => (set?.why === undefined ? {} : { retentionWhy: set.why })

/** A line as lists show it. */
function rowOf(entry: Entry) {
  const { entryId, number, unitId, version, state, label, values, updatedAt } = entry
  return { entryId, number, unitId, version, state, label, values, updatedAt }
}

/** Names of the units of lines and of everything they point to. */
async function namesFor(
  tx: Tx,
  definition: RegisterDefinition,
  lines: readonly { unitId: string; values: Entry['values'] }[],
  ports: RegisterPorts,
  on: string,
): Promise<Record<string, string>> {
  const units = await unitNames(
    tx,
    lines.map((line) => line.unitId),
    on,
  )
  const { names } = await resolveReferences(
    tx,
    definition,
    lines.map((line) => line.values),
    on,
    ports.applications,
  )
  return Object.fromEntries([...units, ...names])
}

function listOperation(open: Opener, ports: RegisterPorts): Implementation {
  return implement(registerList, async (act, input) => {
    const { definition, access } = await open(act, input.register)
    const listing = await listEntries(act.tx, definition, {
      scope: narrowed(access, input.units),
      state: input.state,
      sort: input.sort,
      direction: input.direction,
      page: input.page,
      size: input.size,
      ...(input.search === undefined ? {} : { search: input.search }),
      ...(input.filters === undefined ? {} : { filters: input.filters }),
    })
    const names = await namesFor(act.tx, definition, listing.rows, ports, act.today)
    return {
      ...listing,
      rows: listing.rows.map(rowOf),
      names,
      page: input.page,
      size: input.size,
      mayWrite: permission(access),
    }
  })
}

/** The line, when the actor may read it. @throws Refusal 'not-found' otherwise, the same for both. */
export async function readable(act: Act, { definition, access }: Opened, entryId: string): Promise<Entry> {
  const entry = await findEntry(act.tx, definition, entryId)
  return entry !== undefined && holds(access.read, entry.unitId) ? entry : noSuchEntry(definition)
}

function entryOperation(open: Opener, ports: RegisterPorts): Implementation {
  return implement(registerEntry, async (act, input) => {
    const opened = await open(act, input.register)
    const { definition, access } = opened
    const entry = await readable(act, opened, input.entryId)
    const { history, more } = await historyWithChanges(act.tx, definition, entry.entryId)
    const neighbours = await neighboursOf(act.tx, definition, entry)
    const [createdBy = '', updatedBy = ''] = await authorNames(act.tx, [entry.createdBy, entry.updatedBy])
    const mine = holds(access.write, entry.unitId)
    return {
      entry: {
        ...rowOf(entry),
        createdAt: entry.createdAt,
        disposedOn: entry.disposedOn ?? null,
        createdBy: { kind: entry.createdBy.kind, name: createdBy },
        updatedBy: { kind: entry.updatedBy.kind, name: updatedBy },
      },
      kept: keptWords(entry, (await retentionOf(act.tx, definition)).years),
      history,
      historyMore: more,
      names: await namesFor(act.tx, definition, [entry, ...history], ports, act.today),
      closedLines: await closedAmong(act.tx, definition, entry.values),
      ...neighbours,
      mayWrite:
        mine || access.because !== undefined
          ? permission(access)
          : { allowed: false, because: `この部・課の${definition.noun}を書く役割があなたにはありません。` },
    }
  })
}

function saveOperation(open: Opener, ports: RegisterPorts): Implementation {
  return implement(registerSave, async (act, input) => {
    const opened = await open(act, input.register)
    const { definition, access } = opened
    const writing = {
      by: 'person',
      ...(access.capacity === undefined ? {} : { capacity: access.capacity }),
      applications: ports.applications ?? noApplications,
    } as const
    if (input.entryId === undefined) {
      const unitId = input.unitId?.toLowerCase() ?? ''
      demandWrite(access, definition, unitId)
      const written = await writeEntry(act, definition, {
        ...writing,
        why: input.why ?? '台帳の画面で登録',
        unitId,
        values: input.values,
        ...(input.number === undefined ? {} : { number: input.number }),
      })
      await ports.changed?.(act, definition, [written])
      return stored(written)
    }
    const entry = await readable(act, opened, input.entryId)
    const unitId = input.unitId?.toLowerCase() ?? entry.unitId
    demandWrite(access, definition, entry.unitId)
    if (unitId !== entry.unitId) demandWrite(access, definition, unitId)
    const revised = await reviseEntry(act, definition, entry.entryId, input.values, {
      ...writing,
      why: input.why ?? '台帳の画面で変更',
      unitId,
      ...(input.expectedVersion === undefined ? {} : { expectedVersion: input.expectedVersion }),
    })
    await ports.changed?.(act, definition, [revised])
    return stored(revised)
  })
}

function closeOperation(open: Opener, ports: RegisterPorts): Implementation {
  return implement(registerClose, async (act, input) => {
    const opened = await open(act, input.register)
    const entry = await readable(act, opened, input.entryId)
    demandWrite(opened.access, opened.definition, entry.unitId)
    const standing = await standingOn(act.tx, ports.definitions, ports.cases ?? noCases, [entry.entryId])
    if (standing.length > 0) {
      refuse(
        'conflict',
        `${standingWords(standing)}が${opened.definition.noun} ${entry.number} を指しているため、抹消できません。先にそちらを直すか、終えてください。`,
        { problems: standing.map(({ what }) => ({ at: what, message: 'この行を指しています。' })) },
      )
    }
    await refuseUnfinished(act.tx, opened.definition, entry, ports.gateFacts ?? new Map())
    const closed = await closeEntry(act, opened.definition, entry.entryId, {
      by: 'person',
      why: input.why,
      expectedVersion: input.expectedVersion,
      applications: ports.applications ?? noApplications,
      ...(opened.access.capacity === undefined ? {} : { capacity: opened.access.capacity }),
    })
    await ports.changed?.(act, opened.definition, [closed])
    return stored(closed)
  })
}

function fileOperation(open: Opener): Implementation {
  return implement(registerFile, async (act, input) => {
    const opened = await open(act, input.register)
    const entry = await readable(act, opened, input.entryId)
    const fileId = input.fileId.toLowerCase()
    if (!(await isAttached(act.tx, opened.definition, entry, fileId))) {
      return refuse('not-found', 'そのファイルは、この行に添付されていません。開き直してください。')
    }
    const { name, type, bytes } = await act.files.read(fileId)
    return { fileName: name, contentType: type, body: bytes }
  })
}

/** Without a lookup no hand may point to an application: its id could be anything. */
export const noApplications: ApplicationNames = async () => new Map()

const stored = ({ entryId, number, version }: Entry) => ({ entryId, number, version })
