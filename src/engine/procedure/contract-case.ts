import { z } from 'zod'
import { citation } from '#engine/citation.ts'
import { formInput } from './contract-kind.ts'
import { stepActs } from './route-definition.ts'
import { applicationStates } from './states.ts'
import { seatActs, seatStates } from './step-machine.ts'

/** Somebody who will or can decide. */
const decider = z.object({
  personId: z.string(),
  name: z.string(),
  postTitle: z.string(),
  capacity: z.string(),
  /** Set while the person is away. */
  awayUntil: z.string().nullable(),
})

/** A chair on the way of a case, and who acts there. */
export const seatView = z.object({
  place: z.number(),
  seat: z.number(),
  act: z.enum(stepActs),
  word: z.string(),
  needs: z.enum(['all', 'any']),
  office: z.string(),
  officeWord: z.string(),
  unitName: z.string().nullable(),
  raised: z.boolean(),
  why: z.string(),
  deciders: z.array(decider),
})
export type SeatView = z.output<typeof seatView>

export const entryFacts = z.object({
  entryId: z.string(),
  number: z.string(),
  label: z.string(),
  version: z.number(),
  unitId: z.string().optional(),
  values: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.array(z.string()).readonly()]),
  ),
})

/** A paper that goes with a case. */
export const fileFacts = z.object({
  fileId: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  sha256: z.string(),
})

/** An act the viewer may do now, or why not: the screen shows the reason beside the button. */
const possibleAct = z.object({
  act: z.enum(['file', ...seatActs, 'resolve', 'pull-back', 'withdraw', 'start', 'finish', 'revoke']),
  word: z.string(),
  allowed: z.boolean(),
  capacity: z.string().nullable(),
  reason: z.string().nullable(),
  cites: z.array(z.string()),
})

const person = z.object({
  personId: z.string(),
  name: z.string(),
  postTitle: z.string(),
  unitName: z.string(),
})

export const caseView = z.object({
  applicationId: z.string(),
  procedure: z.string(),
  procedureName: z.string(),
  formNumber: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(applicationStates),
  round: z.number(),
  contentHash: z.string(),
  unit: z.object({ unitId: z.string(), name: z.string() }),
  applicant: person,
  form: formInput,
  entries: z.array(entryFacts),
  /** Papers that go with the case, with their hashes. */
  files: z.array(fileFacts),
  /** Names of people and units in the form, by id. */
  names: z.record(z.string(), z.string()),
  edition: z.object({ editionId: z.string(), label: z.string() }),
  /** When the viewer first opened this round of it to decide; null while that is not noted. */
  openedAt: z.string().nullable(),
  filedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  /** Taken back; what is still out has to be returned. */
  revokedAt: z.string().nullable(),
  /** Who filed it for the applicant; null where he did so himself. */
  filedBy: person.nullable(),
  finishedAt: z.string().nullable(),
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  validUntil: z.string().nullable(),
  overdueDays: z.number(),
  /** Every seat of this round, in the order of the way. */
  steps: z.array(seatView.extend({ state: z.enum(seatStates), decisionId: z.string().nullable() })),
  /** Whose turn it is; where several seats are open side by side, all of them as one. */
  step: z
    .object({
      act: z.enum(stepActs),
      word: z.string(),
      needs: z.enum(['all', 'any']),
      office: z.string(),
      officeWord: z.string(),
      raised: z.boolean(),
      why: z.string(),
      deciders: z.array(decider),
      /** What whoever grants confirms one by one. */
      confirms: z.array(z.object({ key: z.string(), text: z.string() })),
    })
    .nullable(),
  /** In what right the viewer could act, one line per standing that was looked at. */
  standings: z.array(z.object({ capacity: z.string(), usable: z.boolean(), text: z.string() })),
  acts: z.array(possibleAct),
  decisions: z.array(
    z.object({
      decisionId: z.string(),
      act: z.enum(seatActs),
      /** 「許可」「合議」「意見」 */
      word: z.string(),
      decider: person,
      capacity: z.string(),
      /** The same with whose right it was: 「事務委任(統括情報セキュリティ責任者 長谷部 徹 の権限)」. */
      capacityText: z.string(),
      rightOf: z.string().nullable(),
      office: z.string(),
      officeWord: z.string(),
      reason: z.string().nullable(),
      exceptionReason: z.string().nullable(),
      decidedAt: z.string(),
      round: z.number(),
      /** Of 代決: whether the absent holder has read it since. */
      afterReading: z
        .object({ holderName: z.string(), readAt: z.string().nullable(), mine: z.boolean() })
        .nullable(),
    }),
  ),
  /** Questions and answers, oldest first. */
  comments: z.array(z.object({ commentId: z.string(), author: person, text: z.string(), at: z.string() })),
  events: z.array(
    z.object({
      place: z.number(),
      act: z.string(),
      actor: person.nullable(),
      capacity: z.string().nullable(),
      note: z.string().nullable(),
      at: z.string(),
      /** Labels of the fields that changed against the round before. */
      changed: z.array(z.string()),
    }),
  ),
  cites: z.array(citation),
  /** Clauses of the rules of who decides (兼務の禁止, 代決 …); `acts[].cites` name their slots. */
  rules: z.array(citation),
})
export type CaseView = z.output<typeof caseView>
