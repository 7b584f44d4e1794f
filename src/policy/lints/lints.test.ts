import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { extractText } from '../norms/extract-file.ts'
import { lintCodes, type Lint } from '../norms/types.ts'
import { cleanText } from './clean-text.fixture.ts'
import { seededDefects } from './seeded-defects.fixture.ts'

const lintsIn = (text: string): readonly Lint[] => extractText(text).extraction.lints
/** What an officer is told anyway: documents beside this one, and areas it does not have. */
const noAlarm = new Set(['external-reference', 'absent-area', 'open-value'])
const show = (l: Lint) => `${l.code} ${l.node ?? ''} ${l.text}`

test('a clean text raises nothing but absent areas', () => {
  assert.deepEqual(
    lintsIn(cleanText)
      .filter((l) => l.code !== 'absent-area')
      .map(show),
    [],
  )
})

test('every planted defect is raised, at its place, with a reason to read', (t) => {
  const missed: string[] = []
  let beside = 0
  for (const defect of seededDefects) {
    assert.ok(cleanText.includes(defect.find), defect.find)
    const lints = lintsIn(cleanText.replace(defect.find, defect.put))
    beside += lints.filter((l) => !noAlarm.has(l.code) && l.code !== defect.code).length
    const found = lints.find(
      (l) =>
        l.code === defect.code &&
        `${l.text} ${l.node ?? ''} ${l.message} ${l.related.join(' ')}`.includes(defect.names),
    )
    if (found === undefined)
      missed.push(
        `${defect.code}: ${defect.put} (${lints
          .filter((l) => l.code !== 'absent-area')
          .map(show)
          .join(' / ')})`,
      )
    else assert.match(found.message, /ください。$/u)
  }
  t.diagnostic(
    `${seededDefects.length - missed.length} of ${seededDefects.length} planted defects raised, ${beside} other findings`,
  )
  assert.deepEqual(missed, [])
  assert.ok(seededDefects.length >= 40)
  assert.ok(beside <= seededDefects.length / 8)
  const planted = new Set(seededDefects.map((d) => d.code))
  assert.deepEqual(
    lintCodes.filter((c) => !planted.has(c)),
    ['absent-area'],
  )
})

const shared = process.env['KIJUN_SHARED'] ?? join(import.meta.dirname, '../../../../shared')
const seed = join(shared, 'seeds', 'kawaguchi-standard.txt')
const skip = existsSync(seed) ? false : 'the acceptance documents (../shared) are not on this machine'

test('Kawaguchi: all its known defects are raised, with at most three false alarms', { skip }, (t) => {
  const lints = lintsIn(readFileSync(seed, 'utf8'))
  const places = (code: Lint['code']) =>
    lints.filter((l) => l.code === code).flatMap((l) => [l.node ?? '', ...l.related])
  const has = (code: Lint['code'], ...nodes: readonly string[]) => {
    for (const node of nodes) assert.ok(places(code).includes(node), `${code} ${node}`)
  }
  has('undefined-role', '第8-2-(2)-ア')
  has('doubled-characters', '第8-3-(2)-イ-(イ)')
  has('name-variant', '第10-3')
  has('no-subject', '第5-2-(1)-イ', '第7-2-(2)-イ', '第7-2-(2)-ウ', '第7-2-(3)', '第9-2-(3)-イ', '第9-6')
  assert.equal(places('no-subject').filter((n) => n.startsWith('第5-1-')).length, 13)
  has(
    'external-reference',
    '第1',
    '第2',
    '第3-1',
    '第5-2-(7)-イ',
    '第7-1-(1)-ウ-(ウ)',
    '第7-3-(2)',
    '第7-4-(1)',
  )
  has('repealed-reference', '第5-2-(7)-イ')
  has('numeral-reference', '第5-2-(1)-イ', '第5-2-(2)-イ', '第5-2-(3)')
  has('duplicated-duty', '第8-4-(2)-ア', '第8-4-(2)-イ', '第8-4-(2)-ウ', '第8-4-(1)-ウ', '第8-6-(2)', '第4-1')
  has('duplicated-heading', '第7-1-(1)')
  has('applicant-is-approver', '第5-2-(6)-ア')
  assert.equal(lints.filter((l) => l.code === 'term-drift').length, 3)
  assert.equal(lints.filter((l) => l.code === 'open-value').length, 32)
  const absent = lints.filter((l) => l.code === 'absent-area').map((l) => l.text)
  for (const area of [/三層/u, /クラウド/u, /ソーシャルメディア/u])
    assert.ok(absent.some((a) => area.test(a)))
  // Beside those: headings that truly stand twice (第8-2 and below) are the only others.
  const known = lints.filter((l) => !noAlarm.has(l.code))
  t.diagnostic(`${known.length} findings: ${[...new Set(known.map((l) => l.code))].join(' ')}`)
  assert.ok(
    known.filter(
      (l) =>
        l.code === 'missing-reference' ||
        l.code === 'number-gap' ||
        l.code === 'repeated-number' ||
        l.code === 'circular-reference',
    ).length <= 3,
  )
})

test('a sentence said in every chapter raises one finding for each time, not one for each pair', () => {
  const duty = '課長は、所管する情報システムのアクセス記録を毎月点検し、結果を保管しなければならない。'
  const { lints, norms } = extractText(
    Array.from({ length: 300 }, (_, i) => `第${i + 1}章 運用${i + 1}\n第${i + 1}条 ${duty}`).join('\n'),
  ).extraction
  const found = lints.filter((lint) => lint.code === 'duplicated-duty')
  assert.equal(found.length, norms.length - 1)
  assert.ok(found.every((lint) => lint.related.length >= 1 && lint.related.length <= 5))
})
