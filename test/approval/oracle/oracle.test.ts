import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Frame } from '#authority/frame.ts'
import { decidersOf, standingsOf, stepFor } from '#authority/reads.ts'
import { mayDecide } from '#authority/rules.ts'
import type { Standing } from '#authority/standing.ts'
import { unitsAbove } from '#authority/units.ts'
import { testDatabase } from '#test/database.ts'
import { askFrame, difference, emptyTally, type House, seatAsked, type Tally } from './compare.ts'
import { frameOn } from './frame-on.ts'
import { anyHistory, anySample, dice, type History, type Sample } from './history.ts'
import { askedOn } from './oracle.ts'
import { writeHistory } from './write-history.ts'

/*
 * Ten thousand random questions, each an organisation with its history, a case, an actor and a day: the house answers
 * as the oracle does, which was written separately from the text of the rules.
 */
const seed = 20261129
const pureHistories = 1_000
const storedHistories = 25
const perHistory = { pure: 8, stored: 84 }

const { db, newTenant } = await testDatabase({ after })

function report(name: string, tally: Tally): void {
  const capacities = [...tally.capacities].map(([word, count]) => `${word} ${count}`).join(', ')
  console.log(
    `${name}: ${tally.samples} samples, ${tally.gaps} without a seat, ${tally.allowed} actors allowed; deciders listed: ${capacities}`,
  )
}

/** Every sample of the pure part, with the first differences found. */
function pureRun(asked: (history: History, sample: Sample) => House, histories: number) {
  const tally = emptyTally()
  const differences: string[] = []
  for (let index = 0; index < histories; index++) {
    const roll = dice(seed + index)
    const history = anyHistory(roll)
    for (let count = 0; count < perHistory.pure; count++) {
      const sample = anySample(roll, history)
      const wrong = difference(asked(history, sample), askedOn(history, sample.date), sample, tally)
      if (wrong !== null) differences.push(`history ${index} ${JSON.stringify(sample)}: ${wrong}`)
    }
  }
  return { tally, differences }
}

let counted = 0

test('the pure rules agree with the oracle on every one of 8,000 random samples', () => {
  const { tally, differences } = pureRun(
    (history, sample) => askFrame(frameOn(history, sample.date), sample),
    pureHistories,
  )
  report('pure rules', tally)
  assert.deepEqual(differences.slice(0, 5), [])
  for (const capacity of ['本人', '代決', '職務代理', '専決', '事務委任']) {
    assert.ok((tally.capacities.get(capacity) ?? 0) >= 20, `too few deciders by ${capacity}`)
  }
  counted += tally.samples
})

test('the rules over the database agree with the oracle on every one of 2,100 random samples', async () => {
  const tally = emptyTally()
  for (let index = 0; index < storedHistories; index++) {
    const roll = dice(seed + 100_000 + index)
    const history = anyHistory(roll)
    const tenant = await newTenant()
    const ids = await db.inTenant(tenant, (tx) => writeHistory(tx, tenant, history))
    await db.readTenant(tenant, async (tx) => {
      for (let count = 0; count < perHistory.stored; count++) {
        const sample = sampleInForce(history, roll)
        const { date: on, matter } = sample
        const unitId = sample.unit === null ? null : ids.of(sample.unit)
        const applicantId = ids.of(sample.applicant)
        const step = await stepFor(tx, { office: sample.office, unitId, applicantId, matter, on })
        const asked = seatAsked(step, { ...sample, unit: unitId })
        const seat = {
          ...asked,
          matter,
          caseUnits: unitId === null ? [] : await unitsAbove(tx, [unitId], on),
        }
        const standings = await standingsOf(tx, ids.of(sample.actor), on, applicantId)
        const verdict = mayDecide({
          step: seat,
          standings,
          applicantId,
          actorId: ids.of(sample.actor),
        })
        const deciders = await decidersOf(tx, { ...seat, applicantId }, on)
        const named = (standing: Standing): Standing => ({
          ...standing,
          rightOf: {
            personId: standing.rightOf.personId === null ? null : ids.name(standing.rightOf.personId),
            postId: standing.rightOf.postId === null ? null : ids.name(standing.rightOf.postId),
          },
        })
        const house: House = {
          step:
            step.kind === 'gap'
              ? step
              : { ...step, unitId: step.unitId === null ? null : ids.name(step.unitId) },
          verdict: verdict.allowed ? { ...verdict, standing: named(verdict.standing) } : verdict,
          deciders: {
            ...deciders,
            deciders: deciders.deciders.map((each) => ({
              personId: ids.name(each.personId),
              standing: named(each.standing),
            })),
          },
        }
        const wrong = difference(house, askedOn(history, on), sample, tally)
        assert.equal(wrong, null, `history ${index} ${JSON.stringify(sample)}`)
      }
    })
  }
  report('rules over the database', tally)
  counted += tally.samples
})

test('together that is at least 10,000 samples', () => {
  console.log(`${counted} samples agree`)
  assert.ok(counted >= 10_000)
})

/** A sample whose applicant works in a unit that stands on the day, below units that stand. */
function sampleInForce(history: History, roll: ReturnType<typeof dice>): Sample {
  for (;;) {
    const sample = anySample(roll, history)
    if (stands(history, sample.unit, sample.date)) return sample
  }
}

function stands(history: History, unit: string | null, date: string): boolean {
  if (unit === null) return true
  const state = history.units.find(
    (each) => each.unit === unit && each.from <= date && (each.to === null || each.to > date),
  )
  return state !== undefined && stands(history, state.parent, date)
}

/** Faults planted in the house, each of a kind that has been seen in the field. */
const faults: Readonly<Record<string, (history: History, sample: Sample) => House>> = {
  'who is away counts as there': (history, sample) => {
    const frame = frameOn(history, sample.date)
    return askFrame({ ...frame, absences: new Map() }, sample)
  },
  'a right is not bounded by its procedures and units': (history, sample) =>
    askFrame(
      changed(frameOn(history, sample.date), (right) => ({
        ...right,
        scope: { ...right.scope, matters: null, units: null },
      })),
      sample,
    ),
  'what the holder gave outlives him': (history, sample) =>
    askFrame(
      changed(frameOn(history, sample.date), (right) => ({ ...right, giverPersonId: null })),
      sample,
    ),
  'the last day of a period still counts': (history, sample) => {
    const longer = <T extends { to: string | null }>(rows: readonly T[]): T[] =>
      rows.map((row) => ({ ...row, to: row.to === sample.date ? null : row.to }))
    const stretched = {
      ...history,
      rights: longer(history.rights),
      appointments: longer(history.appointments),
    }
    return askFrame(frameOn(stretched, sample.date), sample)
  },
  'the applicant is not told apart': (history, sample) =>
    askFrame(frameOn(history, sample.date), { ...sample, applicant: '誰でもない' }),
  'of two in a single office one is picked': (history, sample) => {
    const frame = frameOn(history, sample.date)
    const first = new Set<string>()
    const rules = frame.rules.filter((rule) => {
      const isSingle = rule.office === 'ciso' || rule.office === 'audit-head'
      if (!isSingle || !first.has(rule.office)) {
        first.add(rule.office)
        return true
      }
      return false
    })
    return askFrame({ ...frame, rules }, sample)
  },
}

type Right = Frame['acting'][number]
const changed = (frame: Frame, change: (right: Right) => Right): Frame => ({
  ...frame,
  acting: frame.acting.map(change),
})

for (const [name, faulty] of Object.entries(faults)) {
  test(`the oracle finds a planted fault: ${name}`, () => {
    const { differences } = pureRun(faulty, 300)
    console.log(`${name}: found in ${differences.length} of ${300 * perHistory.pure} samples`)
    assert.ok(differences.length > 0)
  })
}

test('the oracle is not the house: it uses none of its rules', async () => {
  const { readFile } = await import('node:fs/promises')
  const text = await readFile(new URL('./oracle.ts', import.meta.url), 'utf8')
  const imports = [...text.matchAll(/^import .*$/gmu)].map(([line]) => line)
  assert.ok(
    imports.every((line) => line.startsWith('import type')),
    imports.join('\n'),
  )
})
