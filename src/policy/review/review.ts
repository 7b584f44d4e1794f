import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { alikeNorms } from './alike.ts'
import { authorNames } from '../author.ts'
import {
  policyConfirmNorms,
  policyCorrectNorm,
  policyDismissNorm,
  policyMergeNorms,
  policySplitNorm,
  policyTeach,
} from '../contract-norms.ts'
import { bindingsByNorm, bindingsOf } from '../bindings/norm-bound.ts'
import { normOut, readingOut } from './norm-out.ts'
import { mergeNorms, splitNorm } from './norm-pieces.ts'
import { placesOf } from './norm-places.ts'
import { coloursNow, differingFields, takeFields, tidyReading, worstOf } from './norm-reading.ts'
import type { NormReading, NormRow } from './norm-tables.ts'
import type { PolicyPorts } from '../ports.ts'
import { slotIndex } from '../bindings/propose.ts'
import { decidedNow, editionToReview, findNorms, keepReview, normsAsSeen } from './review-act.ts'
import { normsIn } from './stored-norms.ts'

/** The norm as an officer decides it: corrected where it says something else than the machine read. */
function decided(act: Act, before: NormRow, reading: NormReading): NormRow {
  const { machine, colour } = before
  return {
    ...before,
    reading,
    worst: worstOf(coloursNow(colour, machine, reading)),
    state: differingFields(machine, reading).length === 0 ? 'confirmed' : 'corrected',
    revision: before.revision + 1,
    ...decidedNow(act),
  }
}

/** 確認: the officer agrees with the reading as it stands. */
export function confirmNormsOperation(ports: PolicyPorts): Implementation {
  return implement(policyConfirmNorms, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const rows = await normsAsSeen(act, ports, edition, input.norms)
    const changes = rows.map((before) => ({ before, after: decided(act, before, before.reading) }))
    return keepReview(act, edition, 'confirm', changes)
  })
}

/** 修正: some fields are set; other norms that speak the same way are offered, never changed. */
export function correctNormOperation(ports: PolicyPorts): Implementation {
  return implement(policyCorrectNorm, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const [before] = await normsAsSeen(act, ports, edition, [input])
    if (before === undefined) throw new TypeError('normsAsSeen answers every norm or refuses')
    const given = Object.fromEntries(Object.entries(input.reading).filter(([, value]) => value !== undefined))
    const reading = tidyReading({ ...before.reading, ...given })
    if (reading.approval !== null && reading.approval.approver.length === 0) {
      refuse('invalid', 'だれの許可・承認などを受けるのかを入れてください。', {
        problems: [{ at: 'reading.approval.approver', message: '一人(一役)以上入れてください。' }],
      })
    }
    const after = decided(act, before, reading)
    const done = await keepReview(act, edition, 'correct', [{ before, after }])
    const places = await placesOf(act, edition.version_id)
    const all = await normsIn(act.tx, act.tenantId, edition.version_id, places)
    const row = all.find((norm) => norm.norm_id === after.norm_id)
    if (row === undefined) throw new TypeError('the norm was just stored')
    const nameOf = await authorNames(act.tx, ports, [
      { kind: after.decided_by_kind ?? 'system', id: after.decided_by ?? '' },
    ])
    const bindings = await bindingsOf(act, edition.version_id)
    const view = {
      places,
      index: await slotIndex(act.tx, ports),
      bound: bindingsByNorm(all, bindings),
      nameOf,
    }
    return {
      ...done,
      norm: normOut(row, view),
      alike: alikeNorms(row, differingFields(before.reading, reading), all).map((each) => ({
        normId: each.norm.norm_id,
        revision: each.norm.revision,
        wid: each.norm.wid,
        number: places.number(each.norm.wid),
        text: each.norm.text,
        state: each.norm.state,
        fields: [...each.fields],
        reading: readingOut(each.norm.reading),
        sameSentence: each.sameSentence,
      })),
    }
  })
}

/** 同じ言い回し: fields of a corrected norm go over to those the officer chose from the offer. */
export function teachOperation(ports: PolicyPorts): Implementation {
  return implement(policyTeach, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const teacher = (await findNorms(act, edition.version_id, [input.fromNormId])).get(input.fromNormId)
    if (teacher === undefined) {
      return refuse('not-found', '手本にする規範がこの版にありません。確認の画面を読み直してください。')
    }
    const rows = await normsAsSeen(act, ports, edition, input.norms)
    const changes = rows.map((before) => ({
      before,
      after: decided(act, before, tidyReading(takeFields(before.reading, teacher.reading, input.fields))),
    }))
    return keepReview(act, edition, 'teach', changes)
  })
}

/** 規範ではない: the sentence stays in the text, binds nobody and needs no binding. */
export function dismissNormOperation(ports: PolicyPorts): Implementation {
  return implement(policyDismissNorm, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const rows = await normsAsSeen(act, ports, edition, [input])
    const changes = rows.map((before) => ({
      before,
      after: {
        ...before,
        ...decidedNow(act),
        state: 'dismissed' as const,
        revision: before.revision + 1,
      },
    }))
    return keepReview(act, edition, 'dismiss', changes)
  })
}

/** 分割: both parts are to be confirmed. */
export function splitNormOperation(ports: PolicyPorts): Implementation {
  return implement(policySplitNorm, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const [before] = await normsAsSeen(act, ports, edition, [input])
    if (before === undefined) throw new TypeError('normsAsSeen answers every norm or refuses')
    const parts = splitNorm(before, input.at, newId())
    if (parts === null) {
      return refuse(
        'invalid',
        '分ける所は文の途中にしてください。どちらにも文字が残るように選んでください。',
        {
          problems: [{ at: 'at', message: '文の途中を選んでください。', value: String(input.at) }],
        },
      )
    }
    const [first, second] = parts
    const edge = { tenant_id: before.tenant_id, version_id: before.version_id }
    return keepReview(act, edition, 'split', [
      { before, after: { ...edge, ...first } },
      { before: null, after: { ...edge, ...second } },
    ])
  })
}

/** 統合: of norms that follow each other in one provision. */
export function mergeNormsOperation(ports: PolicyPorts): Implementation {
  return implement(policyMergeNorms, async (act, input) => {
    const edition = await editionToReview(act, input.editionId)
    const rows = await normsAsSeen(act, ports, edition, input.norms)
    const provision = await act.tx
      .selectFrom('provision')
      .select('text')
      .where('tenant_id', '=', act.tenantId)
      .where('version_id', '=', edition.version_id)
      .where('wid', '=', rows[0]?.wid ?? '')
      .executeTakeFirst()
    const merged = mergeNorms(rows, provision?.text ?? '')
    if (merged === null) {
      return refuse(
        'invalid',
        'まとめられるのは、一つの条文の中で続いている規範だけです。選び直してください。',
        {
          problems: [{ at: 'norms', message: '続いている規範を選んでください。' }],
        },
      )
    }
    return keepReview(
      act,
      edition,
      'merge',
      rows.map((before) => ({
        before,
        after:
          before.norm_id === merged.norm_id
            ? { tenant_id: before.tenant_id, version_id: before.version_id, ...merged }
            : null,
      })),
    )
  })
}
