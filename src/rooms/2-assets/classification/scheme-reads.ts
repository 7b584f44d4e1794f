import type { Selectable } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import type { ClassSchemeTable } from '#engine/register/tables.ts'
import { axisWords, type Axis } from '#engine/register/class-columns.ts'
import { schemeBody, schemeMapping, type SchemeBody, type SchemeMapping } from './contract-scheme.ts'
import { MODEL_NAME, modelScheme } from './model-scheme.ts'

export type Scheme = {
  readonly schemeId: string | null
  readonly name: string
  readonly basis: string
  readonly body: SchemeBody
  readonly from: string | null
  readonly mapping: SchemeMapping | null
}

/** The scheme nobody has to enter. */
export const model: Scheme = {
  schemeId: null,
  name: MODEL_NAME,
  basis: '',
  body: modelScheme,
  from: null,
  mapping: null,
}

/** Every scheme of the city: drafts first, then from the latest on. One query. */
export async function schemesOf(tx: Tx): Promise<Scheme[]> {
  const rows = await tx.selectFrom('class_scheme').selectAll().orderBy('in_force_from', 'desc').execute()
  return rows.map(schemeOf)
}

/** A scheme, kept from others until the act ends where it is going to be changed. @throws Refusal 'not-found'. */
export async function getScheme(
  tx: Tx,
  schemeId: string,
  how: 'to-read' | 'to-change' = 'to-change',
): Promise<Scheme & { readonly schemeId: string }> {
  const row = await tx
    .selectFrom('class_scheme')
    .selectAll()
    .where('scheme_id', '=', schemeId.toLowerCase())
    .$if(how === 'to-change', (query) => query.forUpdate())
    .executeTakeFirst()
  if (row === undefined) {
    return refuse('not-found', 'その分類の体系は見つかりません。一覧から選び直してください。')
  }
  return { ...schemeOf(row), schemeId: row.scheme_id }
}

function schemeOf(row: Selectable<ClassSchemeTable>): Scheme {
  return {
    schemeId: row.scheme_id,
    name: row.name,
    basis: row.basis,
    body: schemeBody.parse(row.body),
    from: row.in_force_from,
    mapping: row.mapping === null ? null : schemeMapping.parse(row.mapping),
  }
}

/** The scheme of a date. Pure. */
export function inForceOn(schemes: readonly Scheme[], on: string): Scheme {
  return beforeOrOn(schemes, on)[0] ?? model
}

/** The scheme that was in force before another came. Pure. */
export function schemeBefore(schemes: readonly Scheme[], scheme: Scheme, today: string): Scheme {
  const on = scheme.from ?? today
  return beforeOrOn(schemes, on).find((each) => each.schemeId !== scheme.schemeId) ?? model
}

function beforeOrOn(schemes: readonly Scheme[], on: string): Scheme[] {
  return schemes
    .filter(({ from }) => from !== null && from <= on)
    .toSorted((one, other) => (other.from ?? '').localeCompare(one.from ?? ''))
}

/** The words of a class and of an axis under a scheme. */
export function classWord(scheme: Scheme, axis: Axis, value: string): string {
  const own = scheme.body.axes.find((each) => each.axis === axis)
  return own?.classes.find((each) => each.value === value)?.label ?? `${axisWords[axis]}${value}`
}
export function axisWord(scheme: Scheme, axis: Axis): string {
  return scheme.body.axes.find((each) => each.axis === axis)?.label ?? axisWords[axis]
}
