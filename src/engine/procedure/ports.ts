import type { RegisterDefinition } from '#engine/register/definition.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Tx } from '#ground/database/database.ts'
import type { ProcedureDefinition } from './definition.ts'
import { roleUnknown } from './plan-route.ts'
import { type Roles, rolesNeeded } from './roles.ts'

/** A clause that a mechanism rests on, as the city's edition prints it. */
export type BoundCitation = {
  readonly slot: string
  readonly editionId: string
  readonly wid: string
  readonly eid: string
  readonly documentMark: string
  readonly label: string
  /** An officer has confirmed what the clause says; a procedure opens on confirmed clauses only. */
  readonly confirmed: boolean
}

/** Something that is not in place; `href` leads to where it is mended. */
export type Gap = { readonly kind: string; readonly text: string; readonly href?: string }

/** A resolution on a case. */
export type CaseResolution = {
  /** 「情報化推進会議 令和8年度第2回」 */
  readonly meeting: string
  readonly number: string | null
  readonly outcome: '可決' | '修正可決'
  readonly contentHash: string | null
}

/** A line of a register a check has found wrong. */
export type WrongLine = {
  /** Name of the check. */
  readonly check: string
  readonly number: string
  readonly label: string
  /** What is wrong, as a sentence. */
  readonly sentence: string
  readonly href: string
}

/** A question about a case, or an answer to one. */
export type Commented = {
  readonly applicationId: string
  readonly label: string
  readonly title: string
  readonly applicantId: string
  /** Somebody asks the applicant; otherwise he answers. */
  readonly asks: boolean
  /** Of an answer: those who have asked. */
  readonly askerIds: readonly string[]
}

/** What the engine asks of the rest of the house. */
export type ProcedurePorts = {
  /** Those of the house. */
  readonly procedures: readonly ProcedureDefinition[]
  /** Those the city has drawn up itself; their keys begin with `own-`. One query. */
  ownProcedures(tx: Tx): Promise<readonly ProcedureDefinition[]>
  readonly registers: readonly RegisterDefinition[]
  /** Bindings of these mechanisms (`procedure:carry-out`) in the edition in force on the date. One query. */
  citations(
    tx: Tx,
    mechanisms: readonly string[],
    on: string,
  ): Promise<ReadonlyMap<string, readonly BoundCitation[]>>
  /** 「対策基準 第7版」 of an edition. */
  editionLabel(tx: Tx, editionId: string): Promise<string>
  /** The resolution of a council that passed a case, and what exactly it was about; null: none, or voted down. One query. */
  resolution(tx: Tx, applicationId: string): Promise<CaseResolution | null>
  /** Tells of a question about a case, or of its answer: the other side has something to do. */
  commented(act: Act, said: Commented): Promise<void>
  /** Procedures that permit an exception to the standard (例外措置): whoever decides sees those in force. */
  readonly exceptionProcedures: readonly string[]
  /** What the checks find wrong with lines of registers now. One query. */
  wrongWith(tx: Tx, entryIds: readonly string[]): Promise<readonly WrongLine[]>
  /** Clauses without a mechanism, vacancies and the like that the viewer could mend. */
  gaps(tx: Tx, rights: ReadonlySet<string>, on: string): Promise<readonly Gap[]>
}

/** The mechanism under which the rules of who decides are bound to their clauses. */
export const AUTHORITY = 'authority'

/** The clauses of some slots of those rules, as a refusal cites them: 「対策基準 第4-3(1)」. */
export async function citedRules(
  ports: Pick<ProcedurePorts, 'citations'>,
  tx: Tx,
  slots: readonly string[],
  on: string,
): Promise<string[]> {
  if (slots.length === 0) return []
  const cites = (await ports.citations(tx, [AUTHORITY], on)).get(AUTHORITY) ?? []
  return cites.filter((cite) => slots.includes(cite.slot)).map((cite) => `${cite.documentMark} ${cite.label}`)
}

/** Why nothing can be filed: a clause without a binding or a confirmed norm, or a role nobody has said who it is. */
export type Closed =
  | { readonly why: 'ended' }
  | { readonly why: 'unbound' }
  | { readonly why: 'unconfirmed'; readonly clauses: readonly string[] }
  | { readonly why: 'role'; readonly roles: readonly string[] }

/** Null for a procedure that is open. */
export function closedBecause(
  definition: ProcedureDefinition,
  cites: readonly BoundCitation[],
  roles: Roles,
): Closed | null {
  if (definition.ended === true) return { why: 'ended' }
  const [first] = definition.slots
  const main = cites.filter((cite) => cite.slot === first?.slot)
  if (main.length === 0) return { why: 'unbound' }
  if (!main.some((cite) => cite.confirmed)) {
    return { why: 'unconfirmed', clauses: main.map((cite) => `${cite.documentMark} ${cite.label}`) }
  }
  const unknown = rolesNeeded(definition).filter(({ role }) => !roles.has(role))
  return unknown.length === 0 ? null : { why: 'role', roles: unknown.map(({ word }) => word) }
}

/** A copy the contract may carry. */
export function closedOut(closed: Closed) {
  switch (closed.why) {
    case 'ended':
    case 'unbound':
      return closed
    case 'unconfirmed':
      return { why: closed.why, clauses: [...closed.clauses] }
    case 'role':
      return { why: closed.why, roles: [...closed.roles] }
  }
}

/** The same as a sentence that says what to do. */
export function closedSentence(name: string, closed: Closed): string {
  switch (closed.why) {
    case 'ended':
      return `「${name}」は終わった手続のため、申請できません。ほかの手続を選ぶか、情報政策課に確かめてください。`
    case 'unbound':
      return `「${name}」の根拠となる条文がまだ対応付けられていないため、申請できません。情報政策課に連絡してください。`
    case 'unconfirmed':
      return `「${name}」の根拠となる${closed.clauses.join('、')}の規範がまだ確認されていないため、申請できません。情報政策課に連絡してください。`
    case 'role':
      return `「${name}」は申請できません。${roleUnknown(closed.roles)}`
  }
}

/** The name under which a procedure's clauses are bound. */
export function mechanismOf(definition: ProcedureDefinition): string {
  return `procedure:${definition.key}`
}
