import type { Insertable } from 'kysely'
import { newId } from '#ground/ids/ids.ts'
import type { AppointmentKind, AppointmentTable, PostRank, PostTable } from '#authority/tables.ts'
import type { Existing, PersonRow, UnitRow } from './existing.ts'
import type { PersonDraft } from './people-columns.ts'
import type { Plan } from './plan.ts'
import { rankOfTitle } from './titles.ts'

/** Kinds of which a person has one at a time. */
export const mainKinds: ReadonlySet<AppointmentKind> = new Set([
  '本務',
  '会計年度任用',
  '臨時',
  '派遣',
  '再任用',
  '労働者派遣',
  '委託先要員',
])

export type Base = { readonly existing: Existing; readonly tenantId: string; readonly on: string }
/** Where a row places somebody; a post of the body itself has no unit. */
export type Place = { readonly unit: UnitRow | null; readonly bodyId: string }

type AppointmentWriter = {
  /** False when the row cannot be appointed; says why in the row. */
  check(draft: PersonDraft, person: PersonRow | undefined): boolean
  write(draft: PersonDraft, personId: string, place: Place): void
}

/** Turns rows into appointments, making the posts they need and ending the main appointment they replace. */
export function appointmentWriter(plan: Plan, base: Base): AppointmentWriter {
  const { existing, tenantId, on } = base
  const ofPerson = Map.groupBy(existing.appointments, (row) => row.person_id)
  const posts = postFinder(plan, base)
  const touched = new Set<string>()

  const put = (
    draft: PersonDraft,
    personId: string,
    post: { id: string; title: string },
    kind: AppointmentKind,
  ): void => {
    const mine = ofPerson.get(personId) ?? []
    const from = draft.from ?? null
    const same = mine.filter((row) => row.post_id === post.id && row.kind === kind)
    const match =
      same.find((row) => row.valid_from === from) ??
      same.find(
        (row) => (row.valid_to === null || row.valid_to > (from ?? on)) && row.valid_from <= (from ?? on),
      )
    const to = draft.to
    if (match !== undefined) {
      touched.add(match.id)
      if (to === undefined || to === match.valid_to) {
        plan.counts.appointments.unchanged += 1
        return
      }
      plan.appointments.push({ ...match, valid_to: to })
      plan.counts.appointments.changed += 1
      plan.changes.push({
        line: draft.line,
        what: `${draft.family}${draft.given}の${post.title}の終了日を変えます`,
      })
      return
    }
    const start = from ?? on
    if (mainKinds.has(kind)) {
      for (const former of mine) {
        const open = former.valid_to === null || former.valid_to > start
        if (!mainKinds.has(former.kind) || !open || touched.has(former.id) || former.valid_from >= start)
          continue
        touched.add(former.id)
        plan.appointments.push({ ...former, valid_to: start })
        plan.counts.appointments.ended += 1
        plan.changes.push({
          line: draft.line,
          what: `${draft.family}${draft.given}のこれまでの本務を${start}で終えます`,
        })
      }
    }
    const row: Insertable<AppointmentTable> = {
      tenant_id: tenantId,
      id: newId(),
      person_id: personId,
      post_id: post.id,
      kind,
      valid_from: start,
      valid_to: to ?? null,
    }
    plan.appointments.push(row)
    plan.counts.appointments.created += 1
    plan.changes.push({
      line: draft.line,
      what: `${draft.family}${draft.given}を${post.title}(${kind})に発令します`,
    })
  }

  return {
    check: (draft, person) => {
      if (person === undefined || !mainKinds.has(draft.kind)) return true
      const start = draft.from ?? on
      const later = (ofPerson.get(person.id) ?? []).find(
        (row) => mainKinds.has(row.kind) && row.valid_from > start && (draft.to ?? null) === null,
      )
      if (later === undefined) return true
      const message = `${later.valid_from}からの本務がすでに登録されています。発令日を確かめるか、終了日を入れてください。`
      draft.reader.wrong('from', message, draft.from ?? '')
      return false
    },
    write: (draft, personId, place) => {
      const rank = draft.rank ?? rankOfTitle(draft.title, place.unit?.kind ?? null)
      put(draft, personId, posts(place, draft.title, rank), draft.kind)
      if (!draft.leader) return
      const section = sectionOf(existing, place.unit)
      const at = section === null ? place : { unit: section, bodyId: section.body_id }
      put(draft, personId, posts(at, '情報化推進リーダー', 'leader'), '併任')
    },
  }
}

/** The post of a title in a unit; made when there is none yet. */
function postFinder(
  plan: Plan,
  base: Base,
): (place: Place, title: string, rank: PostRank) => { id: string; title: string } {
  const { existing, tenantId, on } = base
  const key = (bodyId: string, unitId: string | null, title: string): string =>
    [unitId ?? bodyId, title].join('\n')
  const known = new Map<string, { id: string; title: string }>()
  for (const post of existing.posts) {
    if (post.valid_to === null || post.valid_to > on)
      known.set(key(post.body_id, post.unit_id, post.title), post)
  }
  return (place, title, rank) => {
    const at = key(place.bodyId, place.unit?.id ?? null, title)
    const found = known.get(at)
    if (found !== undefined) return found
    const row: Insertable<PostTable> & { id: string; title: string } = {
      tenant_id: tenantId,
      id: newId(),
      body_id: place.bodyId,
      unit_id: place.unit?.id ?? null,
      title,
      rank,
      sort: 0,
      valid_from: place.unit?.valid_from ?? on,
      valid_to: null,
    }
    known.set(at, row)
    plan.posts.push(row)
    plan.counts.posts.created += 1
    return row
  }
}

/** The 課, 室 or 機関 a unit belongs to: that is where a leader is named. */
function sectionOf(existing: Existing, unit: UnitRow | null): UnitRow | null {
  const byId = new Map<string, UnitRow>()
  for (const each of unit === null || ['課', '室', '機関', '施設'].includes(unit.kind) ? [] : existing.units)
    byId.set(each.id, each)
  let at = unit
  for (let hops = 0; at !== null && hops < 20; hops += 1) {
    if (['課', '室', '機関', '施設'].includes(at.kind)) return at
    at = at.parent_id === null ? null : (byId.get(at.parent_id) ?? null)
  }
  return unit
}
