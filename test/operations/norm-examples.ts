import {
  policyCorrectNorm,
  policyLints,
  policyNorms,
  policyParameters,
  policySplitNorm,
} from '#policy/contract-norms.ts'
import { policyImport } from '#policy/contract.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const everybody = '規程とそこから読み取った規範は、職員の全員が読むもの'
let texts = 0

/** A text nobody has imported yet, with something to find in it. */
function newText(): string {
  texts += 1
  return `試験市第${texts}情報点検規程
第1 趣旨
この規程は、第${texts}の試験のための規程とする。
第2 持出し
(1) 職員は、端末を持ち出すときは、課長の許可を受けなければならない。また、課長は、その記録を作成し、保管しなければならない。
(2) 職員は、書類を持ち出すときは、課長の許可を受けなければならない。
第3 点検
課長は、端末の状況を定期的に点検し、その結果を最高点検責任者に報告しなければならない。
点検は、第99の定めるところにより行うものとする。
第4 監査
課長は、定期的に監査を実施しなければならない。
`
}

async function newDraft({ city }: World): Promise<string> {
  const { editionId } = await city.run('officer', policyImport, {
    fileName: 'tenken.txt',
    base64: Buffer.from(newText()).toString('base64'),
    kind: '規程',
  })
  return editionId ?? ''
}

async function normOf({ city }: World, editionId: string, number: string, seq = 1) {
  const { norms } = await city.run('officer', policyNorms, { editionId })
  const norm = norms.find((each) => each.number === number && each.seq === seq)
  if (norm === undefined) throw new Error(`the text of the examples has no norm at ${number}`)
  return norm
}

/** A norm of a new draft, named as every command of the review names it. */
async function oneNorm(world: World) {
  const editionId = await newDraft(world)
  const { normId, revision } = await normOf(world, editionId, '第2(1)')
  return { editionId, normId, revision }
}

export const normExamples: Examples = {
  'policy.norms': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, chapter: '第2' }),
    everybody,
  },
  'policy.read-norms': { as: 'officer', input: async (world) => ({ editionId: await newDraft(world) }) },
  'policy.confirm-norms': {
    as: 'officer',
    input: async (world) => {
      const { editionId, ...norm } = await oneNorm(world)
      return { editionId, norms: [norm] }
    },
  },
  'policy.correct-norm': {
    as: 'officer',
    input: async (world) => ({ ...(await oneNorm(world)), reading: { deadline: '速やかに' } }),
  },
  'policy.teach': {
    as: 'officer',
    input: async (world) => {
      const { editionId, normId, revision } = await oneNorm(world)
      const done = await world.city.run('officer', policyCorrectNorm, {
        editionId,
        normId,
        revision,
        reading: { deadline: '速やかに' },
      })
      const other = await normOf(world, editionId, '第2(2)')
      return {
        editionId,
        fromNormId: done.norm.normId,
        norms: [{ normId: other.normId, revision: other.revision }],
        fields: ['deadline'],
      }
    },
  },
  'policy.split-norm': { as: 'officer', input: async (world) => ({ ...(await oneNorm(world)), at: 12 }) },
  'policy.merge-norms': {
    as: 'officer',
    input: async (world) => {
      const { editionId, normId, revision } = await oneNorm(world)
      const next = await normOf(world, editionId, '第2(1)', 2)
      return {
        editionId,
        norms: [
          { normId, revision },
          { normId: next.normId, revision: next.revision },
        ],
      }
    },
  },
  'policy.dismiss-norm': { as: 'officer', input: (world) => oneNorm(world) },
  'policy.undo-review': {
    as: 'officer',
    input: async (world) => {
      const { editionId, normId, revision } = await oneNorm(world)
      const { actId } = await world.city.run('officer', policySplitNorm, {
        editionId,
        normId,
        revision,
        at: 12,
      })
      return { editionId, actId }
    },
  },
  'policy.parameters': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, on: '2026-11-25' }),
    everybody,
  },
  'policy.set-parameter': {
    as: 'officer',
    input: async (world) => {
      const editionId = await newDraft(world)
      const { parameters } = await world.city.run('officer', policyParameters, { editionId })
      const [open] = parameters
      return {
        parameter: open?.parameter,
        value: '12',
        note: '年に一度',
        validFrom: '2026-12-01',
        revision: open?.revision,
      }
    },
  },
  'policy.norm-bindings': {
    as: 'applicant',
    input: ({ city }) => ({
      editionId: city.editionId,
      show: 'all',
      chapter: '第2',
      kind: 'permit',
      page: 1,
      size: 50,
    }),
    everybody,
  },
  'policy.bind-norms': {
    as: 'officer',
    input: async (world) => {
      const { editionId, normId } = await oneNorm(world)
      return { editionId, choices: [{ normId, mechanism: 'procedure:carry-out', slot: 'permit' }] }
    },
  },
  'policy.accept-proposals': {
    as: 'officer',
    input: async (world) => ({ editionId: await newDraft(world), chapter: '第2' }),
  },
  'policy.lints': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId }),
    everybody,
  },
  'policy.note-lint': {
    as: 'officer',
    input: async (world) => {
      const editionId = await newDraft(world)
      const { lints } = await world.city.run('officer', policyLints, { editionId })
      return {
        editionId,
        lintKey: lints[0]?.lintKey,
        state: 'seen',
        note: '次の改正で直す',
        revision: 0,
      }
    },
  },
  'policy.terms': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId }),
    everybody,
  },
}
