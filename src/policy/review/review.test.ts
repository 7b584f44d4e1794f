import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#ground/ids/ids.ts'
import type { Actor } from '#ground/operation/act.ts'
import * as contract from '../contract.ts'
import * as norms from '../contract-norms.ts'
import { base64, clerk, inTenant, newTenant, officer, refused, run } from '../policy-example.ts'

const TEXT = `沢辺市情報保護対策基準
第1 趣旨
この対策基準は、市の情報資産を守るために必要な事項を定めるものとする。
第2 持出し
1 許可
(1) 職員は、情報資産を外部に持ち出すときは、課長の許可を得なければならない。また、課長は、その記録を作成し、保管しなければならない。
(2) 職員は、端末を外部に持ち出すときは、課長の許可を得なければならない。
第3 点検
(1) 課長は、端末の状況を定期的に点検しなければならない。
(2) 職員は、私物の端末を用いてはならない。
(3) 課長は、書庫の状況を定期的に点検しなければならない。
`
/** A second officer at the same text. */
const other: Actor = {
  kind: 'person',
  personId: newId(),
  accountId: newId(),
  rights: new Set(['policy.manage']),
}

let editionId = ''
const show = async (actor: Actor = officer) => run(norms.policyNorms, { editionId }, actor)
const at = async (number: string, seq = 1) => {
  const found = (await show()).norms.find((norm) => norm.number === number && norm.seq === seq)
  return found ?? assert.fail(`${number} has a norm`)
}
const seen = ({ normId, revision }: { normId: string; revision: number }) => ({ normId, revision })

test('an import reads the norms; nothing is confirmed by itself', async () => {
  const out = await run(contract.policyImport, { base64: base64(TEXT) })
  editionId = out.editionId ?? ''
  const { norms: read, progress, chapters, mayManage } = await show()
  assert.equal(read.length, out.norms.total)
  assert.deepEqual(
    read.map((norm) => norm.nid),
    ['第1', '第2-1-(1)', '第2-1-(1)#2', '第2-1-(2)', '第3-(1)', '第3-(2)', '第3-(3)'],
  )
  assert.deepEqual([progress.total, progress.unconfirmed, mayManage], [7, 7, true])
  assert.deepEqual(
    chapters.map((chapter) => [chapter.number, chapter.total]),
    [
      ['第1', 1],
      ['第2', 3],
      ['第3', 3],
    ],
  )
  const permit = read[1]
  assert.deepEqual(
    [permit?.reading.kind, permit?.reading.approval?.act, permit?.reading.subject.roles[0]?.word],
    ['permit', '許可', '職員'],
  )
  const { norms: toBind } = await run(norms.policyNormBindings, { editionId })
  const proposed = toBind.find((norm) => norm.normId === permit?.normId)?.proposals
  assert.equal(proposed?.[0]?.mechanism, 'procedure:carry-out')
  assert.equal(permit?.bindingState, 'gap')
  const chapter = await run(norms.policyNorms, { editionId, chapter: '第3' })
  assert.deepEqual([chapter.norms.length, chapter.progress.total], [3, 7])
})

test('two officers at once: the second is told who was first', async () => {
  const norm = await at('第2-1(1)')
  const done = await run(norms.policyConfirmNorms, { editionId, norms: [seen(norm)] })
  assert.deepEqual([done.norms[0]?.state, done.progress.confirmed], ['confirmed', 1])
  const refusal = await refused(run(norms.policyConfirmNorms, { editionId, norms: [seen(norm)] }, other))
  assert.equal(refusal.code, 'conflict')
  assert.match(refusal.problems[0]?.message ?? '', /西田 亮さんが確認しました/)
  assert.equal(refusal.problems[0]?.at, '第2-1(1)')
  const { acts, norms: read } = await show(other)
  assert.deepEqual(
    acts.map((act) => [act.kind, act.by, act.mine, act.number, act.undoable]),
    [['confirm', '西田 亮', false, '第2-1(1)', true]],
  )
  assert.equal(read[1]?.decidedBy, '西田 亮')
})

test('at the same moment one of two is refused and nothing is half done', async () => {
  const a = await at('第1')
  const b = await at('第3(2)')
  const both = { editionId, norms: [seen(a), seen(b)] }
  const outcomes = await Promise.allSettled([
    run(norms.policyConfirmNorms, both),
    run(norms.policyConfirmNorms, both, other),
  ])
  assert.deepEqual(outcomes.map((outcome) => outcome.status).toSorted(), ['fulfilled', 'rejected'])
  assert.deepEqual([(await at('第1')).revision, (await at('第3(2)')).revision], [2, 2])
})

test('a correction is kept beside what the machine read, and the same wording is offered, not changed', async () => {
  const before = await at('第3(1)')
  const trigger = { type: 'periodic' as const, cadence: 'P1Y', eventText: null }
  const done = await run(norms.policyCorrectNorm, {
    editionId,
    normId: before.normId,
    revision: before.revision,
    reading: { trigger },
  })
  assert.deepEqual(
    [
      done.norm.state,
      done.norm.changed,
      done.norm.machine?.trigger.cadence,
      done.norm.reading.trigger.cadence,
    ],
    ['corrected', ['trigger'], null, 'P1Y'],
  )
  assert.equal(done.norm.colour.trigger, 'green')
  assert.deepEqual(
    done.alike.map((each) => [each.number, each.fields]),
    [['第3(3)', ['trigger']]],
  )
  const offered = await at('第3(3)')
  assert.equal(offered.state, 'unconfirmed')
  await run(norms.policyTeach, {
    editionId,
    fromNormId: before.normId,
    norms: [seen(offered)],
    fields: ['trigger'],
  })
  assert.equal((await at('第3(3)')).reading.trigger.cadence, 'P1Y')
})

test('a reading corrected back to what the machine read is a plain confirmation', async () => {
  const now = await at('第3(3)')
  const { trigger } = now.machine ?? assert.fail('corrected')
  const done = await run(norms.policyCorrectNorm, {
    editionId,
    normId: now.normId,
    revision: now.revision,
    reading: { trigger },
  })
  assert.deepEqual([done.norm.state, done.norm.machine], ['confirmed', null])
})

test('an approval needs somebody who gives it', async () => {
  const now = await at('第2-1(2)')
  const approval = now.reading.approval ?? assert.fail('a permit')
  const refusal = await refused(
    run(norms.policyCorrectNorm, {
      editionId,
      normId: now.normId,
      revision: now.revision,
      reading: { approval: { ...approval, approver: [] } },
    }),
  )
  assert.equal(refusal.code, 'invalid')
})

test('a norm is split by words, each part keeps what its words say, and merged again', async () => {
  const whole = await at('第2-1(1)', 2)
  const place = whole.text.indexOf('保管')
  const done = await run(norms.policySplitNorm, {
    editionId,
    normId: whole.normId,
    revision: whole.revision,
    at: place,
  })
  assert.equal(done.norms.length, 2)
  const parts = (await show()).norms.filter((norm) => norm.number === '第2-1(1)' && norm.seq === 2)
  assert.deepEqual(
    parts.map((part) => part.nid),
    ['第2-1-(1)#2', '第2-1-(1)#2.2'],
  )
  assert.equal(parts.map((part) => part.text).join(''), whole.text)
  for (const part of parts) {
    for (const cue of part.cues) assert.ok(cue.start >= 0 && cue.end <= part.text.length)
  }
  const nowhere = { editionId, normId: parts[0]?.normId ?? '', revision: parts[0]?.revision ?? 0, at: 10_000 }
  assert.equal((await refused(run(norms.policySplitNorm, nowhere))).code, 'invalid')
  const merged = await run(norms.policyMergeNorms, { editionId, norms: parts.map(seen) })
  assert.equal(merged.norms.length, 1)
  assert.equal((await at('第2-1(1)', 2)).text, whole.text)
  const apart = [await at('第2-1(1)'), await at('第2-1(2)')]
  assert.equal(
    (await refused(run(norms.policyMergeNorms, { editionId, norms: apart.map(seen) }))).code,
    'invalid',
  )
})

test('two sentences can be one norm, and an undo makes them two again', async () => {
  const both = [await at('第2-1(1)'), await at('第2-1(1)', 2)]
  const { actId } = await run(norms.policyMergeNorms, { editionId, norms: both.map(seen) })
  const one = await at('第2-1(1)')
  assert.deepEqual([one.seq, one.seqEnd, one.state], [1, 2, 'unconfirmed'])
  await run(norms.policyUndoReview, { editionId, actId }, other)
  const again = [await at('第2-1(1)'), await at('第2-1(1)', 2)]
  for (const [i, norm] of again.entries()) {
    const { revision: _, ...rest } = norm
    const { revision: __, ...was } = both[i] ?? assert.fail()
    assert.deepEqual(rest, was)
  }
})

test('an act is not undone when somebody has gone on from it, and it is said who', async () => {
  const now = await at('第2-1(2)')
  const { actId } = await run(norms.policyConfirmNorms, { editionId, norms: [seen(now)] })
  const confirmed = await at('第2-1(2)')
  const later = await run(
    norms.policyDismissNorm,
    { editionId, normId: confirmed.normId, revision: confirmed.revision },
    other,
  )
  const refusal = await refused(run(norms.policyUndoReview, { editionId, actId }))
  assert.equal(refusal.code, 'conflict')
  assert.match(refusal.problems[0]?.message ?? '', /規範ではないものとしました/)
  assert.equal((await show()).acts.find((act) => act.actId === actId)?.undoable, false)
  const undone = await run(norms.policyUndoReview, { editionId, actId: later.actId })
  assert.equal((await at('第2-1(2)')).state, 'confirmed')
  await run(norms.policyUndoReview, { editionId, actId: undone.actId })
  assert.equal((await at('第2-1(2)')).state, 'dismissed')
})

test('one goes back step by step: an act and its undo cancel each other', async () => {
  const start = await at('第3(3)')
  const first = await run(norms.policyConfirmNorms, { editionId, norms: [seen(start)] })
  const second = await run(norms.policyDismissNorm, { editionId, ...seen(await at('第3(3)')) })
  assert.equal(
    (await refused(run(norms.policyUndoReview, { editionId, actId: first.actId }))).code,
    'conflict',
  )
  await run(norms.policyUndoReview, { editionId, actId: second.actId })
  assert.equal((await show()).acts.find((act) => act.actId === first.actId)?.undoable, true)
  await run(norms.policyUndoReview, { editionId, actId: first.actId })
  const { revision: _, ...now } = await at('第3(3)')
  const { revision: __, ...was } = start
  assert.deepEqual(now, was)
  assert.equal(
    (await refused(run(norms.policyUndoReview, { editionId, actId: first.actId }))).code,
    'conflict',
  )
})

test('a binding of a split sentence is of its part alone, and of the sentence again when merged', async () => {
  const whole = await at('第2-1(1)', 2)
  await run(norms.policySplitNorm, {
    editionId,
    normId: whole.normId,
    revision: whole.revision,
    at: whole.text.indexOf('保管'),
  })
  const parts = (await show()).norms.filter((norm) => norm.number === '第2-1(1)' && norm.seq === 2)
  const choice = { normId: parts[1]?.normId ?? '', mechanism: 'procedure:carry-out', slot: 'record' }
  const done = await run(norms.policyBindNorms, { editionId, choices: [choice, choice] })
  assert.deepEqual([done.bound, done.already], [1, 1])
  const states = (await show()).norms
    .filter((norm) => norm.number === '第2-1(1)' && norm.seq === 2)
    .map((norm) => norm.bindingState)
  assert.deepEqual(states, ['gap', 'bound'])
  await run(norms.policyMergeNorms, { editionId, norms: parts.map(seen) })
  assert.equal((await at('第2-1(1)', 2)).bindingState, 'bound')
})

test('the norms by which somebody permits can be seen together, and are counted', async () => {
  const all = await run(norms.policyNormBindings, { editionId })
  const seen = await run(norms.policyNormBindings, { editionId, approvals: true })
  const wanted = all.norms.filter((norm) => norm.reading.approval !== null).map((norm) => norm.normId)
  assert.ok(wanted.length > 0 && wanted.length < all.norms.length)
  assert.deepEqual(
    seen.norms.map((norm) => norm.normId),
    wanted,
  )
  assert.deepEqual([seen.total, seen.counts.approvals], [wanted.length, wanted.length])
  assert.equal(seen.counts.total, all.counts.total)
})

test('proposals are taken where nothing is bound; what is only to come stays 未整備', async () => {
  const before = await run(norms.policyNormBindings, { editionId })
  assert.deepEqual([before.counts.bound, before.counts.total], [1, 6])
  const done = await run(norms.policyAcceptProposals, { editionId })
  const after = await run(norms.policyNormBindings, { editionId })
  assert.equal(after.counts.bound + after.counts.planned, 1 + done.bound)
  assert.equal(after.counts.gap, done.left)
  assert.ok(after.counts.planned > 0)
  const gaps = await run(norms.policyNormBindings, { editionId, show: 'gap' })
  assert.ok(gaps.norms.every((norm) => norm.bindings.length === 0))
  assert.deepEqual(
    after.mechanisms.map((each) => [each.mechanism, each.ready]),
    [
      ['procedure:carry-out', true],
      ['register:assets', true],
      ['planned:duty', false],
    ],
  )
  const nothing = { normId: newId(), mechanism: 'planned:duty', slot: 'duty' }
  assert.equal(
    (await refused(run(norms.policyBindNorms, { editionId, choices: [nothing] }))).code,
    'not-found',
  )
})

test('an open value is set by number, kept in its history, and taken back', async () => {
  const { parameters } = await run(norms.policyParameters, { editionId })
  const [first] = parameters
  assert.ok(first)
  assert.ok(first.cited.length > 0 && first.cited.every((place) => place.quote.length > 0))
  const set = { parameter: first.parameter, note: '年に一度', revision: 0 }
  const wrong = await refused(run(norms.policySetParameter, { ...set, value: 'ときどき' }))
  assert.equal(wrong.code, 'invalid')
  const done = await run(norms.policySetParameter, { ...set, value: '１２' })
  assert.deepEqual([done.value, done.revision], ['12', 1])
  assert.equal((await refused(run(norms.policySetParameter, { ...set, value: '6' }, other))).code, 'conflict')
  await run(norms.policySetParameter, { ...set, value: null, note: '', revision: 1 }, other)
  const now = (await run(norms.policyParameters, { editionId })).parameters[0]
  assert.deepEqual(
    [now?.value, now?.revision, now?.history.map((each) => each.value)],
    [null, 2, [null, '12']],
  )
  const unknown = { parameter: 'nothing', value: '1', revision: 0 }
  assert.equal((await refused(run(norms.policySetParameter, unknown))).code, 'not-found')
})

test('a new edition takes over what was decided about sentences that stay, and reopens what changed', async () => {
  const decided = (await show()).norms
  const text = TEXT.replace(
    '私物の端末を用いてはならない',
    '私物の端末又は媒体を業務に用いてはならない',
  ).replace('第3 点検', '第3 体制\n課長を情報の管理者とする。\n第4 点検')
  const out = await run(contract.policyImport, { base64: base64(text) })
  const before = editionId
  editionId = out.editionId ?? ''
  const now = (await show()).norms
  const changed = await at('第4(2)')
  assert.deepEqual([out.norms.added, changed.state], [1, 'unconfirmed'])
  for (const norm of decided.filter((each) => each.number !== '第3(2)')) {
    const goesOn = now.find((each) => each.normId === norm.normId)
    assert.deepEqual([goesOn?.text, goesOn?.state], [norm.text, norm.state])
    assert.deepEqual(goesOn?.reading, norm.reading)
    assert.equal(goesOn?.bindings.length, norm.bindings.length)
  }
  assert.equal(changed.normId, decided.find((each) => each.number === '第3(2)')?.normId)
  // The edition before stays as it was decided.
  const { norms: old } = await run(norms.policyNorms, { editionId: before })
  assert.deepEqual(
    old.map((norm) => norm.state),
    decided.map((norm) => norm.state),
  )
})

test('reading again keeps what was decided', async () => {
  const before = (await show()).norms.map(({ normId, state, revision }) => ({ normId, state, revision }))
  const out = await run(norms.policyReadNorms, { editionId })
  assert.deepEqual([out.kept, out.reopened, out.added, out.removed], [before.length, 0, 0, 0])
  assert.deepEqual(
    (await show()).norms.map(({ normId, state, revision }) => ({ normId, state, revision })),
    before,
  )
})

test('a clerk reads and may not change; another city sees nothing', async () => {
  assert.equal((await refused(run(norms.policyNorms, { editionId }, clerk))).code, 'not-found')
  const norm = await at('第1')
  const confirm = { editionId, norms: [seen(norm)] }
  assert.equal((await refused(run(norms.policyConfirmNorms, confirm, clerk))).code, 'forbidden')
  const elsewhere = await newTenant()
  assert.equal((await refused(run(norms.policyConfirmNorms, confirm, officer, elsewhere))).code, 'not-found')
  assert.equal((await refused(run(norms.policyNorms, { editionId }, officer, elsewhere))).code, 'not-found')
})

test('a discarded draft takes its norms with it', async () => {
  await run(contract.policyDiscard, { editionId })
  const left = await inTenant((tx) =>
    tx.selectFrom('norm').select('norm_id').where('version_id', '=', editionId).execute(),
  )
  assert.deepEqual(left, [])
})
