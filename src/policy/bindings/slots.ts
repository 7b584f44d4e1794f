import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, authorOf, mayManage } from '../author.ts'
import { policyBind, policySlots, policyUnbind } from '../contract.ts'
import { displayNumber } from '../display-number.ts'
import { findEdition, type EditionRow } from '../editions/editions.ts'
import { hiddenPolicies } from '../documents/may-read.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import { editionsInForce } from '../reads.ts'
import { sentencesOf } from '../sentences.ts'

/** Every slot the house declares, with the clauses bound to it or a gap. Three queries. */
export function slotsOperation(ports: PolicyPorts): Implementation {
  return implement(policySlots, async (act, input) => {
    const editions =
      input.editionId === undefined
        ? (await editionsInForce(act.tx, input.on ?? act.today)).map((e) => e.editionId)
        : [(await findEdition(act, input.editionId)).version_id]
    const bound = editions.length === 0 ? [] : await bindingsIn(act, editions)
    const name = await authorNames(
      act.tx,
      ports,
      bound.map((b) => ({ kind: b.confirmed_by_kind, id: b.confirmed_by })),
    )
    const hidden = await hiddenPolicies(act)
    const all = (await ports.slots(act.tx)).map((slot) => {
      const bindings = bound.filter((b) => b.mechanism === slot.mechanism && b.slot === slot.slot)
      return {
        ...slot,
        state: bindings.length === 0 ? ('gap' as const) : ('bound' as const),
        bindings: bindings.map((b) => ({
          bindingId: b.binding_id,
          editionId: b.version_id,
          wid: b.wid,
          eid: b.eid,
          number: displayNumber(b.eid),
          documentMark: b.document_mark,
          // Where the words are not for the reader, the number still says on what the mechanism rests.
          heading: hidden.has(b.policy_id) ? null : b.heading,
          sentence: b.sentence,
          quote: hidden.has(b.policy_id) ? '' : b.quote,
          carried: b.carried_from !== null,
          confirmedAt: b.confirmed_at,
          confirmedBy: name(b.confirmed_by_kind, b.confirmed_by),
        })),
      }
    })
    return {
      slots: all.slice((input.page - 1) * input.size, input.page * input.size),
      gaps: all.filter((s) => s.state === 'gap').length,
      total: all.length,
      page: input.page,
      size: input.size,
      mayManage: mayManage(act),
    }
  })
}

const bindingsIn = (act: Act, editions: readonly string[]) =>
  act.tx
    .selectFrom('binding as b')
    .innerJoin('provision as n', (join) =>
      join
        .onRef('n.tenant_id', '=', 'b.tenant_id')
        .onRef('n.version_id', '=', 'b.version_id')
        .onRef('n.wid', '=', 'b.wid'),
    )
    .innerJoin('policy_version as v', (join) =>
      join.onRef('v.tenant_id', '=', 'b.tenant_id').onRef('v.version_id', '=', 'b.version_id'),
    )
    .innerJoin('policy as p', (join) =>
      join.onRef('p.tenant_id', '=', 'v.tenant_id').onRef('p.policy_id', '=', 'v.policy_id'),
    )
    .where('b.tenant_id', '=', act.tenantId)
    .where('b.version_id', 'in', [...editions])
    .selectAll('b')
    .select(['n.eid', 'n.heading', 'p.document_mark', 'p.policy_id'])
    .orderBy('n.place')
    .orderBy('b.sentence')
    .execute()

/** Binds one sentence of a provision to a slot. Binding the same again changes nothing and says so. */
export function bindOperation(ports: PolicyPorts): Implementation {
  return implement(policyBind, async (act, input) => {
    await oneAtATime(act, 'policy.bind')
    const edition = await findEdition(act, input.editionId)
    const slot = (await ports.slots(act.tx)).find(
      (s) => s.mechanism === input.mechanism && s.slot === input.slot,
    )
    if (slot === undefined) {
      return refuse(
        'invalid',
        'その仕掛けには、そのような根拠条文の欄がありません。一覧から選び直してください。',
        {
          problems: [{ at: 'slot', message: 'ありません。', value: `${input.mechanism} ${input.slot}` }],
        },
      )
    }
    const provision = await act.tx
      .selectFrom('provision')
      .select(['wid', 'eid', 'text', 'heading'])
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('wid', '=', input.wid)
      .executeTakeFirst()
    if (provision === undefined)
      return refuse('not-found', 'その条文はこの版にありません。目次から選び直してください。')
    const sentences = sentencesOf(provision.text)
    const quote = sentences[input.sentence - 1] ?? (input.sentence === 1 ? provision.heading : null)
    if (quote === null || quote === undefined) {
      const message =
        sentences.length === 0
          ? 'この条文には文がありません。下の条文を選んでください。'
          : `この条文の文は${sentences.length}つです。`
      return refuse('invalid', message, {
        problems: [{ at: 'sentence', message, value: String(input.sentence) }],
      })
    }
    const subject = subjectOf(slot.mechanismName, edition, provision.eid)
    const existing = await act.tx
      .selectFrom('binding')
      .select('binding_id')
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('mechanism', '=', input.mechanism)
      .where('slot', '=', input.slot)
      .where('wid', '=', input.wid)
      .where('sentence', '=', input.sentence)
      .executeTakeFirst()
    if (existing !== undefined) {
      act.recorder.describe({
        act: '対応付け(済みのため変更なし)',
        subject: { ...subject, id: existing.binding_id },
        editionId: edition.version_id,
      })
      return { bindingId: existing.binding_id, quote, already: true }
    }
    const author = authorOf(act)
    const bindingId = newId()
    await act.recorder.save('binding', {
      tenant_id: act.tenantId,
      binding_id: bindingId,
      version_id: edition.version_id,
      wid: input.wid,
      mechanism: input.mechanism,
      slot: input.slot,
      sentence: input.sentence,
      quote,
      carried_from: null,
      confirmed_at: act.at,
      confirmed_by_kind: author.kind,
      confirmed_by: author.id,
    })
    act.recorder.describe({
      act: '対応付け',
      subject: { ...subject, id: bindingId },
      editionId: edition.version_id,
    })
    return { bindingId, quote, already: false }
  })
}

const subjectOf = (mechanismName: string, edition: EditionRow, eid: string) => ({
  kind: 'binding',
  id: '',
  label: `${mechanismName} ← ${edition.document_mark} ${displayNumber(eid)}`,
})

/** Takes a clause away from a mechanism. What was filed under it stays as it was filed. */
export function unbindOperation(ports: PolicyPorts): Implementation {
  return implement(policyUnbind, async (act, input) => {
    await oneAtATime(act, 'policy.bind')
    const binding = await act.tx
      .selectFrom('binding as b')
      .innerJoin('provision as n', (join) =>
        join
          .onRef('n.tenant_id', '=', 'b.tenant_id')
          .onRef('n.version_id', '=', 'b.version_id')
          .onRef('n.wid', '=', 'b.wid'),
      )
      .select(['b.binding_id', 'b.version_id', 'b.mechanism', 'n.eid'])
      .where('b.tenant_id', '=', act.tenantId)
      .where('b.binding_id', '=', input.bindingId)
      .executeTakeFirst()
    if (binding === undefined)
      return refuse('not-found', 'その対応付けはありません。もう外されたのかもしれません。')
    const edition = await findEdition(act, binding.version_id)
    const name =
      (await ports.slots(act.tx)).find((s) => s.mechanism === binding.mechanism)?.mechanismName ??
      binding.mechanism
    await act.recorder.remove('binding', { binding_id: binding.binding_id })
    act.recorder.describe({
      act: '対応付けの取消し',
      subject: { ...subjectOf(name, edition, binding.eid), id: binding.binding_id },
      editionId: binding.version_id,
    })
    return { bindingId: binding.binding_id }
  })
}
