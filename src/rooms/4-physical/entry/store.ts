import type { Insertable } from 'kysely'
import { jstDate } from '#ground/clock/clock.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { fold } from '#ground/words/fold.ts'
import type { Area } from './areas.ts'
import { nameKey } from './permitted.ts'
import type { Direction, EntrantKind, EntryLineTable } from './tables.ts'

/** What one line says. */
export type Said = {
  readonly at: string
  readonly direction: Direction
  readonly kind: EntrantKind
  readonly personId: string | null
  readonly name: string
  readonly company: string | null
  readonly card: string | null
  readonly badge?: string | null
  readonly escortId?: string | null
  readonly purpose?: string | null
  readonly items?: string | null
}

/** Under what a person's lines are paired: himself by his number, a card nobody knows by its own, others by name. */
export function whoKey({
  personId,
  card,
  name,
  company,
}: Pick<Said, 'personId' | 'card' | 'name' | 'company'>): string {
  if (personId !== null) return `p:${personId}`
  if (card !== null) return `c:${card}`
  return `n:${nameKey(name)}|${nameKey(company ?? '')}`
}

/** The row of a line that is new, or that puts another right. */
export function lineRow(
  act: Act,
  area: Pick<Area, 'areaId' | 'unitId'>,
  said: Said,
  more: {
    readonly origin: 'typed' | 'reader'
    readonly corrects?: string
    readonly struck?: boolean
    readonly why?: string
  },
): Insertable<EntryLineTable> {
  return {
    tenant_id: act.tenantId,
    line_id: newId(),
    area_id: area.areaId,
    unit_id: area.unitId,
    day: jstDate(said.at),
    at: said.at,
    direction: said.direction,
    who: whoKey(said),
    kind: said.kind,
    person_id: said.personId,
    name: said.name,
    company: said.company,
    card: said.card,
    badge: said.badge ?? null,
    escort_id: said.escortId ?? null,
    purpose: said.purpose ?? null,
    items: said.items ?? null,
    search: [said.name, said.company, said.card, said.badge, said.purpose]
      .map((each) => fold(each ?? ''))
      .join(' '),
    origin: more.origin,
    corrects: more.corrects ?? null,
    struck: more.struck ?? false,
    why: more.why ?? null,
    entered_at: act.at,
    entered_by: enteredBy(act),
  }
}

function enteredBy({ actor }: Act): string {
  if (actor.kind === 'person') return actor.personId
  return actor.kind === 'operator' ? actor.name : actor.kind === 'system' ? actor.job : ''
}
