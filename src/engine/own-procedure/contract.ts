import { z } from 'zod'
import { formInput, previewApplication } from '#engine/procedure/contract.ts'
import { idText, operation } from '#ground/operation/contract.ts'
import { ownDeclaration } from './declaration.ts'

const ownKey = z.string().regex(/^own-[1-9]\d{0,5}$/, '手続の記号が正しくありません。')
const problem = z.object({ at: z.string().optional(), message: z.string() })

export const ownProcedures = operation({
  name: 'own-procedure.list',
  kind: 'query',
  summary: '市がつくった手続の一覧を見る',
  who: { right: 'policy.manage' },
  input: z.object({}),
  output: z.object({
    procedures: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        state: z.enum(['draft', 'live', 'retired']),
        /** Something other than what runs is being designed. */
        changing: z.boolean(),
        version: z.number(),
        changedAt: z.string(),
        changedBy: z.string(),
        liveSince: z.string().nullable(),
        /** Cases filed so far. */
        cases: z.number(),
        /** Its clause is bound and confirmed, so that it can be filed. */
        open: z.boolean(),
      }),
    ),
  }),
})

export const showOwnProcedure = operation({
  name: 'own-procedure.show',
  kind: 'query',
  summary: '市がつくった手続の様式と流れを見る',
  who: { right: 'policy.manage' },
  input: z.object({ key: ownKey }),
  output: z.object({
    key: z.string(),
    state: z.enum(['draft', 'live', 'retired']),
    version: z.number(),
    declaration: ownDeclaration,
    /** What runs, when that is something else. */
    live: ownDeclaration.nullable(),
    problems: z.array(problem),
    cases: z.number(),
    open: z.boolean(),
  }),
})

/** Saved whatever is still wrong with it: the problems come back, and nothing runs by it. */
export const saveOwnProcedure = operation({
  name: 'own-procedure.save',
  kind: 'command',
  summary: '市の手続の案を保存する',
  who: { right: 'policy.manage' },
  input: z.strictObject({
    key: ownKey.optional(),
    /** The version the designer saw; another one was saved meanwhile. */
    version: z.int().min(0),
    declaration: ownDeclaration,
  }),
  output: z.object({ key: z.string(), version: z.number(), problems: z.array(problem) }),
})

/** 試す: what a person would meet, by the rules and the organisation of today. Nothing is stored. */
export const tryOwnProcedure = operation({
  name: 'own-procedure.try',
  kind: 'query',
  summary: '市の手続の案を、公開の前に試す',
  who: { right: 'policy.manage' },
  input: z.strictObject({ declaration: ownDeclaration, applicantId: idText, form: formInput }),
  output: z.object({
    /** Of the design itself; while there are any, nothing else is answered. */
    faults: z.array(problem),
    answer: previewApplication.output.nullable(),
  }),
})

export const publishOwnProcedure = operation({
  name: 'own-procedure.publish',
  kind: 'command',
  summary: '市の手続を動かし始める',
  who: { right: 'policy.manage' },
  input: z.strictObject({ key: ownKey, version: z.int().min(1) }),
  output: z.object({ version: z.number() }),
})

/** A design that never ran goes away again; what ran is ended instead, because cases are read by it. */
export const discardOwnProcedure = operation({
  name: 'own-procedure.discard',
  kind: 'command',
  summary: '一度も動かしていない市の手続の案を消す',
  who: { right: 'policy.manage' },
  input: z.strictObject({
    key: ownKey,
    /** The version the designer saw; another one was saved meanwhile. */
    version: z.int().min(1),
  }),
  output: z.object({}),
})

export const retireOwnProcedure = operation({
  name: 'own-procedure.retire',
  kind: 'command',
  summary: '市の手続を終える',
  who: { right: 'policy.manage' },
  input: z.strictObject({ key: ownKey }),
  output: z.object({}),
})
