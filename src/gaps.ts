import { offices } from '#authority/offices.ts'
import type { Gap } from '#engine/procedure/ports.ts'
import { dutyStates } from '#engine/stocktake/overview.ts'
import { formatDate } from '#ground/clock/calendar.ts'
import type { Tx } from '#ground/database/database.ts'
import { owedLines } from '#policy/editions/owed.ts'
import { leftToDo } from '#policy/findings/left-to-do.ts'
import { citationsOfAll, editionsInForce } from '#policy/reads.ts'
import { REPORT } from '#rooms/1-organisation/council/owed.ts'
import { organisationGaps } from '#rooms/1-organisation/offices-list.ts'
import { allSlots } from './all-slots.ts'
import { registers } from './mechanisms.ts'
import { plannedSlots } from './planned-mechanisms.ts'

/**
 * What is not in place yet, for the first page of those who can mend it: mechanisms without a clause, and of each
 * edition in force, as counted lines, the norms and open values that wait for an officer.
 */
export async function gaps(tx: Tx, rights: ReadonlySet<string>, on: string): Promise<readonly Gap[]> {
  const inOrganisation = rights.has('organisation.manage') ? await organisationLines(tx, on) : []
  if (!rights.has('policy.manage')) return inOrganisation
  const open: Gap[] = [
    ...inOrganisation,
    ...(await owedOnce(tx, on)),
    ...(await lateStocktakes(tx, on)),
    ...(await editionGaps(tx, on)),
  ]
  // the text in which a clause is looked for first: the standard, where there is one
  const [first] = await editionsInForce(tx, on)
  return [...open, ...(await unboundLines(tx, first?.editionId, on))]
}

/** Up to so many mechanisms of a kind are named one by one on the first page. */
const MOST_NAMED = 4

/**
 * Mechanisms some of whose places wait for a clause: a line each, however many places wait, and one line for all of a
 * kind where they are many. Two queries.
 */
async function unboundLines(tx: Tx, editionId: string | undefined, on: string): Promise<Gap[]> {
  const byMechanism = [...Map.groupBy(await allSlots(tx), (slot) => slot.mechanism)]
  const cites = await citationsOfAll(
    tx,
    byMechanism.map(([mechanism]) => mechanism),
    on,
  )
  const waiting = byMechanism.flatMap(([mechanism, places]) => {
    const bound = new Set((cites.get(mechanism) ?? []).map((cite) => cite.slot))
    const open = places.filter((each) => !bound.has(each.slot))
    const [slot] = open
    return slot === undefined ? [] : [{ slot, places: open.length }]
  })
  const page = editionId === undefined ? null : `/policies/${editionId}/slots`
  return [...Map.groupBy(waiting, ({ slot }) => slot.kind)].flatMap(([kind, lines]): Gap[] => {
    if (lines.length > MOST_NAMED) {
      const names = lines.slice(0, 2).map(({ slot }) => `「${slot.mechanismName}」`)
      const text = `根拠の条文をまだ対応付けていない${kind}が${lines.length}あります(${names.join('')}など)。`
      return [{ kind, text, ...(page === null ? {} : { href: page }) }]
    }
    return lines.map(({ slot, places }) => ({
      kind,
      text:
        places === 1
          ? `${slot.mechanismName}: ${slot.need}`
          : `${slot.mechanismName}: ${slot.need}など、${places}か所`,
      ...(page === null
        ? {}
        : { href: `${page}?slot=${encodeURIComponent(`${slot.mechanism}~${slot.slot}`)}` }),
    }))
  })
}

/** What the keepers of the text owe, without the reports that stand among the tasks already. Four queries. */
async function owedOnce(tx: Tx, on: string) {
  const tasks = await tx
    .selectFrom('task')
    .select('subject_id')
    .where('kind', '=', REPORT)
    .where('state', '=', 'open')
    .execute()
  const told = new Set(tasks.map((task) => `/policies/${task.subject_id}`))
  return (await owedLines(tx, on)).filter((line) => line.kind !== '事後報告' || !told.has(line.href))
}

/** Registers whose stock-take is late. Two queries. */
async function lateStocktakes(tx: Tx, on: string): Promise<Gap[]> {
  const states = await dutyStates(tx, registers, on)
  return registers.flatMap((register) => {
    const state = states.get(register.key)
    if (state === undefined || !state.overdue) return []
    return [
      {
        kind: '台帳',
        text:
          state.nextDue === null
            ? `${register.name}: 棚卸をまだ一度もしていません。`
            : `${register.name}: 棚卸の期限(${formatDate(state.nextDue)})を過ぎています。`,
        href: `/stocktakes?register=${register.key}`,
      },
    ]
  })
}

/** Open seats and offices nobody has set, as counted lines. Four queries. */
async function organisationLines(tx: Tx, on: string): Promise<Gap[]> {
  const { open, unset } = await organisationGaps(tx, on)
  const lines: Gap[] = open.map(({ office, word, count }) => ({
    kind: '役割',
    text:
      office === 'sec-leader'
        ? `${word}のいない課・室が${count}あります。`
        : `${word}の空席(または重複)が${count}あります。`,
    href: `/organisation/offices?office=${office}&gaps=yes`,
  }))
  if (unset.length > 0) {
    const words = unset.map((office) => offices[office].word).join('、')
    lines.push({
      kind: '役割',
      text: `決め方を定めていない役割が${unset.length}あります(${words})。`,
      href: '/organisation/rules',
    })
  }
  return lines
}

/** A line for each thing left to do about an edition, however many norms it counts. */
async function editionGaps(tx: Tx, on: string): Promise<Gap[]> {
  const ports = { slots: allSlots, planned: () => plannedSlots }
  const left = await leftToDo(tx, ports, on)
  return left.flatMap(({ editionId, documentMark, label, unconfirmed, unbound, openValues }) => {
    const name = `${documentMark} ${label}`
    const page = `/policies/${editionId}`
    const lines: (Gap & { readonly count: number })[] = [
      {
        kind: '規範',
        count: unconfirmed,
        text: `${name}: まだ確認していない規範が${unconfirmed}件あります。`,
        href: `${page}/review`,
      },
      {
        kind: '規範',
        count: unbound,
        text: `${name}: どの仕掛けにも対応付けていない規範が${unbound}件あります。`,
        href: `${page}/bindings?show=gap`,
      },
      {
        kind: '定める値',
        count: openValues,
        text: `${name}: まだ定めていない値が${openValues}件あります。`,
        href: `${page}/values`,
      },
    ]
    return lines
      .filter((line) => line.count > 0)
      .map(({ kind, text, href }) => (href === undefined ? { kind, text } : { kind, text, href }))
  })
}
