import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fiscalYearStart } from '#ground/clock/calendar.ts'
import { cast, vacantPost } from './cast.ts'
import { organisation, staffCount } from './organisation.ts'
import { validOn } from './organisation-types.ts'
import { demoPassword, demoPeople } from './people.ts'

const today = '2026-11-24'
const city = organisation(today)
const current = city.appointments.filter((row) => validOn(row, today))
const sectionKinds: ReadonlySet<string> = new Set(['課', '室', '機関'])
const sections = city.units.filter(({ kind }) => sectionKinds.has(kind))

test('the city has 1,200 staff in 60 sections on the day', () => {
  assert.equal(city.persons.filter((person) => validOn(person, today)).length, staffCount)
  assert.equal(sections.length, 60)
})

test('the same day gives the same city', () => {
  assert.deepEqual(organisation(today), city)
})

test('everybody who serves has exactly one main seat, and every section but the planned vacancy its manager', () => {
  const main = new Set(['本務', '会計年度任用', '再任用'])
  const seats = new Map<string, number>()
  for (const row of current) {
    if (main.has(row.kind)) seats.set(row.personKey, (seats.get(row.personKey) ?? 0) + 1)
  }
  const serving = city.persons.filter((person) => validOn(person, today))
  assert.deepEqual(
    serving.filter(({ key }) => seats.get(key) !== 1).map(({ key }) => key),
    [],
  )
  const held = new Set(current.map(({ postKey }) => postKey))
  const empty = sections.flatMap((section) => {
    const head = city.posts.find((post) => post.unitKey === section.key && post.rank === 'head')
    return head !== undefined && held.has(head.key) ? [] : [head?.key]
  })
  assert.deepEqual(empty, [vacantPost])
  const leaders = sections.filter(
    ({ key }) => current.filter(({ postKey }) => postKey === `${key}/情報化推進リーダー`).length !== 1,
  )
  assert.deepEqual(leaders, [])
})

test('a seat for one is never held by two at a time, and nobody has two main seats at a time', () => {
  const clash = (key: (row: (typeof city.appointments)[number]) => string | null): string[] => {
    const by = new Map<string, { from: string; to: string }[]>()
    const found: string[] = []
    for (const row of city.appointments) {
      const name = key(row)
      if (name === null) continue
      const span = { from: row.validFrom, to: row.validTo ?? '9999-12-31' }
      const others = by.get(name) ?? []
      if (others.some((other) => span.from < other.to && other.from < span.to)) found.push(name)
      by.set(name, [...others, span])
    }
    return found
  }
  const forOne = new Set(
    city.posts.filter(({ rank }) => rank !== 'staff' && rank !== 'member').map(({ key }) => key),
  )
  // 併任 sits beside the holder
  assert.deepEqual(
    clash((row) => (forOne.has(row.postKey) && row.kind !== '併任' ? row.postKey : null)),
    [],
  )
  const beside = new Set(['兼務', '併任', '事務取扱', '委嘱'])
  assert.deepEqual(
    clash((row) => (beside.has(row.kind) ? null : row.personKey)),
    [],
  )
})

test('every key a row names exists, and every period has a length', () => {
  const units = new Set(city.units.map(({ key }) => key))
  const posts = new Set(city.posts.map(({ key }) => key))
  const persons = new Map(city.persons.map((person) => [person.key, person]))
  assert.equal(units.size, city.units.length)
  assert.equal(posts.size, city.posts.length)
  assert.equal(persons.size, city.persons.length)
  for (const { parentKey } of city.units) assert.ok(parentKey === null || units.has(parentKey))
  for (const { unitKey } of city.posts) assert.ok(unitKey === null || units.has(unitKey))
  for (const row of city.appointments) {
    const person = persons.get(row.personKey)
    assert.ok(posts.has(row.postKey) && person !== undefined, row.postKey)
    assert.ok(row.validFrom >= person.validFrom, `${row.personKey} serves before he was hired`)
  }
  for (const row of city.deputyOrders) assert.ok(posts.has(row.postKey) && posts.has(row.deputyPostKey))
  for (const row of city.actingRights) assert.ok(posts.has(row.postKey) && posts.has(row.holderPostKey))
  for (const { personKey } of city.absences) assert.ok(persons.has(personKey), personKey)
  const periods = [...city.persons, ...city.appointments, ...city.absences]
  assert.deepEqual(
    periods.filter(({ validFrom, validTo }) => validTo !== null && validTo <= validFrom),
    [],
  )
})

test('names have kana, numbers are six digits with leading zeros among them, troublesome characters occur', () => {
  for (const person of city.persons) {
    assert.match(person.familyKana + person.givenKana, /^[ァ-ヶー]+$/u)
    assert.match(person.number, /^\d{6}$/u)
    assert.match(person.extension, /^\d{4}$/u)
    assert.match(person.mail, /^[a-z0-9]+@kakuu\.example$/u)
  }
  assert.equal(new Set(city.persons.map(({ number }) => number)).size, city.persons.length)
  assert.equal(new Set(city.persons.map(({ family, given }) => family + given)).size, city.persons.length)
  assert.ok(city.persons.some(({ number }) => number.startsWith('0')))
  const names = city.persons.map(({ family }) => family).join('')
  for (const character of ['髙', '﨑', '邉', '𠮷', '濵']) assert.ok(names.includes(character), character)
})

test('appointments go back over several 1 Aprils; 兼務, 事務取扱 and 併任 occur', () => {
  const starts = new Set(city.appointments.map(({ validFrom }) => validFrom))
  const aprils = [...starts].filter((date) => fiscalYearStart(date) === date)
  assert.ok(aprils.length >= 4, aprils.join(' '))
  const kinds = new Set(current.map(({ kind }) => kind))
  for (const kind of ['本務', '兼務', '事務取扱', '併任', '会計年度任用', '再任用', '委嘱'] as const) {
    assert.ok(kinds.has(kind), kind)
  }
  assert.ok(city.absences.filter((row) => validOn(row, today)).length >= 5)
})

test('the named people sit where the guide says, and can sign in', () => {
  for (const { key, postKey } of cast) {
    assert.ok(
      current.some((row) => row.personKey === key && row.postKey === postKey),
      `${key} ${postKey}`,
    )
  }
  assert.ok([...demoPassword].length >= 10)
  assert.equal(new Set(demoPeople.map(({ login }) => login)).size, demoPeople.length)
  for (const { personKey } of demoPeople) assert.ok(city.persons.some(({ key }) => key === personKey))
})
