import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { base64Length } from '#ground/operation/contract.ts'
import { writeExcel } from '#ground/paper/excel.ts'
import { testDatabase } from '#test/database.ts'
import { largestImport, registerImport, registerList, registerSave } from './contract.ts'
import { openDesk, refusal } from './testing/desk.ts'

/* Files longer than a stretch (1,000 rows of a book): what holds across the whole of a file. */

const { db, tenantId } = await testDatabase({ after })
/** What somebody else does while the register's lines are being read for an import, once. */
let meanwhile: ((read: number) => Promise<unknown>) | undefined
let read = 0
const { units, call, staff } = await openDesk(db, tenantId, {
  applications: async () => {
    read += 1
    await meanwhile?.(read)
    return new Map()
  },
})
const { careChief } = staff

const header = ['管理番号', '部・課', '品名', '機密性', '親の備品']
const line = (name: string, { number = '', secrecy = '1', parent = '' } = {}): string[] => [
  number,
  '長寿支援課',
  name,
  secrecy,
  parent,
]
const lines = (count: number, word: string): string[][] =>
  Array.from({ length: count }, (_, at) => line(`${word}${at}`))
const take = async (rows: string[][], dryRun = false) => {
  read = 0
  return call(careChief, registerImport, {
    register: 'tool',
    fileName: '長い表.xlsx',
    content: Buffer.from(await writeExcel({ header, rows })).toString('base64'),
    dryRun,
  })
}
const found = async (search = ''): Promise<number> =>
  (await call(careChief, registerList, { register: 'tool', state: 'all', search })).total
const save = (number: string, name: string) =>
  call(careChief, registerSave, {
    register: 'tool',
    unitId: units.care,
    number,
    values: { name, secrecy: '1' },
  })

/** The third stretch of a file is read against the register; the lines before it are planned. */
const inLastStretch = (work: () => Promise<unknown>) => {
  meanwhile = async (stretch) => {
    if (stretch !== 3) return
    meanwhile = undefined
    await work()
  }
}

test('a line that somebody changes while the last stretch is read stops the import, and nothing of it stays', async () => {
  const made = await save('L-1', '鞄')
  const rows = [...lines(2_400, '巻'), line('新しい鞄', { number: 'L-1' })]
  const before = await found()
  inLastStretch(() =>
    call(careChief, registerSave, {
      register: 'tool',
      entryId: made.entryId,
      expectedVersion: made.version,
      values: { name: '人の鞄', secrecy: '1' },
    }),
  )
  await assert.rejects(
    take(rows),
    refusal('conflict', /L-1 がほかの人に変更されました。何も取り込んでいません/),
  )
  assert.equal(meanwhile, undefined)
  assert.deepEqual([await found(), await found('巻'), await found('人の鞄')], [before, 0, 1])
  const again = await take(rows)
  assert.deepEqual([again.added, again.changed, await found('新しい鞄')], [2_400, 1, 1])
})

test('a number that somebody takes while the last stretch is read takes the lines before it back, too', async () => {
  const rows = [...lines(2_400, '束'), line('末尾', { number: 'L-2' })]
  const before = await found()
  inLastStretch(() => save('L-2', '人の行'))
  await assert.rejects(take(rows), refusal('conflict', /L-2 は、この台帳で既に使われています/))
  assert.equal(meanwhile, undefined)
  assert.deepEqual([await found(), await found('束')], [before + 1, 0])
})

test('no number is given that a line far behind brings along', async () => {
  const last = await call(careChief, registerSave, {
    register: 'tool',
    unitId: units.care,
    values: { name: '前の行', secrecy: '1' },
  })
  const running = (more: number): string =>
    `T-${String(Number(last.number.slice(2)) + more).padStart(5, '0')}`
  const rows = [...lines(1_500, '札'), line('持込み', { number: running(1) })]
  const result = await take(rows)
  assert.deepEqual([result.added, result.refused], [1_501, 0])
  const { rows: brought } = await call(careChief, registerList, { register: 'tool', search: '持込み' })
  assert.equal(brought[0]?.number, running(1))
  const { rows: given } = await call(careChief, registerList, { register: 'tool', search: '札0' })
  assert.equal(given[0]?.number, running(2))
})

test('the same number twice, and a line the file itself adds, are told alike in the dry run and the import', async () => {
  const rows = [
    line('親', { number: 'L-3' }),
    ...lines(1_900, '子'),
    line('また', { number: 'L-3' }),
    line('孫', { parent: 'L-3' }),
  ]
  const wanted = [
    ['1903行 A列', '2行と同じ管理番号です。どちらかを直してください。'],
    ['1904行 E列', 'この台帳の行は見つかりません。名前か管理番号を確かめてください。'],
  ]
  for (const dryRun of [true, false]) {
    const result = await take(rows, dryRun)
    assert.deepEqual(
      result.problems.map(({ at, message }) => [at, message]),
      wanted,
    )
    assert.deepEqual([result.read, result.added, result.refused], [1_903, 1_901, 2])
  }
})

test('of many wrong lines the first five hundred are named in order, and the others counted', async () => {
  const rows = Array.from({ length: 2_200 }, (_, at) =>
    line(`誤${at}`, at % 2 === 0 ? { secrecy: '高' } : {}),
  )
  const result = await take(rows, true)
  assert.deepEqual([result.refused, result.problems.length, result.moreProblems], [1_100, 500, 600])
  assert.deepEqual(
    result.problems.map((it) => it.line),
    Array.from({ length: 500 }, (_, at) => 2 + at * 2),
  )
})

test('a file over the limit is refused at its field with the limit, one at the limit is not', () => {
  const input = (content: string) =>
    registerImport.input.safeParse({ register: 'tool', fileName: 'a.csv', content })
  const largest = 'A'.repeat(base64Length(largestImport))
  assert.equal(input(largest).success, true)
  const { error } = input(`${largest}AAAA`)
  assert.deepEqual(
    error?.issues.map(({ path, message }) => [path.join('.'), message]),
    [['content', '50MBまでのファイルを選んでください。']],
  )
})
