import type { Tx } from '#ground/database/database.ts'
import { addDays, formatDate } from '#ground/clock/calendar.ts'
import { personNames } from '#authority/reads.ts'
import { unitNames } from '#authority/units.ts'
import { hasChanged, routesOf, waitingCases } from '#engine/procedure/case-routes.ts'
import type { ProcedureDefinition } from '#engine/procedure/definition.ts'
import { type HeldCase, openCasesOf, permitsOver } from '#engine/procedure/held-cases.ts'
import type { Finding } from './finding.ts'
import type { TouchedPerson } from './ports.ts'

/** What happens to a permission or an open case of somebody when he leaves or moves. */
export type CaseFate = 'lapses' | 'withdrawn' | 'return' | 'stays'

/** Pure: the fate of a case of a leaver or mover on the day. `unitGoesAlong`: his work goes with the unit. */
export function fateOf(
  file: Pick<HeldCase, 'state'>,
  definition: ProcedureDefinition | undefined,
  person: Pick<TouchedPerson, 'kind'>,
): CaseFate {
  if (file.state === 'in-use') return 'return'
  const leaves = person.kind === 'leaver'
  if (file.state === 'granted') {
    return leaves || (definition?.whenHolderMoves ?? 'lapses') === 'lapses' ? 'lapses' : 'stays'
  }
  return leaves ? 'withdrawn' : 'stays'
}

/** Where somebody goes to another section; within one section his work stays with it. */
export function changesUnit(person: TouchedPerson): boolean {
  return person.kind === 'leaver' || (person.kind === 'mover' && person.unitId !== person.formerUnitId)
}

/** Waiting cases whose deciders change: old → new, or a gap. Four queries for every 25 units, and two. */
export async function findCases(
  tx: Tx,
  ask: {
    on: string
    procedures: readonly ProcedureDefinition[]
    heirs: ReadonlyMap<string, string>
    leavers: ReadonlySet<string>
  },
  progress: (part: number) => Promise<void>,
): Promise<Finding[]> {
  const before = addDays(ask.on, -1)
  const all = await waitingCases(tx)
  const cases = all.filter((file) => !ask.leavers.has(file.applicantId))
  const routes = (
    await routesOf(tx, cases, { before, on: ask.on, procedures: ask.procedures, heirs: ask.heirs }, (done) =>
      progress(done / Math.max(1, cases.length)),
    )
  ).filter(hasChanged)
  const names = await personNames(
    tx,
    routes.flatMap((route) => [route.file.applicantId, ...route.before, ...route.after]),
  )
  const units = await unitNames(
    tx,
    routes.map((route) => route.file.unitId),
    before,
  )
  return routes.map(({ file, before: old, plan, why, after, moved }) => ({
    tab: 'cases',
    kind: plan.kind === 'gap' ? '決定者がいない' : moved ? '回付先が変わる' : '決定者が代わる',
    personId: file.applicantId,
    unitId: file.unitId,
    label: `${file.number ?? ''} ${file.title}`.trim(),
    unit: units.get(file.unitId) ?? '',
    before: namesOf(old, names),
    after: plan.kind === 'gap' ? '決定者がいない' : namesOf(after, names),
    note: plan.kind === 'gap' ? why : `${why}(申請者 ${names.get(file.applicantId) ?? ''})`,
    href: `/cases/${file.applicationId}`,
  }))
}

export function namesOf(ids: readonly string[], names: ReadonlyMap<string, string>): string {
  if (ids.length === 0) return 'なし'
  const shown = ids.slice(0, 3).map((id) => names.get(id) ?? '')
  return ids.length > 3 ? `${shown.join('、')}ほか${ids.length - 3}人` : shown.join('、')
}

/** Permissions that end and things taken out that have to come back. Four queries. */
export async function findPermits(
  tx: Tx,
  ask: {
    on: string
    procedures: readonly ProcedureDefinition[]
    people: readonly TouchedPerson[]
  },
): Promise<Finding[]> {
  const definitions = new Map(ask.procedures.map((each) => [each.key, each]))
  const concerned = new Map(ask.people.filter(changesUnit).map((person) => [person.personId, person]))
  const mine = await openCasesOf(tx, [...concerned.keys()])
  const over = await permitsOver(tx, ask.on)
  const names = await personNames(
    tx,
    over.map((file) => file.applicantId),
  )
  const units = await unitNames(
    tx,
    over.map((file) => file.unitId),
    addDays(ask.on, -1),
  )
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const file of mine) {
    const person = concerned.get(file.applicantId)
    if (person === undefined) continue
    const definition = definitions.get(file.procedure)
    const fate = fateOf(file, definition, person)
    if (fate === 'stays') continue
    seen.add(file.applicationId)
    findings.push({
      tab: fate === 'return' ? 'holdings' : 'permits',
      kind: kindOf(fate, person),
      personId: person.personId,
      unitId: file.unitId,
      label: person.name,
      unit: person.formerUnitName,
      before: `${definition?.name ?? file.procedure} ${file.number ?? ''}`.trim(),
      after: { lapses: '失効', withdrawn: '取下げ', return: '返す' }[fate],
      note:
        fate === 'return' && file.periodTo !== null
          ? `${file.title}(返却期限 ${formatDate(file.periodTo)})`
          : file.title,
      href: `/cases/${file.applicationId}`,
    })
  }
  for (const file of over) {
    if (seen.has(file.applicationId)) continue
    const definition = definitions.get(file.procedure)
    findings.push({
      tab: 'permits',
      kind: '期限',
      personId: file.applicantId,
      unitId: file.unitId,
      label: names.get(file.applicantId) ?? '',
      unit: units.get(file.unitId) ?? '',
      before: `${definition?.name ?? file.procedure} ${file.number ?? ''}`.trim(),
      after: '失効',
      note: `${file.title}(許可の期限 ${file.validUntil === null ? '' : formatDate(file.validUntil)})`,
      href: `/cases/${file.applicationId}`,
    })
  }
  return findings
}

function kindOf(fate: 'lapses' | 'withdrawn' | 'return', person: TouchedPerson): string {
  if (fate === 'return') return '持ち出したもの'
  if (fate === 'withdrawn') return '退職(申請中)'
  return person.kind === 'leaver' ? '退職' : '異動'
}
