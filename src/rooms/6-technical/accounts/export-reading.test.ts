import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv } from '#ground/paper/csv.ts'
import { digestOf, groupsIn, looksForeign, readExport, readLastUsed, readState } from './export-reading.ts'
import { guessMapping, missingHeadings } from './mapping.ts'

const read = (csv: string) => {
  const sheet = readCsv(Buffer.from(csv))
  return readExport(sheet, guessMapping(sheet.header))
}

test('a list as Get-ADUser writes it is read without asking', () => {
  const { lines, problems, hasLastUsed, hasGroups } = read(
    [
      'Name,SamAccountName,Enabled,LastLogonDate,MemberOf,EmployeeNumber,EmailAddress',
      '佐藤 花子,h.sato,True,2026/11/20 9:12:33,"CN=Domain Admins,CN=Users,DC=city;CN=全職員,DC=city",001234,h.sato@city.example',
      '鈴木 一郎,i.suzuki,False,,"CN=全職員,DC=city",001235,',
    ].join('\r\n'),
  )
  assert.deepEqual(problems, [])
  assert.ok(hasLastUsed && hasGroups)
  const [sato, suzuki] = lines
  assert.equal(sato?.privileged, true)
  assert.equal(sato.lastUsed, '2026-11-20')
  assert.equal(sato.personNumber, '001234')
  assert.equal(suzuki?.enabled, false)
  assert.equal(suzuki.privileged, false)
  assert.equal(suzuki.lastUsed, null)
})

test('a list as csvde writes it: flags of the directory and its count of time', () => {
  const { lines } = read(
    'DN,sAMAccountName,userAccountControl,lastLogonTimestamp\n"CN=a,DC=x",a,512,134086716000000000\n"CN=b,DC=x",b,514,0\n',
  )
  assert.deepEqual(
    lines.map(({ login, enabled, lastUsed }) => ({ login, enabled, lastUsed })),
    [
      { login: 'a', enabled: true, lastUsed: '2025-11-27' },
      { login: 'b', enabled: false, lastUsed: null },
    ],
  )
})

test('what a list does not tell stays unknown and is never taken for no', () => {
  const { lines, hasState, hasLastUsed, hasGroups } = read('利用者ID,氏名\nk001,加藤\n')
  assert.deepEqual([hasState, hasLastUsed, hasGroups], [false, false, false])
  assert.deepEqual([lines[0]?.enabled, lines[0]?.privileged], [null, null])
})

test('a wrong line is told with its place and does not take the right ones along', () => {
  const { lines, problems } = read(
    'ログインID,状態,最終ログイン\na,有効,2026-02-30\nb,たぶん,2026-02-01\n,有効,2026-02-01\nc,有効,令和8年2月1日\nＣ,有効,2026-02-01\n',
  )
  assert.deepEqual(
    lines.map((line) => line.login),
    ['c'],
  )
  assert.equal(lines[0]?.lastUsed, '2026-02-01')
  assert.deepEqual(
    problems.map((problem) => problem.line),
    [2, 3, 4, 6],
  )
  assert.match(problems[3]?.message ?? '', /5行と同じ/)
})

test('the same lines in another order have the same fingerprint', () => {
  const one = read('利用者ID,状態\na,有効\nb,無効\n').lines
  const other = read('利用者ID,状態\nb,無効\na,有効\n').lines
  assert.equal(digestOf(one), digestOf(other))
  assert.notEqual(digestOf(one), digestOf(read('利用者ID,状態\na,有効\nb,有効\n').lines))
})

test('a list with few of the IDs that were there looks like that of another system', () => {
  const lines = read(`利用者ID\n${Array.from({ length: 20 }, (_, n) => `a${n}`).join('\n')}\n`).lines
  const known = (from: number, to: number) =>
    new Set(Array.from({ length: to - from }, (_, n) => `a${n + from}`))
  assert.equal(looksForeign(known(0, 20), lines), false)
  assert.equal(looksForeign(known(11, 40), lines), true)
  assert.equal(looksForeign(known(100, 105), lines), false)
})

test('states and days in the ways systems write them', () => {
  assert.deepEqual(['512', '514', '66050', 'FALSE', '有効', '1', '？'].map(readState), [
    true,
    false,
    false,
    false,
    true,
    true,
    undefined,
  ])
  const days: [string, string | null | undefined][] = [
    ['20261119150000.0Z', '2026-11-20'],
    ['2026-11-19T15:00:00Z', '2026-11-20'],
    ['2026-11-20 09:00', '2026-11-20'],
    ['11/20/2026 9:00:00 AM', '2026-11-20'],
    ['R8.11.20', '2026-11-20'],
    ['never', null],
    ['9223372036854775807', null],
    ['昨日', undefined],
  ]
  for (const [text, day] of days) assert.equal(readLastUsed(text), day, text)
})

test('groups are told by their own name', () => {
  assert.deepEqual(groupsIn('CN=Domain Admins,CN=Users,DC=x|CN=Sales\\, East,DC=x;管理者'), [
    'Domain Admins',
    'Sales\\, East',
    '管理者',
  ])
})

test('a saved mapping whose headings are gone says which', () => {
  const mapping = guessMapping(['利用者ID', '状態'])
  assert.deepEqual(missingHeadings(mapping, ['利用者ID', 'ステータス']), ['状態'])
})
