import { refuse } from '#ground/errors/refusal.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { authorNames, authorOf, mayManage } from '../author.ts'
import { policyLints, policyNoteLint } from '../contract-norms.ts'
import { findEdition } from '../editions/editions.ts'
import { placesOf } from '../review/norm-places.ts'
import type { StoredLint } from '../review/norm-tables.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'

/** 気づき: what an officer should look at, with what was noted about it. Five queries. */
export function lintsOperation(ports: PolicyPorts): Implementation {
  return implement(policyLints, async (act, input) => {
    const edition = await findEdition(act, input.editionId)
    const lints = await lintsOf(act, edition.version_id)
    const places = await placesOf(act, edition.version_id)
    const rows = await act.tx
      .selectFrom('lint_note')
      .select(['lint_key', 'state', 'note', 'revision', 'at', 'by_kind', 'by'])
      .where('tenant_id', '=', act.tenantId)
      .where('policy_id', '=', edition.policy_id)
      .execute()
    const nameOf = await authorNames(
      act.tx,
      ports,
      rows.map((row) => ({ kind: row.by_kind, id: row.by })),
    )
    const notes = new Map(rows.map((row) => [row.lint_key, row]))
    const byCode: Record<string, number> = {}
    for (const lint of lints) byCode[lint.code] = (byCode[lint.code] ?? 0) + 1
    return {
      editionId: edition.version_id,
      lints: lints.map((lint) => {
        const note = notes.get(lint.key)
        const { code, node, range, text, message, related } = lint
        return {
          lintKey: lint.key,
          code,
          wid: node,
          number: node === null ? null : places.number(node),
          heading: node === null ? null : (places.find(node)?.heading ?? null),
          range: range === null ? null : { start: range[0], end: range[1] },
          text,
          message,
          related: related
            .filter((wid) => places.find(wid) !== undefined)
            .map((wid) => ({ wid, number: places.number(wid) })),
          note:
            note === undefined
              ? null
              : {
                  state: note.state,
                  note: note.note,
                  at: note.at,
                  by: nameOf(note.by_kind, note.by),
                  revision: note.revision,
                },
        }
      }),
      byCode,
      open: lints.filter((lint) => (notes.get(lint.key)?.state ?? 'open') === 'open').length,
      mayManage: mayManage(act),
    }
  })
}

async function lintsOf(act: Act, editionId: string): Promise<readonly StoredLint[]> {
  const row = await act.tx
    .selectFrom('edition_reading')
    .select('lints')
    .where('tenant_id', '=', act.tenantId)
    .where('version_id', '=', editionId)
    .executeTakeFirst()
  return row?.lints ?? []
}

/** 見た, 対応する: the text itself is mended only by a new edition. */
export function noteLintOperation(): Implementation {
  return implement(policyNoteLint, async (act, input) => {
    await oneAtATime(act, 'policy.lints')
    const edition = await findEdition(act, input.editionId)
    const lint = (await lintsOf(act, edition.version_id)).find((each) => each.key === input.lintKey)
    if (lint === undefined) {
      return refuse('not-found', 'その気づきはこの版にありません。気づきの一覧を読み直してください。')
    }
    const before = await act.tx
      .selectFrom('lint_note')
      .select('revision')
      .where('tenant_id', '=', act.tenantId)
      .where('policy_id', '=', edition.policy_id)
      .where('lint_key', '=', input.lintKey)
      .executeTakeFirst()
    const revision = before?.revision ?? 0
    if (revision !== input.revision) {
      refuse('conflict', 'ほかの人がこの気づきに先に書き込みました。一覧を読み直してください。')
    }
    const author = authorOf(act)
    await act.recorder.save('lint_note', {
      tenant_id: act.tenantId,
      policy_id: edition.policy_id,
      lint_key: input.lintKey,
      state: input.state,
      note: input.note,
      revision: revision + 1,
      at: act.at,
      by_kind: author.kind,
      by: author.id,
    })
    act.recorder.describe({
      act: { open: '気づきを開き直す', seen: '気づきの確認', 'to-mend': '気づきへの対応' }[input.state],
      subject: {
        kind: 'policy',
        id: edition.policy_id,
        label: `${edition.title} ${edition.label} ${lint.text.slice(0, 40)}`,
      },
      editionId: edition.version_id,
    })
    return { lintKey: input.lintKey, revision: revision + 1 }
  })
}
