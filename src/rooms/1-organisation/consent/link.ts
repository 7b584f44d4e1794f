import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { addDays } from '#ground/clock/calendar.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId, randomSecret } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import { fold } from '#ground/words/fold.ts'
import {
  tenantOfLink,
  type issueConsentLink,
  type openConsentLink,
  type revokeConsentLink,
  type signByLink,
} from './contract.ts'
import { contentToSign, type ConsentContent } from './content.ts'
import { requireSigner } from './sign.ts'
import { requireCurrent, requireKeeper, saveSignature } from './signatures.ts'
import type { ConsentLinkTable } from './tables.ts'

/** Days for which a link may be used. */
const LINK_DAYS = 7

type Link = Selectable<ConsentLinkTable>

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Makes a link for somebody without an account; one made before and not used is void from now. */
export async function issueLink(
  act: Act,
  input: z.output<typeof issueConsentLink.input>,
): Promise<{ path: string; expiresAt: string }> {
  const { name, standing, actorId } = await requireKeeper(act, input.personId)
  await requireSigner(act, input.personId)
  const content = await contentToSign(act.tx, act.today)
  const signed = await act.tx
    .selectFrom('consent')
    .select('consent_id')
    .where('person_id', '=', input.personId)
    .where('edition_id', '=', content.editionId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (signed !== undefined) {
    return refuse('conflict', `${name}さんは、今の版にすでに署名しています。リンクは要りません。`)
  }
  await voidLinks(act, input.personId, actorId)
  const token = `${act.tenantId}.${randomSecret(32)}`
  const expiresAt = new Date(`${addDays(act.today, LINK_DAYS)}T23:59:59+09:00`).toISOString()
  await act.recorder.save('consent_link', {
    tenant_id: act.tenantId,
    link_id: newId(),
    person_id: input.personId,
    edition_id: content.editionId,
    token_hash: hashOf(token),
    issued_at: act.at,
    issued_by: actorId,
    issued_capacity: standing.capacity,
    expires_at: expiresAt,
  })
  act.recorder.describe({
    act: '署名のリンクの発行',
    subject: { kind: 'person', id: input.personId, label: name },
    capacity: standing.capacity,
    editionId: content.editionId,
  })
  // Behind the #, so that the secret stands in no request, no log and no referrer.
  return { path: `/consent#${token}`, expiresAt }
}

async function voidLinks(act: Act, personId: string, by: string): Promise<number> {
  const rows = await act.tx
    .selectFrom('consent_link')
    .selectAll()
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .execute()
  if (rows.length > 0) {
    await act.recorder.saveAll(
      'consent_link',
      rows.map((row) => ({ ...row, revoked_at: act.at, revoked_by: by })),
    )
  }
  return rows.length
}

export async function revokeLink(act: Act, input: z.output<typeof revokeConsentLink.input>): Promise<void> {
  const { name, standing, actorId } = await requireKeeper(act, input.personId)
  if ((await voidLinks(act, input.personId, actorId)) === 0) {
    return refuse('not-found', '使える状態のリンクはありません。')
  }
  act.recorder.describe({
    act: '署名のリンクの無効化',
    subject: { kind: 'person', id: input.personId, label: name },
    capacity: standing.capacity,
  })
}

/** What a link shows: its edition's clauses and the name it was made for, nothing else of the city. */
export async function openLink(
  act: Act,
  input: z.output<typeof openConsentLink.input>,
): Promise<z.input<typeof openConsentLink.output>> {
  const { link, content, name } = await usableLink(act, input.token)
  if (link.opened_at === null) await act.recorder.save('consent_link', { ...link, opened_at: act.at })
  act.recorder.describe({
    act: '署名のリンクを開く',
    subject: { kind: 'person', id: link.person_id, label: name },
    editionId: link.edition_id,
  })
  const tenant = await act.tx
    .selectFrom('tenant')
    .select('name')
    .where('tenant_id', '=', act.tenantId)
    .executeTakeFirstOrThrow()
  return {
    city: tenant.name,
    name,
    expiresAt: link.expires_at,
    content: { ...content, clauses: [...content.clauses] },
  }
}

/** The signature by link: once, in time, on the edition it was made for, under the name it was made for. */
export async function signWithLink(
  act: Act,
  input: z.output<typeof signByLink.input>,
): Promise<{ signedAt: string; label: string }> {
  const { link, content, name } = await usableLink(act, input.token)
  await requireCurrent(act.tx, content, input)
  if (plainName(input.name) !== plainName(name)) {
    return refuse('invalid', '氏名が、このリンクを受け取った人の氏名と違います。', {
      problems: [{ at: 'name', message: 'あなたの氏名を、姓と名の両方で入れてください' }],
    })
  }
  await requireSigner(act, link.person_id)
  await saveSignature(act, {
    person_id: link.person_id,
    edition_id: content.editionId,
    document_sha256: content.documentSha256,
    content_hash: content.contentHash,
    how: 'link',
    signed_on: act.today,
    recorded_by: null,
    capacity: '本人',
    typed_name: input.name,
    link_id: link.link_id,
  })
  await act.recorder.save('consent_link', {
    ...link,
    opened_at: link.opened_at ?? act.at,
    used_at: act.at,
  })
  act.recorder.describe({
    act: '同意の署名',
    subject: { kind: 'person', id: link.person_id, label: name },
    capacity: '本人',
    editionId: content.editionId,
    note: `リンクで。内容 ${content.contentHash}`,
  })
  return { signedAt: act.at, label: `${content.title} ${content.label}` }
}

/** Names compare without spaces, in any width and with the usual variants of their characters. */
function plainName(name: string): string {
  return fold(name).replaceAll(/\s+/gu, '')
}

/**
 * The link behind a secret, locked, with the content of its edition.
 * @throws Refusal 'not-found' for a secret the city never gave out; 'conflict' with the reason when it was used, is
 * void or out of time, or its edition is replaced: whoever holds the real secret may know why.
 */
async function usableLink(
  act: Act,
  token: string,
): Promise<{ link: Link; content: ConsentContent; name: string }> {
  const link =
    tenantOfLink(token) === act.tenantId
      ? await act.tx
          .selectFrom('consent_link')
          .selectAll()
          .where('token_hash', '=', hashOf(token))
          .forUpdate()
          .executeTakeFirst()
      : undefined
  if (link === undefined) {
    return refuse('not-found', 'このリンクは使えません。受け取ったリンクを、もう一度そのまま開いてください。')
  }
  if (link.used_at !== null) {
    return refuse('conflict', 'このリンクでの署名は済んでいます。もう一度署名する必要はありません。')
  }
  if (link.revoked_at !== null) {
    return refuse('conflict', 'このリンクは無効になりました。新しいリンクを、所属の担当者に頼んでください。')
  }
  if (Date.parse(link.expires_at) <= Date.parse(act.at)) {
    return refuse('conflict', 'このリンクの期限が切れました。新しいリンクを、所属の担当者に頼んでください。')
  }
  const content = await contentToSign(act.tx, act.today)
  if (content.editionId !== link.edition_id) {
    return refuse(
      'conflict',
      '規程が新しい版に改められたため、このリンクでは署名できません。新しい版のリンクを、所属の担当者に頼んでください。',
    )
  }
  const person = await act.tx
    .selectFrom('person')
    .select(['family', 'given'])
    .where('id', '=', link.person_id)
    .executeTakeFirstOrThrow()
  return { link, content, name: `${person.family} ${person.given}`.trim() }
}
