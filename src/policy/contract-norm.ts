import { z } from 'zod'
import { idText } from '#ground/operation/contract.ts'
import { boundedText } from '#ground/words/text.ts'
import { approvalActs, fields, kinds, lintCodes, modalities, triggerTypes } from './norms/types.ts'

/**
 * unconfirmed: as the machine read it. confirmed: an officer agreed. corrected: an officer changed a field.
 * dismissed: an officer says the sentence is no norm (規範ではない); it stays in the text and needs no binding.
 */
export const normState = z.enum(['unconfirmed', 'confirmed', 'corrected', 'dismissed'])
export const colour = z.enum(['green', 'amber', 'red'])
export const field = z.enum(fields)
/** Of a norm: rests on a mechanism that runs, only on ones to come (未整備), or on none (未対応, a gap). */
export const bindingState = z.enum(['bound', 'planned', 'gap'])

/** A role as the city prints it, and the office code it is, when that is known. */
export const role = z.object({ word: boundedText(80), office: z.string().max(80).nullable() })
const roles = z.array(role).max(20, '20人(役)までです')

/** What a sentence says, field by field: the part of a norm that an officer can correct. */
export const reading = z.object({
  subject: z.object({
    roles,
    join: z.enum(['single', 'all', 'any', 'none']),
    from: z.enum(['text', 'lead-in', 'previous', 'inferred', 'none']),
  }),
  modality: z.enum(modalities),
  trigger: z.object({
    type: z.enum(triggerTypes),
    /** ISO 8601 duration: `P1Y`. */
    cadence: z
      .string()
      .regex(
        /^P(?=[0-9T])([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?)?$/,
        '周期の形が正しくありません',
      )
      .nullable(),
    eventText: boundedText(300).nullable(),
  }),
  approval: z
    .object({
      applicant: roles,
      approver: roles,
      join: z.enum(['single', 'all', 'any']),
      act: z.enum(approvalActs),
      when: z.enum(['before', 'after']),
    })
    .nullable(),
  record: boundedText(300).nullable(),
  recordFields: z.array(boundedText(120)).max(50),
  targetClass: boundedText(60).nullable(),
  deadline: boundedText(120).nullable(),
  exception: boundedText(500).nullable(),
  qualifiers: z.array(boundedText(60)).max(20),
  kind: z.enum(kinds),
})

export const revisionOf = z.object({ normId: idText, revision: z.int().min(1) })

export const cue = z.object({ field, start: z.int(), end: z.int() })

/** A pointer of the text, with the provisions of this edition it points to; `ext` names another document or a law. */
export const reference = z.object({
  text: z.string(),
  start: z.int(),
  end: z.int(),
  kind: z.enum(['provision', 'list', 'table', 'law', 'document']),
  to: z.array(z.union([z.object({ wid: z.string(), number: z.string() }), z.object({ ext: z.string() })])),
})

export const normBinding = z.object({
  bindingId: z.string(),
  mechanism: z.string(),
  mechanismName: z.string(),
  kind: z.string(),
  slot: z.string(),
  need: z.string(),
  /** The mechanism is in the house and runs; otherwise it is shown as 未整備. */
  ready: z.boolean(),
  carried: z.boolean(),
})

export const proposal = z.object({
  mechanism: z.string(),
  mechanismName: z.string(),
  kind: z.string(),
  slot: z.string(),
  need: z.string(),
  ready: z.boolean(),
  /** Why, as a short sentence: 「持ち出す」「許可」の語と、許可の規範であることから. */
  why: z.string(),
  /** Whether it is bound when the norm's proposal is accepted: the first, and what runs the same sentence beside it. */
  together: z.boolean(),
})

/** One norm of an edition, as the officer reviews it. */
export const norm = z.object({
  /** Permanent: the same in the next edition while its sentence goes on unchanged. */
  normId: z.string(),
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  /** First and last sentence of the provision it covers, from 1. */
  seq: z.int(),
  seqEnd: z.int(),
  /** `第5-2-(6)-ア#2`, with `.2` for the second part of a sentence that was split. */
  nid: z.string(),
  text: z.string(),
  /** Where it stands inside the provision's own words. */
  range: z.object({ start: z.int(), end: z.int() }),
  reading,
  /** What the machine had read, when an officer has changed it. */
  machine: reading.nullable(),
  /** Fields in which `reading` differs from what the machine had read. */
  changed: z.array(field),
  /** Ranges inside `text`. */
  cues: z.array(cue),
  /** Colour of each field that has one; a field an officer corrected is green. */
  colour: z.partialRecord(field, colour),
  worst: colour,
  state: normState,
  revision: z.int(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  refs: z.array(reference),
  /** Ids of the open values it leaves to the city. */
  parameters: z.array(z.string()),
  bindingState,
  bindings: z.array(normBinding),
})

/** A norm with the mechanisms proposed for it. */
export const normToBind = norm.extend({
  /** Best first; those already bound are left out. */
  proposals: z.array(proposal),
})

export const progress = z.object({
  total: z.int(),
  confirmed: z.int(),
  corrected: z.int(),
  /** 規範ではない. */
  dismissed: z.int().optional(),
  unconfirmed: z.int(),
  /** Of the unconfirmed: by their worst colour. */
  green: z.int(),
  amber: z.int(),
  red: z.int(),
})

export const chapterProgress = progress.extend({
  /** The top provision under which the norms stand. */
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  heading: z.string().nullable(),
  bound: z.int(),
  planned: z.int(),
  gap: z.int(),
})

export const actKind = z.enum(['confirm', 'correct', 'teach', 'split', 'merge', 'dismiss', 'undo'])

/** One thing an officer did in the review; several officers see each other's. */
export const reviewAct = z.object({
  actId: z.string(),
  kind: actKind,
  at: z.string(),
  by: z.string(),
  mine: z.boolean(),
  norms: z.int(),
  /** Number of the first norm it touched, 「第5-2(6)ア」. */
  number: z.string(),
  /** Top provisions it touched. */
  chapters: z.array(z.string()),
  /** Nothing it touched has changed since, so it can be undone. */
  undoable: z.boolean(),
})

/** A norm after a command; gone when it was merged into another. */
export const changedNorm = z.object({ normId: z.string(), revision: z.int(), state: normState })

/** The same words read for a field elsewhere: offered, never applied by itself. */
export const alike = z.object({
  normId: z.string(),
  revision: z.int(),
  wid: z.string(),
  number: z.string(),
  text: z.string(),
  state: normState,
  /** Fields in which it could take over the corrected reading. */
  fields: z.array(field),
  /** Its reading of those fields now. */
  reading,
  /** The whole sentence is the same but for numbers and spaces; otherwise the words of the cue are. */
  sameSentence: z.boolean(),
})

export const lint = z.object({
  /** Lives on in the next edition while place and words are the same. */
  lintKey: z.string(),
  code: z.enum(lintCodes),
  wid: z.string().nullable(),
  number: z.string().nullable(),
  heading: z.string().nullable(),
  /** Inside the provision's own words. */
  range: z.object({ start: z.int(), end: z.int() }).nullable(),
  text: z.string(),
  message: z.string(),
  related: z.array(z.object({ wid: z.string(), number: z.string() })),
  note: z
    .object({
      state: z.enum(['open', 'seen', 'to-mend']),
      note: z.string(),
      at: z.string(),
      by: z.string(),
      revision: z.int(),
    })
    .nullable(),
})

export const citedPlace = z.object({
  normId: z.string().nullable(),
  wid: z.string(),
  eid: z.string(),
  number: z.string(),
  documentMark: z.string(),
  quote: z.string(),
})

export const parameter = z.object({
  /** `audit-interval`; stable between editions. */
  parameter: z.string(),
  label: z.string(),
  /** Empty for a value in words. */
  unit: z.string(),
  /** What the clause says instead of a number: 「定期的に」. */
  words: z.string(),
  value: z.string().nullable(),
  note: z.string(),
  /** 0 while nobody has set it. */
  revision: z.int(),
  setBy: z.string().nullable(),
  setAt: z.string().nullable(),
  validFrom: z.string().nullable(),
  usual: z.object({ value: z.string(), source: z.string() }).nullable(),
  cited: z.array(citedPlace),
  /** Latest first. */
  history: z.array(
    z.object({
      value: z.string().nullable(),
      note: z.string(),
      validFrom: z.string(),
      setBy: z.string(),
      setAt: z.string(),
    }),
  ),
})

export const term = z.object({
  word: z.string(),
  meaning: z.string(),
  /** Where it is defined. */
  wid: z.string(),
  number: z.string(),
  range: z.object({ start: z.int(), end: z.int() }),
  by: z.enum(['sentence', 'short-name', 'table', 'other-document']),
  /** How often it occurs in the edition; `places` lists the first provisions. */
  occurrences: z.int(),
  places: z.array(z.object({ wid: z.string(), number: z.string(), start: z.int(), end: z.int() })),
})

/** A defined word where it stands in a provision's own words; `policy.provision` answers these beside `reference`s. */
export const termPlace = z.object({
  word: z.string(),
  start: z.int(),
  end: z.int(),
  /** Where it is defined, and as what. */
  wid: z.string(),
  number: z.string(),
  meaning: z.string(),
})
