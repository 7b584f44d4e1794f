import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { fold } from '#ground/words/fold.ts'
import type { Column } from './definition.ts'
import { leadingNumber } from './sheet.ts'

/** What a written name stands for: one id, or a sentence on why not. */
export type LookedUp = { readonly id: string } | { readonly message: string }

export type LookUp = (column: Pick<Column, 'type' | 'register'>, text: string) => LookedUp

type Wanted = { readonly column: Pick<Column, 'type' | 'register'>; readonly text: string }

/** What the names of a stretch of lines stand for. */
export type LookUps = (wanted: readonly Wanted[]) => Promise<LookUp>

/**
 * Finds the units (by name or code, in force on the date), people (by 職員番号 or full name) and lines (by
 * 管理番号) that a file names, stretch by stretch: one query for each kind, and none for names that came before.
 */
export async function openLookUps(tx: Tx, on: string): Promise<LookUps> {
  const units = await unitsByName(tx, on)
  const people: Index = new Map()
  const asked = new Set<string>()
  return async (wanted) => {
    const persons = wanted.filter(({ column }) => column.type === 'person' || column.type === 'people')
    const fresh = [...new Set(persons.map((it) => it.text))].filter((text) => !asked.has(text))
    for (const text of fresh) asked.add(text)
    await addPeople(people, tx, on, fresh)
    const entries = await entriesByNumber(tx, wanted)
    return (column, text) => {
      switch (column.type) {
        case 'unit':
          return one(units.get(fold(text)), '部・課', '部・課コード')
        case 'person':
        case 'people':
          return one(people.get(fold(text)), '職員', '職員番号')
        default:
          return one(entries.get(`${column.register} ${leadingNumber(text)}`), '台帳の行', '管理番号')
      }
    }
  }
}

function one(ids: ReadonlySet<string> | undefined, noun: string, unique: string): LookedUp {
  const [id] = ids ?? []
  if (ids === undefined || id === undefined) {
    return { message: `この${noun}は見つかりません。名前か${unique}を確かめてください。` }
  }
  if (ids.size > 1)
    return { message: `同じ名前の${noun}が${ids.size}つあります。${unique}で入れてください。` }
  return { id }
}

type Index = Map<string, Set<string>>

function put(index: Index, key: string, id: string): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, new Set([id]))
  else known.add(id)
}

async function unitsByName(tx: Tx, on: string): Promise<Index> {
  const rows = await tx
    .selectFrom('unit_at')
    .select(['id', 'name', 'code'])
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', on)]))
    .execute()
  const index: Index = new Map()
  for (const row of rows) {
    put(index, fold(row.name), row.id)
    put(index, fold(row.code), row.id)
  }
  return index
}

async function addPeople(index: Index, tx: Tx, on: string, texts: readonly string[]): Promise<void> {
  if (texts.length === 0) return
  const plain = texts.map((text) => text.replaceAll(/\s/gu, ''))
  const { rows } = await sql<{ id: string; number: string; name: string }>`
    select id, number, family || given as name from person
     where valid_from <= ${on}::date and (valid_to is null or valid_to > ${on}::date)
       and (number = any(${plain}::text[]) or family || given = any(${plain}::text[]))`.execute(tx)
  for (const row of rows) {
    put(index, fold(row.number), row.id)
    put(index, fold(row.name), row.id)
  }
}

async function entriesByNumber(tx: Tx, wanted: readonly Wanted[]): Promise<Index> {
  const index: Index = new Map()
  const lines = wanted.filter(({ column }) => column.type === 'entry' || column.type === 'entries')
  if (lines.length === 0) return index
  const registers = [...new Set(lines.flatMap(({ column }) => column.register ?? []))]
  const numbers = [...new Set(lines.map(({ text }) => leadingNumber(text)))]
  const { rows } = await sql<{ id: string; register: string; number: string }>`
    select entry_id as id, register, number from register_entry
     where register = any(${registers}::text[]) and number = any(${numbers}::text[])`.execute(tx)
  for (const row of rows) put(index, `${row.register} ${row.number}`, row.id)
  return index
}
