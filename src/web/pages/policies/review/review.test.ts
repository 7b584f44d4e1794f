import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { choicesOf, correctionOf, rolesOf } from './candidates.ts'
import { othersAtWork } from './chapters.ts'
import { cueSegments, wordsOf } from './cue-segments.ts'
import { patched, progressOf } from './patch-norms.ts'
import { reviewKey, type KeyPressed } from './review-keys.ts'
import { isShown, neighbour, nextWaiting, placeAmongWaiting } from './review-order.ts'
import { partsAt, splitPlaces } from './split-places.ts'
import { standingOf } from './standing.ts'
import { formatTarget, parseTarget, withAxis } from './target-class.ts'
import { piecesOf } from './text-blocks.ts'
import type { NormOut, NormsOut, Reading, ReviewAct } from './types.ts'

const plainReading: Reading = {
  subject: { roles: [{ word: '所属長', office: 'sec-manager' }], join: 'single', from: 'text' },
  modality: 'obligation',
  trigger: { type: 'continuous', cadence: null, eventText: null },
  approval: null,
  record: null,
  recordFields: [],
  targetClass: null,
  deadline: null,
  exception: null,
  qualifiers: [],
  kind: 'duty',
}

function norm(normId: string, more: Partial<NormOut> = {}): NormOut {
  const text = more.text ?? '所属長は、鍵を保管しなければならない。'
  return {
    normId,
    wid: normId,
    eid: normId,
    number: normId,
    seq: 1,
    seqEnd: 1,
    nid: normId,
    text,
    range: { start: 0, end: text.length },
    reading: plainReading,
    machine: null,
    changed: [],
    cues: [],
    colour: {},
    worst: 'green',
    state: 'unconfirmed',
    revision: 1,
    decidedAt: null,
    decidedBy: null,
    refs: [],
    parameters: [],
    bindingState: 'gap',
    bindings: [],
    ...more,
  }
}

const press = (key: string, more: Partial<KeyPressed> = {}): KeyPressed => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  ...more,
})

test('the stretches between cues put together are the sentence, whatever the cues are', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40 }),
      fc.array(
        fc.record({
          field: fc.constantFrom('subject' as const, 'modality' as const, 'record' as const),
          start: fc.integer({ min: -5, max: 50 }),
          end: fc.integer({ min: -5, max: 50 }),
        }),
        { maxLength: 8 },
      ),
      (text, cues) => {
        const segments = cueSegments(text, cues)
        assert.equal(segments.map((segment) => segment.text).join(''), text)
        // each field is tagged as often as it has a cue inside the sentence, where that cue ends
        for (const segment of segments) {
          for (const field of segment.ends) assert.ok(segment.fields.includes(field))
        }
        const inside = cues.filter((cue) => Math.max(0, cue.start) < Math.min(text.length, cue.end))
        assert.equal(
          new Set(inside.map((cue) => `${cue.field} ${Math.min(text.length, cue.end)}`)).size,
          segments.flatMap((segment) => segment.ends).length,
        )
      },
    ),
  )
})

test('the words of a field are quoted once each', () => {
  const one = norm('a', {
    cues: [
      { field: 'subject', start: 0, end: 4 },
      { field: 'subject', start: 0, end: 4 },
      { field: 'modality', start: 8, end: 19 },
    ],
  })
  assert.deepEqual(wordsOf(one, 'subject'), ['所属長は'])
  assert.deepEqual(wordsOf(one, 'record'), [])
})

test('a norm somebody decided about is no longer to be checked, whatever its colour', () => {
  assert.equal(standingOf(norm('a', { worst: 'red' })), 'blind')
  assert.equal(standingOf(norm('a', { worst: 'amber' })), 'check')
  assert.equal(standingOf(norm('a')), 'ready')
  assert.equal(standingOf(norm('a', { worst: 'red', state: 'confirmed' })), 'decided')
  assert.equal(standingOf(norm('a', { worst: 'red', state: 'dismissed' })), 'dismissed')
})

const row = [
  norm('a', { state: 'confirmed', worst: 'amber' }),
  norm('b', { worst: 'amber' }),
  norm('c'),
  norm('d', { worst: 'red' }),
]
const none: ReadonlySet<string> = new Set()

test('after a decision the next one waiting opens, round the end; those put off come last', () => {
  assert.equal(nextWaiting(row, 'b', 'all', none)?.normId, 'c')
  assert.equal(nextWaiting(row, 'b', 'check', none)?.normId, 'd')
  assert.equal(nextWaiting(row, 'd', 'check', none)?.normId, 'b')
  assert.equal(nextWaiting(row, 'b', 'all', new Set(['c']))?.normId, 'd')
  assert.equal(nextWaiting(row, 'd', 'check', new Set(['b']))?.normId, 'b')
  assert.equal(nextWaiting([norm('a', { state: 'confirmed' })], 'a', 'all', none), undefined)
})

test('with a filter only what is to be checked is shown, and what is selected stays', () => {
  const shown = (current?: string): string[] =>
    row.filter((each) => isShown(each, 'check', none, current)).map((each) => each.normId)
  assert.deepEqual(shown(), ['b', 'd'])
  assert.deepEqual(shown('a'), ['a', 'b', 'd'])
  assert.deepEqual(placeAmongWaiting(row, 'd'), { at: 2, of: 2 })
  assert.equal(placeAmongWaiting(row, 'a'), null)
  assert.equal(neighbour(row, 'd', 1), undefined)
  assert.equal(neighbour(row, undefined, 1)?.normId, 'a')
})

test('keys do nothing while somebody types, and Enter on a button belongs to the button', () => {
  assert.equal(reviewKey(press('s'), 'field'), undefined)
  assert.equal(reviewKey(press('Enter', { isComposing: true }), 'norm'), undefined)
  assert.equal(reviewKey(press('Enter'), 'control'), undefined)
  assert.deepEqual(reviewKey(press('Enter'), 'norm'), { kind: 'confirm' })
  assert.deepEqual(reviewKey(press('3'), 'control'), { kind: 'choose', number: 3 })
  assert.deepEqual(reviewKey(press('z', { ctrlKey: true }), 'page'), { kind: 'undo' })
  // a form that was opened by a key is left by one, also before the focus has moved into it
  assert.deepEqual(reviewKey(press('Escape'), 'norm'), { kind: 'leave' })
  assert.equal(reviewKey(press('s', { ctrlKey: true }), 'page'), undefined)
  assert.equal(reviewKey(press('0'), 'page'), undefined)
})

test('number keys offer to leave a field or another reading, never for a field that is clear or was looked at', () => {
  const open = norm('a', { colour: { subject: 'red', kind: 'amber', modality: 'green' }, worst: 'red' })
  const roles = rolesOf([
    open,
    norm('b', {
      reading: {
        ...plainReading,
        subject: { ...plainReading.subject, roles: [{ word: '教頭', office: null }] },
      },
    }),
  ])
  const choices = choicesOf(open, new Set(), roles)
  assert.deepEqual(
    choices.map((choice) => `${choice.field} ${choice.is}`),
    ['subject accept', 'subject roles', 'kind accept', 'kind kind'],
  )
  assert.deepEqual(choicesOf(open, new Set(['subject', 'kind']), roles), [])
  const other = choices[1]
  assert.ok(other !== undefined)
  assert.deepEqual(correctionOf(open.reading, other), {
    subject: { roles: [{ word: '教頭', office: null }], join: 'single', from: 'inferred' },
  })
})

test('roles near a norm come before those that are only frequent', () => {
  const with1 = (word: string): NormOut =>
    norm(word, {
      reading: { ...plainReading, subject: { ...plainReading.subject, roles: [{ word, office: null }] } },
    })
  const norms = [with1('局長'), with1('局長'), with1('推進員')]
  assert.deepEqual(
    rolesOf(norms, [with1('推進員')]).map((role) => role.word),
    ['推進員', '局長'],
  )
})

test('a class of information is written back as it was read', () => {
  for (const text of ['C3', 'C2+', 'C2+|I2|A2']) assert.equal(formatTarget(parseTarget(text) ?? []), text)
  assert.equal(parseTarget('重要性分類Ⅰ'), null)
  assert.equal(formatTarget(withAxis(parseTarget('A2') ?? [], 'C', '2+')), 'C2+|A2')
  assert.equal(formatTarget(withAxis(parseTarget('A2') ?? [], 'A', '')), null)
})

test('a sentence is only cut where both parts have words', () => {
  const text = '所属長は、鍵を保管し、記録を作る。'
  assert.deepEqual(
    splitPlaces(text).map((at) => text.slice(at)),
    ['鍵を保管し、記録を作る。', '記録を作る。'],
  )
  assert.equal(partsAt(text, 0), null)
  assert.equal(partsAt(text, text.length - 1), null)
  assert.deepEqual(partsAt(text, 5), ['所属長は、', '鍵を保管し、記録を作る。'])
})

test('every word of a provision is on the page, in a norm or between norms, whatever the norms cover', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[あいう、。 ]{0,40}$/),
      fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 6 }),
      (text, cuts) => {
        const places = [...new Set(cuts.filter((cut) => cut <= text.length))].toSorted(
          (one, other) => one - other,
        )
        const norms = places.slice(0, -1).flatMap((start, index) => {
          const end = places[index + 1] ?? start
          // every second stretch is a norm
          return index % 2 === 0
            ? [norm(`n${start}`, { text: text.slice(start, end), range: { start, end } })]
            : []
        })
        const shown = piecesOf(text, norms.toReversed())
          .map((piece) => (piece.kind === 'norm' ? piece.norm.text : piece.text))
          .join('')
        assert.equal(shown.replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''))
      },
    ),
  )
})

test('what a command answered is taken up, and the counts are those of the server', () => {
  const norms = [norm('a', { worst: 'amber' }), norm('b'), norm('c', { worst: 'red' })]
  const before: NormsOut = {
    editionId: 'e',
    editionLabel: '第1版',
    documentMark: '基準',
    read: true,
    norms,
    progress: progressOf(norms),
    chapters: [],
    acts: [],
    mayManage: true,
  }
  const after = patched(before, [{ normId: 'a', revision: 2, state: 'confirmed' }], undefined)
  assert.equal(after.norms[0]?.state, 'confirmed')
  assert.equal(after.norms[0]?.revision, 2)
  assert.equal(after.norms[1], before.norms[1], 'a norm nobody touched is drawn only once')
  const counted = progressOf(after.norms)
  assert.deepEqual(
    [counted.total, counted.confirmed, counted.unconfirmed, counted.green, counted.amber, counted.red],
    [3, 1, 2, 1, 0, 1],
  )
})

test('of each other officer the latest act is told, and none of long before the newest', () => {
  const act = (by: string, at: string, mine = false): ReviewAct => ({
    actId: `${by}${at}`,
    kind: 'confirm',
    at,
    by,
    mine,
    norms: 1,
    number: '第1',
    chapters: [],
    undoable: false,
  })
  const acts = [
    act('西田', '2026-11-24T01:00:00Z', true),
    act('三輪', '2026-11-24T00:58:00Z'),
    act('三輪', '2026-11-24T00:50:00Z'),
    act('鹿島', '2026-11-24T00:10:00Z'),
  ]
  assert.deepEqual(
    othersAtWork(acts).map((each) => each.actId),
    ['三輪2026-11-24T00:58:00Z'],
  )
  assert.deepEqual(othersAtWork([]), [])
})
