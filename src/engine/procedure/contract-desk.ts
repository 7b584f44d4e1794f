import { z } from 'zod'
import { idText, operation } from '#ground/operation/contract.ts'
import { applicationStates } from './states.ts'

/** A case before this one, as far as the viewer may see it. */
const earlierCase = z.object({
  applicationId: z.string(),
  procedureName: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.enum(applicationStates),
  procedure: z.string(),
  filedAt: z.string().nullable(),
})
export type EarlierCase = z.output<typeof earlierCase>

/** How many of them ended how, and the last ones. */
const earlierCases = z.object({
  total: z.number(),
  granted: z.number(),
  refused: z.number(),
  sentBack: z.number(),
  /** The last ones, newest first. */
  recent: z.array(earlierCase),
})
export type EarlierCases = z.output<typeof earlierCases>

const lateCase = z.object({
  applicationId: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  days: z.number(),
})

/** What matters before a decision, beside what the case itself says. */
export const glance = operation({
  name: 'application.glance',
  kind: 'query',
  summary: '申請を決める前に見ることをまとめて見る',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: z.object({
    purpose: z.string(),
    /** Strictest confidentiality as filed and as it stands today; 0 when it is about nothing that has a class. */
    strictest: z.number(),
    /** A class was raised since it was filed, or a line is gone. */
    stricterThanFiled: z.boolean(),
    /** People whose data it holds. */
    personal: z.number(),
    lines: z.number(),
    /** Cases the applicant has filed before. */
    ofApplicant: earlierCases,
    /** Cases about one of the same lines. */
    ofLines: earlierCases,
    /** What the applicant should have returned. */
    late: z.array(lateCase),
    /** Exceptions in force of the applicant's unit, and those made for this applicant's own cases. */
    exceptions: z.array(earlierCase),
    /** What the checks find wrong with the lines of the case. */
    wrong: z.array(
      z.object({
        check: z.string(),
        number: z.string(),
        label: z.string(),
        sentence: z.string(),
        href: z.string(),
      }),
    ),
    papers: z.number(),
    questions: z.object({
      asked: z.number(),
      /** The last word was a question. */
      open: z.boolean(),
    }),
  }),
})

/** The cases that wait for the viewer before and after one, the longest waiting first; his own left out. */
export const neighbours = operation({
  name: 'application.neighbours',
  kind: 'query',
  summary: '決裁を待つ申請の、前と次を見る',
  who: 'signed-in',
  input: z.object({ applicationId: idText }),
  output: z.object({
    previous: z.string().nullable(),
    next: z.string().nullable(),
    /** The longest waiting one beside this. */
    first: z.string().nullable(),
    /** Its place among them; null when it does not wait for the viewer. */
    place: z.number().nullable(),
    total: z.number(),
  }),
})
