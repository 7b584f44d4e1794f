import { z } from 'zod'
import { standingsOf } from '#authority/reads.ts'
import { maySee } from '#engine/procedure/case.ts'
import { followApplication, decideApplication, resolveApplication } from '#engine/procedure/contract.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Database, Tx } from '#ground/database/database.ts'
import { isId, newId } from '#ground/ids/ids.ts'
import type { Act } from '#ground/operation/act.ts'
import type { RefusedAct, Runner } from '#ground/operation/runner.ts'
import type { AttemptKind } from './tables.ts'

/** Operations whose refusals an auditor wants to know of. */
const watched: ReadonlySet<string> = new Set([
  decideApplication.name,
  followApplication.name,
  resolveApplication.name,
])

/** A person leaves at most so many lines a day: more say nothing new, and nobody shall fill the table. */
const mostADay = 50
const mostTimes = 100

const aboutCase = z.object({ applicationId: z.string(), act: z.string().max(40).optional() })

const used: ReadonlySet<string> = new Set(['start', 'finish'])
const told: ReadonlySet<string> = new Set(['forbidden', 'conflict', 'not-found'])

type About = { state: string; applicant_id: string; valid_until: string | null }

/**
 * What kind of attempt a refusal was, or null when it is none: an act of another state that is simply late. Pure.
 */
export function attemptKind(
  refused: { readonly code: string; readonly personId: string; readonly act: string; readonly today: string },
  file: About,
): AttemptKind | null {
  const lapsed =
    file.state === 'lapsed' ||
    file.state === 'revoked' ||
    (file.valid_until !== null && file.valid_until < refused.today)
  // Whoever may not see a case is told that there is none; that he named it is kept.
  if (refused.code === 'not-found') return 'unseen'
  if (used.has(refused.act) && lapsed) return 'after-lapse'
  if (refused.code !== 'forbidden') return null
  return file.applicant_id === refused.personId ? 'own' : 'no-right'
}

/**
 * Keeps what was refused, in a transaction of its own after that of the act was taken back: the same act of the same
 * person on the same case and day is one line that counts. What was typed is not kept.
 */
export function noteRefusals(given: {
  readonly database: Database
  readonly runner: () => Runner
}): (refused: RefusedAct) => Promise<void> {
  return async (refused) => {
    const { actor, tenantId } = refused
    if (!watched.has(refused.operation) || actor.kind !== 'person') return
    if (!told.has(refused.code)) return
    const input = aboutCase.safeParse(refused.input)
    if (!input.success || !isId(input.data.applicationId)) return
    const { applicationId } = input.data
    const asked = {
      ...refused,
      personId: actor.personId,
      act: input.data.act ?? '',
      today: jstDate(refused.at),
    }
    const kind = await given.database.readTenant(tenantId, async (tx) => {
      const file = await tx
        .selectFrom('application')
        .select(['application_id', 'unit_id', 'state', 'applicant_id', 'valid_until'])
        .where('application_id', '=', applicationId)
        .executeTakeFirst()
      const found = file === undefined ? null : attemptKind(asked, file)
      if (file === undefined || found === null) return null
      if (found === 'unseen' && (await sees(tx, actor, file, asked.today))) return null
      return (await isFull(tx, asked.personId, asked.today)) ? null : found
    })
    if (kind === null) return
    await given
      .runner()
      .perform('refused-attempt', { tenantId, actor, origin: refused.origin }, (act) =>
        keep(act, { ...asked, applicationId, kind }),
      )
  }
}

/** Whether a person may look at a case; then something else of it was not found, and that is no attempt. */
async function sees(
  tx: Tx,
  { personId, rights }: { readonly personId: string; readonly rights: ReadonlySet<string> },
  file: { readonly application_id: string; readonly unit_id: string; readonly applicant_id: string },
  on: string,
): Promise<boolean> {
  const standings = await standingsOf(tx, personId, on, file.applicant_id)
  return maySee(
    tx,
    { applicantId: file.applicant_id, unitId: file.unit_id, applicationId: file.application_id },
    { personId, rights, standings, on },
  )
}

/** Whether enough is kept of a person for a day. */
async function isFull(tx: Tx, personId: string, day: string): Promise<boolean> {
  const { lines, most } = await tx
    .selectFrom('refused_attempt')
    .select((select) => [select.fn.countAll<number>().as('lines'), select.fn.max('times').as('most')])
    .where('person_id', '=', personId)
    .where('day', '=', day)
    .executeTakeFirstOrThrow()
  return lines >= mostADay || (most ?? 0) >= mostTimes
}

async function keep(
  act: Act,
  asked: {
    readonly operation: string
    readonly act: string
    readonly personId: string
    readonly today: string
    readonly message: string
    readonly applicationId: string
    readonly kind: AttemptKind
  },
): Promise<void> {
  const before = await act.tx
    .selectFrom('refused_attempt')
    .selectAll()
    .where('person_id', '=', asked.personId)
    .where('day', '=', asked.today)
    .where('application_id', '=', asked.applicationId)
    .where('operation', '=', asked.operation)
    .where('act', '=', asked.act)
    .forUpdate()
    .executeTakeFirst()
  const line = await act.recorder.save('refused_attempt', {
    tenant_id: act.tenantId,
    attempt_id: before?.attempt_id ?? newId(),
    day: asked.today,
    person_id: asked.personId,
    operation: asked.operation,
    act: asked.act,
    application_id: asked.applicationId,
    kind: asked.kind,
    message: asked.message.slice(0, 500),
    times: (before?.times ?? 0) + 1,
    first_at: before?.first_at ?? act.at,
    last_at: act.at,
  })
  act.recorder.describe({
    act: '断られた操作',
    subject: { kind: 'refused-attempt', id: line.attempt_id },
    note: line.message,
  })
}
