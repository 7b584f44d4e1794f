import type { BodyRow, PostRow, UnitRow } from './organisation-types.ts'
import { type Seat, seat, standing, teamKey } from './seat.ts'
import { fillStaff } from './staffing.ts'
import { bodyNames, type BodyKey, type DepartmentPlan, departments, type SectionPlan } from './units.ts'

export const councilKey = '90'
export const csirtKey = '91'

export function bodies(): BodyRow[] {
  const order: readonly BodyKey[] = ['mayor', 'board', 'water', 'assembly', 'election', 'audit', 'farm']
  return order.map((key, index) => ({ ...standing, key, name: bodyNames[key], sort: index + 1 }))
}

export function units(): UnitRow[] {
  const rows: UnitRow[] = departments.flatMap((department, place) => [
    unit(
      department.body,
      null,
      department.code,
      department.name,
      department.kana,
      department.kind,
      place + 1,
    ),
    ...department.sections.flatMap((section, index) => [
      {
        ...unit(
          department.body,
          department.code,
          section.code,
          section.name,
          section.kana,
          section.kind,
          index + 1,
        ),
        symbol: section.symbol,
        policyOffice: section.name === '情報政策課',
      },
      ...section.teams.map((name, at) =>
        unit(department.body, section.code, teamKey(section, at), name, '', '係', at + 1),
      ),
    ]),
  ])
  return [
    ...rows,
    unit('mayor', null, councilKey, '情報化推進会議', 'ジョウホウカスイシンカイギ', '会議', 90),
    unit(
      'mayor',
      null,
      csirtKey,
      '情報セキュリティ対応チーム',
      'ジョウホウセキュリティタイオウチーム',
      '会議',
      91,
    ),
  ]
}

function unit(
  bodyKey: BodyKey,
  parentKey: string | null,
  key: string,
  name: string,
  kana: string,
  kind: UnitRow['kind'],
  sort: number,
): UnitRow {
  return { ...standing, key, bodyKey, parentKey, name, kana, kind, symbol: null, policyOffice: false, sort }
}

/** 課長, 所長, 館長, 局長. */
export function headTitle(section: SectionPlan): string {
  if (section.name.endsWith('館')) return '館長'
  if (section.name.endsWith('局')) return '局長'
  return section.kind === '機関' ? '所長' : '課長'
}

/** Sections of some size have a 課長補佐 (in a 機関: 副所長). */
export function hasAssistant(section: SectionPlan): boolean {
  return section.weight >= 5
}

/** Committees have no department head of their own; the 総務部長 answers for them. */
export function isCommittee(department: DepartmentPlan): boolean {
  return department.kind === '委員会'
}

export function hasDeputyHead(department: DepartmentPlan): boolean {
  return department.sections.length >= 5
}

/** Every post of the city; the staff posts are sized so that `people` people sit in 本務 seats altogether. */
export function seats(people: number): Seat[] {
  const top: Seat[] = [
    seat('mayor', null, '市長', 'head', 1),
    seat('mayor', null, '副市長(企画財政部担任)', 'vice-mayor', 2),
    seat('mayor', null, '副市長', 'vice-mayor', 3),
    seat('board', null, '教育長', 'head', 1),
    seat('water', null, '上下水道事業管理者', 'head', 1),
  ]
  const heads = departments.flatMap((department) => departmentSeats(department))
  const sections = departments.flatMap((department) =>
    department.sections.flatMap((section) => sectionSeats(department.body, section)),
  )
  const meetings: Seat[] = [
    seat('mayor', councilKey, '議長', 'member', 1),
    { ...seat('mayor', councilKey, '委員', 'member', 2), places: 0 },
    seat('mayor', csirtKey, 'CSIRT責任者', 'member', 1),
    { ...seat('mayor', csirtKey, 'CSIRT構成員', 'member', 2), places: 0 },
  ]
  const fixed = [...top, ...heads, ...sections].filter((found) => ownHolder(found)).length
  return [...top, ...heads, ...sections, ...fillStaff(people - fixed), ...meetings]
}

/** Seats that are nobody's main work: leaders, committee heads, meetings, and those somebody holds besides. */
export function ownHolder(found: PostRow): boolean {
  if (found.rank === 'leader' || found.rank === 'member') return false
  return !heldBesides.has(found.key)
}

/** The posts that are vacant or held besides another one: empty, 事務取扱, 兼務 and the three committees. */
export const heldBesides: ReadonlySet<string> = new Set([
  '0501/課長',
  '0605/課長',
  '0701/課長',
  '12/情報セキュリティ総括',
  '13/情報セキュリティ総括',
  '14/情報セキュリティ総括',
])

function departmentSeats(department: DepartmentPlan): Seat[] {
  const found = [seat(department.body, department.code, department.head, 'head', 1)]
  if (hasDeputyHead(department)) found.push(seat(department.body, department.code, '次長', 'deputy-head', 2))
  return found
}

function sectionSeats(body: BodyKey, section: SectionPlan): Seat[] {
  const title = headTitle(section)
  const found = [seat(body, section.code, title, 'head', 1)]
  if (hasAssistant(section)) {
    found.push(seat(body, section.code, title === '課長' ? '課長補佐' : `副${title}`, 'deputy-head', 2))
  }
  found.push(seat(body, section.code, '情報化推進リーダー', 'leader', 3))
  section.teams.forEach((_, at) => found.push(seat(body, teamKey(section, at), '係長', 'section-chief', 1)))
  return found
}
