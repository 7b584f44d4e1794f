import { formatDate } from '#ground/clock/wareki.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { implement, type Implementation } from '#ground/operation/implementation.ts'
import { policyPublish, policyPublished, policyWithdrawPublication } from '../contract-documents.ts'
import { editionOn, findEdition } from '../editions/editions.ts'
import { loadEdition } from '../exports/load-edition.ts'
import { demandReadable } from './may-read.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import type { PolicyPorts } from '../ports.ts'
import { publicationOut, publicationsOf, whyNotPublished, type PublicationRow } from './publication-rules.ts'
import { publishedHtml, publishedPdf } from '../publish/page.ts'

/** An edition was published: where and when. What was published before is replaced on that day. */
export function publishOperation(): Implementation {
  return implement(policyPublish, async (act, input) => {
    await oneAtATime(act, 'policy.publish')
    const edition = await findEdition(act, input.editionId)
    const whyNot = whyNotPublished(edition, edition)
    if (whyNot !== null || edition.kind === '実施手順') return refuse('conflict', whyNot ?? '')
    const adopted = edition.decided_on ?? edition.effective_from
    if (adopted !== null && input.publishedOn < adopted)
      wrong('publishedOn', '公表の日は、決定した日より前にできません。', input.publishedOn)
    if (input.publishedOn > act.today)
      wrong(
        'publishedOn',
        '公表の日に先の日は入れられません。公表してから記録してください。',
        input.publishedOn,
      )
    const before = (await publicationsOf(act, edition.policy_id)).find((p) => p.state === 'current')
    if (before !== undefined) {
      if (input.publishedOn < before.published_on)
        wrong(
          'publishedOn',
          `今の公表(${formatDate(before.published_on)})より前の日は入れられません。`,
          input.publishedOn,
        )
      await act.recorder.save('publication', {
        ...storedOf(before),
        state: 'replaced',
        ended_on: input.publishedOn,
      })
    }
    const row = {
      tenant_id: act.tenantId,
      publication_id: newId(),
      policy_id: edition.policy_id,
      kind: edition.kind,
      version_id: edition.version_id,
      published_on: input.publishedOn,
      place: input.place,
      state: 'current' as const,
      ended_on: null,
      reason: null,
    }
    await act.recorder.save('publication', row)
    act.recorder.describe({
      act: '公表',
      subject: { kind: 'policy', id: edition.policy_id, label: `${edition.title} ${edition.label}` },
      editionId: edition.version_id,
      note: `${formatDate(input.publishedOn)} ${input.place}`,
    })
    return { publication: publicationOut({ ...row, label: edition.label, decided_on: edition.decided_on }) }
  })
}

function wrong(at: string, message: string, value: string): never {
  return refuse('invalid', message, { problems: [{ at, message, value }] })
}

const storedOf = ({ label: _label, decided_on: _on, ...row }: PublicationRow) => row

/** Takes a publication back; that it was there stays in the history. */
export function withdrawPublicationOperation(): Implementation {
  return implement(policyWithdrawPublication, async (act, input) => {
    await oneAtATime(act, 'policy.publish')
    const found = await publicationById(act, input.publicationId)
    if (found.state !== 'current')
      return refuse('conflict', 'この公表はもう終わっています。公表の記録を確かめてください。')
    if (input.withdrawnOn < found.published_on || input.withdrawnOn > act.today)
      wrong('withdrawnOn', '取下げの日は、公表の日から今日までの間で入れてください。', input.withdrawnOn)
    const row = {
      ...found,
      state: 'withdrawn' as const,
      ended_on: input.withdrawnOn,
      reason: input.reason,
    }
    await act.recorder.save('publication', storedOf(row))
    act.recorder.describe({
      act: '公表の取下げ',
      subject: { kind: 'policy', id: found.policy_id, label: found.label },
      editionId: found.version_id,
      note: input.reason.slice(0, 200),
    })
    return { publication: publicationOut(row) }
  })
}

async function publicationById(act: Act, publicationId: string): Promise<PublicationRow> {
  const policy = await act.tx
    .selectFrom('publication')
    .select('policy_id')
    .where('tenant_id', '=', act.tenantId)
    .where('publication_id', '=', publicationId)
    .executeTakeFirst()
  const rows = policy === undefined ? [] : await publicationsOf(act, policy.policy_id)
  return (
    rows.find((row) => row.publication_id === publicationId) ??
    refuse('not-found', 'その公表の記録はありません。公表の記録から選び直してください。')
  )
}

/** The page to be published: of the edition that is published, else of the one in force, to look it over first. */
export function publishedOperation(ports: PolicyPorts): Implementation {
  return implement(policyPublished, async (act, input) => {
    await demandReadable(act, input.policyId)
    const current = (await publicationsOf(act, input.policyId)).find((p) => p.state === 'current')
    const edition =
      current === undefined
        ? await editionOn(act.tx, act.tenantId, act.today, { policyId: input.policyId })
        : await findEdition(act, current.version_id)
    if (edition === undefined)
      return refuse('not-found', '施行されている版がありません。規程を取り込み、施行の手続をしてください。')
    const whyNot = whyNotPublished(edition, edition)
    if (whyNot !== null) return refuse('conflict', whyNot)
    const loaded = await loadEdition(act, edition, ports)
    const model = { ...loaded, edition: { ...loaded.edition, publishedOn: current?.published_on ?? null } }
    const fileName = `${edition.title}.${input.format}`
    return input.format === 'html'
      ? { fileName, contentType: 'text/html; charset=utf-8', body: Buffer.from(publishedHtml(model)) }
      : { fileName, contentType: 'application/pdf', body: await publishedPdf(model) }
  })
}
