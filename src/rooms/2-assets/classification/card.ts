import type { z } from 'zod'
import { accessOf, holds, reachOf, type Access } from '#engine/register/access.ts'
import { axes } from '#engine/register/class-columns.ts'
import type { RegisterDefinition, Values } from '#engine/register/definition.ts'
import { findEntry, noSuchEntry, type Entry } from '#engine/register/reads.ts'
import { schemeInForce } from '#engine/register/class-scheme.ts'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { takesAnswers } from './answer.ts'
import { copiesOf } from './copies.ts'
import { cardItems, type CardFacts, type CardItem } from './card-facts.ts'
import type { handlingCard } from './contract.ts'
import { CLASSIFICATION } from './definition.ts'
import type { ClassificationPorts } from './ports.ts'

type Line = Pick<Entry, 'entryId' | 'register' | 'values'>

/** Where lines lie: by id the values of the place their `entry` column points at, or their own when they are places. */
async function placesOf(
  tx: Tx,
  definitions: ReadonlyMap<string, RegisterDefinition>,
  lines: readonly Line[],
): Promise<ReadonlyMap<string, Values>> {
  const wanted = lines.map((line) => {
    const column = definitions
      .get(line.register)
      ?.columns.find((each) => each.type === 'entry' && each.register === 'place')
    const value = column === undefined ? undefined : line.values[column.key]
    return { line, placeId: typeof value === 'string' ? value : undefined }
  })
  const ids = [...new Set(wanted.flatMap(({ placeId }) => placeId ?? []))]
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('register_entry')
          .select(['entry_id', 'values'])
          .where('entry_id', 'in', ids)
          .execute()
  const places = new Map(rows.map((row) => [row.entry_id, row.values]))
  return new Map(
    wanted.flatMap(({ line, placeId }) => {
      const values = line.register === 'place' ? line.values : places.get(placeId ?? '')
      return values === undefined ? [] : [[line.entryId, values] as const]
    }),
  )
}

/** The handling of many lines with what the registers show of it, by id. Two queries. */
export async function cardsOf(
  act: Pick<Act, 'tx' | 'today'>,
  ports: ClassificationPorts,
  lines: readonly Line[],
): Promise<ReadonlyMap<string, readonly CardItem[]>> {
  const definitions = new Map(ports.definitions().map((each) => [each.key, each]))
  const places = await placesOf(act.tx, definitions, lines)
  const copies = await copiesOf(
    act.tx,
    lines.filter((line) => line.register === 'asset').map((line) => line.entryId),
    act.today,
  )
  return new Map(
    lines.map((line) => {
      const facts: CardFacts = {
        on: act.today,
        columns: definitions.get(line.register)?.columns.map((column) => column.key) ?? [],
        values: line.values,
        place: places.get(line.entryId),
        copies: copies.get(line.entryId),
      }
      return [line.entryId, cardItems(facts)]
    }),
  )
}

/** A line the actor may read, of a register with classes. @throws Refusal 'not-found'. */
export async function readableLine(
  act: Act,
  ports: ClassificationPorts,
  asked: { readonly register: string; readonly entryId: string },
): Promise<{ definition: RegisterDefinition; access: Access; entry: Entry }> {
  const definition = ports.definitions().find((each) => each.key === asked.register)
  if (definition === undefined || !definition.columns.some(({ type }) => type === 'class')) {
    return refuse('not-found', 'この台帳の行には分類がありません。台帳を選び直してください。')
  }
  const access = accessOf(await reachOf(act, ports.organisation), definition)
  const entry = await findEntry(act.tx, definition, asked.entryId)
  if (entry === undefined || !holds(access.read, entry.unitId)) return noSuchEntry(definition)
  return { definition, access, entry }
}

/** The 取扱カード of a line: its classes, what each asks, whether it is kept, and what is about it. */
export async function showCard(
  act: Act,
  asked: { readonly register: string; readonly entryId: string },
  ports: ClassificationPorts,
): Promise<z.input<typeof handlingCard.output>> {
  const { definition, access, entry } = await readableLine(act, ports, asked)
  const scheme = await schemeInForce(act.tx, act.today)
  const items = (await cardsOf(act, ports, [entry])).get(entry.entryId) ?? []
  const cites = (await ports.citations(act.tx, [CLASSIFICATION], act.today)).get(CLASSIFICATION) ?? []
  const copies = await copiesOf(act.tx, definition.key === 'asset' ? [entry.entryId] : [], act.today)
  const asks = takesAnswers(definition)
  const mine = access.because === undefined && holds(access.write, entry.unitId)
  return {
    number: entry.number,
    label: entry.label,
    classes: axes.flatMap((axis) => {
      const used = scheme.axes.find((each) => each.axis === axis)
      if (used === undefined) return []
      const value = entry.values[axis]
      const known = [...used.classes, ...scheme.former[axis]].find((each) => each.value === value)
      return [
        {
          axis,
          axisLabel: used.label,
          value: typeof value === 'string' ? value : null,
          label: known?.label ?? '未分類(最も厳しい分類として扱う)',
        },
      ]
    }),
    items: items.map(({ key, axis, text, state, says }) => ({
      key,
      axis,
      text,
      state,
      says,
      cites: cites.filter((cite) => cite.slot === key),
    })),
    cites: cites.filter((cite) => ['classes', 'handle'].includes(cite.slot)),
    copies: copies.get(entry.entryId)?.open ?? 0,
    holds: await heldIn(act.tx, ports, definition, entry.entryId),
    cases: (await ports.casesAbout(act.tx, [entry.entryId])).map(({ applicationId, number, title }) => ({
      applicationId,
      number,
      title,
    })),
    mayAnswer:
      asks && mine && entry.state === 'current'
        ? { allowed: true }
        : {
            allowed: false,
            because: asks
              ? (access.because ?? `この部・課の${definition.noun}を書く役割があなたにはありません。`)
              : 'この台帳の分類は、置かれているものから決まります。',
          },
  }
}

/** How many lines lie in it, by register. One query; none where nothing can. */
async function heldIn(tx: Tx, ports: ClassificationPorts, definition: RegisterDefinition, entryId: string) {
  if (definition.holds === undefined) return []
  const rows = await tx
    .selectFrom('register_pointer as p')
    .innerJoin('register_entry as e', (join) =>
      join.onRef('e.tenant_id', '=', 'p.tenant_id').onRef('e.entry_id', '=', 'p.entry_id'),
    )
    .select((eb) => ['p.register', 'p.column_key', eb.fn.countAll<string>().as('count')])
    .where('p.target_id', '=', entryId)
    .where('e.state', '=', 'current')
    .groupBy(['p.register', 'p.column_key'])
    .execute()
  return rows
    .filter((row) =>
      definition.holds?.some((each) => each.register === row.register && each.column === row.column_key),
    )
    .map((row) => ({
      register: row.register,
      name: ports.definitions().find((each) => each.key === row.register)?.name ?? row.register,
      lines: Number(row.count),
    }))
}
