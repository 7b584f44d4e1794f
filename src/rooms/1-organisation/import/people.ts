import { newId } from '#ground/ids/ids.ts'
import type { Sheet } from '#ground/paper/sheet.ts'
import { fold } from '#ground/words/fold.ts'
import { personRow } from '#authority/rows.ts'
import { appointmentWriter, type Base, mainKinds, type Place } from './appointments.ts'
import { findColumns, type Headings } from './columns.ts'
import type { Existing, PersonRow } from './existing.ts'
import {
  missingChoice,
  peopleColumns,
  type PeopleKey,
  type PersonDraft,
  readPersonDraft,
} from './people-columns.ts'
import { differences, emptyPlan, type Plan } from './plan.ts'
import { rankOfTitle } from './titles.ts'

/**
 * Works out what a file of people and their appointments means. A person is recognised by his number and may
 * have several rows (本務 and 兼務); posts are made as titles need them. A new 本務 ends the former one on its
 * first day; whoever is not in the file stays as he is.
 */
export function planPeople(
  sheet: Sheet,
  existing: Existing,
  tenantId: string,
  on: string,
): { plan: Plan; headings: Headings<PeopleKey> } {
  const plan = emptyPlan()
  const headings = findColumns<PeopleKey>(sheet, peopleColumns)
  const choice = missingChoice(headings)
  plan.problems.push(...headings.problems)
  if (choice !== undefined) plan.problems.push({ line: 1, at: '見出し', message: choice })
  if (plan.problems.length > 0) {
    for (const row of sheet.rows) plan.wrongLines.add(row.line)
    return { plan, headings }
  }
  const base = { existing, tenantId, on }
  const known = new Map(existing.people.map((person) => [person.number, person]))
  const drafts = sheet.rows.map((row) => readPersonDraft(headings, row))
  const findPlace = placeFinder(existing, on)
  const places = new Map<PersonDraft, Place>()
  for (const draft of drafts) {
    const place = findPlace(draft)
    if (place !== undefined) places.set(draft, place)
    checkZeros(draft, known)
  }
  const byNumber = Map.groupBy(
    drafts.filter((draft) => draft.number !== ''),
    (draft) => draft.number,
  )
  for (const same of byNumber.values()) checkDuplicates(same, on)
  const writer = personWriter(plan, base, known)
  const appointments = appointmentWriter(plan, base)
  for (const draft of drafts) {
    plan.warnings.push(...draft.reader.warnings)
    const place = places.get(draft)
    if (draft.reader.problems.length === 0 && place !== undefined) {
      // A row that cannot be appointed must not leave its person behind half done: it is checked first.
      const person = known.get(draft.number)
      if (appointments.check(draft, person)) {
        const personId = writer(draft)
        appointments.write(draft, personId, place)
      }
    }
    if (draft.reader.problems.length > 0) plan.wrongLines.add(draft.line)
    plan.problems.push(...draft.reader.problems)
  }
  return { plan, headings }
}

/** Finds the unit of a row by code or name; a post of the body itself has none. */
function placeFinder(existing: Existing, on: string): (draft: PersonDraft) => Place | undefined {
  const inForce = existing.units.filter((unit) => unit.valid_to === null || unit.valid_to > on)
  const byCode = new Map(inForce.map((unit) => [unit.code, unit]))
  const byName = Map.groupBy(
    [...new Map(inForce.map((unit) => [`${unit.id} ${unit.name}`, unit])).values()],
    (unit) => fold(unit.name),
  )
  const [body] = existing.bodies
  return (draft) => {
    if (draft.unit !== '') {
      const unit = byCode.get(draft.unit)
      if (unit !== undefined) return { unit, bodyId: unit.body_id }
      draft.reader.wrong(
        'unit',
        `所属コード「${draft.unit}」の組織は登録されていません。先に組織を取り込んでください。`,
        draft.unit,
      )
      return undefined
    }
    if (draft.unitName !== '') {
      const found = byName.get(fold(draft.unitName)) ?? []
      const [unit] = found
      if (unit !== undefined && found.length === 1) return { unit, bodyId: unit.body_id }
      const codes = found.map((each) => each.code).join('、')
      draft.reader.wrong(
        'unitName',
        unit === undefined
          ? `所属「${draft.unitName}」の組織は登録されていません。先に組織を取り込んでください。`
          : `所属「${draft.unitName}」は${found.length}つあります(コード ${codes})。「所属コード」の列で指定してください。`,
        draft.unitName,
      )
      return undefined
    }
    const rank = draft.rank ?? rankOfTitle(draft.title, null)
    if (body !== undefined && (rank === 'vice-mayor' || rank === 'member'))
      return { unit: null, bodyId: body.id }
    if (draft.title !== '') draft.reader.wrong('unit', '所属が空です。所属コードを入れてください。')
    return undefined
  }
}

/** Excel eats leading zeros: a number that is registered with them is not a new person. */
function checkZeros(draft: PersonDraft, known: ReadonlyMap<string, PersonRow>): void {
  if (!/^\d+$/u.test(draft.number) || known.has(draft.number)) return
  for (let zeros = 1; zeros <= 8; zeros += 1) {
    const padded = '0'.repeat(zeros) + draft.number
    if (!known.has(padded)) continue
    const message = `先頭の0が失われていませんか。職員番号「${padded}」が登録されています。列を文字列にして保存し直してください。`
    draft.reader.wrong('number', message, draft.number)
    return
  }
}

/** Rows of one number must speak of one person, with one main appointment at a time, each said once. */
function checkDuplicates(same: readonly PersonDraft[], on: string): void {
  if (same.length < 2) return
  const lines = same.map((draft) => `${draft.line}行`).join('・')
  const names = new Set(same.map((draft) => fold(draft.family + draft.given)))
  if (names.size > 1) {
    for (const draft of same) {
      const message = `職員番号「${draft.number}」が、違う氏名の行で重複しています(${lines})。番号か氏名を直してください。`
      draft.reader.wrong('number', message, draft.number)
    }
    return
  }
  const seen = new Map<string, PersonDraft>()
  for (const draft of same) {
    const key = [draft.unit, draft.unitName, draft.title, draft.kind, draft.from ?? ''].join('\n')
    const first = seen.get(key)
    if (first !== undefined) {
      draft.reader.wrong(
        'number',
        `${first.line}行と同じ内容です。どちらか1行だけにしてください。`,
        draft.number,
      )
    }
    seen.set(key, first ?? draft)
  }
  const mains = same.filter((draft) => mainKinds.has(draft.kind))
  for (const [index, draft] of mains.entries()) {
    const other = mains.find((each, at) => at !== index && overlaps(each, draft, on))
    if (other === undefined || draft.reader.problems.length > 0) continue
    const message = `職員番号「${draft.number}」の本務が${other.line}行にもあります。兼務なら任用区分に「兼務」を入れてください。`
    draft.reader.wrong('number', message, draft.number)
  }
}

function overlaps(a: PersonDraft, b: PersonDraft, on: string): boolean {
  const [fromA, fromB] = [a.from ?? on, b.from ?? on]
  const [toA, toB] = [a.to ?? null, b.to ?? null]
  return (toA === null || toA > fromB) && (toB === null || toB > fromA)
}

function personWriter(
  plan: Plan,
  base: Base,
  known: ReadonlyMap<string, PersonRow>,
): (draft: PersonDraft) => string {
  const written = new Map<string, string>()
  return (draft) => {
    const already = written.get(draft.number)
    if (already !== undefined) return already
    const before = known.get(draft.number)
    const sameName = before !== undefined && before.family + before.given === draft.family + draft.given
    // 氏名 in one piece says nothing about where the gap is: a gap that is known stays.
    const keepSplit = sameName && !draft.split
    const row = personRow({
      tenant_id: base.tenantId,
      id: before?.id ?? newId(),
      number: draft.number,
      family: keepSplit ? before.family : draft.family,
      given: keepSplit ? before.given : draft.given,
      family_kana: draft.kana?.[0] ?? before?.family_kana ?? '',
      given_kana: draft.kana?.[1] ?? before?.given_kana ?? '',
      mail: draft.mail === undefined ? (before?.mail ?? null) : draft.mail,
      extension: draft.extension === undefined ? (before?.extension ?? null) : draft.extension,
      valid_from: draft.hired ?? before?.valid_from ?? earliest(draft.from, base.on),
      valid_to: draft.left === undefined ? (before?.valid_to ?? null) : draft.left,
    })
    written.set(draft.number, row.id)
    const name = `${draft.family}${draft.given}`
    if (before === undefined) {
      plan.people.push(row)
      plan.counts.people.created += 1
      plan.changes.push({ line: draft.line, what: `${name}(${draft.number})を加えます` })
    } else if (differences(before, row, personFields).length > 0) {
      plan.people.push(row)
      plan.counts.people.changed += 1
      const fields = differences(before, row, personFields).map((field) => fieldWords[field] ?? field)
      plan.changes.push({
        line: draft.line,
        what: `${name}(${draft.number})の${fields.join('・')}を変えます`,
      })
    } else {
      plan.counts.people.unchanged += 1
    }
    return row.id
  }
}

const personFields = [
  ...(['family', 'given', 'family_kana', 'given_kana', 'mail', 'extension'] as const),
  ...(['search', 'valid_from', 'valid_to'] as const),
]
const fieldWords: Partial<Record<keyof PersonRow, string>> = {
  family: '氏',
  given: '名',
  family_kana: '氏カナ',
  given_kana: '名カナ',
  mail: 'メール',
  extension: '内線',
  search: '検索用の文字',
  valid_from: '採用日',
  valid_to: '退職日',
}

function earliest(from: string | null, on: string): string {
  return from !== null && from < on ? from : on
}
