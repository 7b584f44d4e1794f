import type { z } from 'zod'
import { policyPublish } from '#policy/contract-documents.ts'
import { policyImpact } from '#policy/contract-editions.ts'
import {
  policyBind,
  policyEdition,
  policyImport,
  policyProvisions,
  policyPutInForce,
  policySlots,
} from '#policy/contract.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const everybody = '規程は、職員の全員が読むもの'
let texts = 0

/** A document in force with a mechanism bound to it, and a draft that amends the sentence that is bound. */
async function amendedDraft(world: World): Promise<string> {
  const { city } = world
  const base = await inForce(world, '対策基準')
  const { nodes } = await city.run('officer', policyProvisions, { editionId: base })
  const { slots } = await city.run('officer', policySlots, { size: 100 })
  const slot = slots.find((it) => it.state === 'bound')
  await city.run('officer', policyBind, {
    editionId: base,
    wid: nodes.find((node) => node.eid === '第1')?.wid ?? '',
    mechanism: slot?.mechanism ?? '',
    slot: slot?.slot ?? '',
  })
  const { editionId } = await city.run('officer', policyImport, {
    policyId: await policyOf(world, base),
    fileName: 'kaisei.txt',
    base64: Buffer.from(textOf(texts, '対策基準').replace('試験のための', '試行及び試験のための')).toString(
      'base64',
    ),
  })
  return editionId ?? ''
}

export const editionExamples: Examples = {
  'policy.compare': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, onlyChanged: false }),
    everybody,
  },
  'policy.comparison-file': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, format: 'docx', whole: true }),
    everybody,
  },
  'policy.impact': {
    as: 'officer',
    input: async (world) => ({ editionId: await amendedDraft(world), open: true, page: 1, size: 50 }),
  },
  'policy.decide-impact': {
    as: 'officer',
    input: async (world) => {
      const editionId = await amendedDraft(world)
      const { items } = await world.city.run('officer', policyImpact, { editionId })
      return {
        editionId,
        decisions: items.map(({ item }) => ({ item, choice: 'carry', note: '趣旨は変わらない' })),
      }
    },
  },
  'policy.amendments': { as: 'officer', input: () => ({ open: true, page: 1, size: 50 }) },
  'policy.report-amendment': {
    as: 'officer',
    input: async (world) => {
      const reason = '組織の名の変更に伴う文言の整理'
      const approval = { kind: 'minor', reason, by: '副市長 宮原 誠', reportDue: '2027-01-31' } as const
      const editionId = await inForce(world, '対策基準', approval)
      return { editionId, reportedOn: '2026-11-24', meeting: '情報化推進会議', note: '第3回' }
    },
  },
  'policy.documents': { as: 'applicant', input: () => ({}) },
  'policy.document': {
    as: 'applicant',
    input: async (world) => ({ policyId: await policyOf(world, world.city.editionId) }),
    everybody,
  },
  'policy.describe-document': {
    as: 'officer',
    input: async (world) => {
      const { ids } = world.city
      const base = await inForce(world, '基本方針')
      const readers = [
        { kind: 'person' as const, id: ids.person.leader },
        { kind: 'unit' as const, id: ids.unit.welfare },
        { kind: 'office' as const, id: 'sec-manager' },
      ]
      return {
        policyId: await policyOf(world, await inForce(world, '実施手順')),
        title: '窓口端末の実施手順',
        documentMark: '窓口手順',
        body: { name: '農業委員会' },
        basedOn: await policyOf(world, base),
        public: false,
        audience: 'named',
        readers,
      }
    },
  },
  'policy.publish': {
    as: 'officer',
    input: async (world) => ({
      editionId: await inForce(world, '基本方針'),
      publishedOn: '2026-11-24',
      place: 'https://www.shiken.example/hoshin.html',
    }),
  },
  'policy.withdraw-publication': {
    as: 'officer',
    input: async (world) => ({
      publicationId: (await published(world)).publicationId,
      withdrawnOn: '2026-11-24',
      reason: '誤った版を載せたため',
    }),
  },
  'policy.published': {
    as: 'applicant',
    input: async (world) => ({
      policyId: await policyOf(world, (await published(world)).editionId),
      format: 'html',
    }),
    everybody,
  },
}

const policyOf = async ({ city }: World, editionId: string): Promise<string> =>
  (await city.run('officer', policyEdition, { editionId })).policy.policyId

const textOf = (n: number, kind: string) =>
  `試験市第${n}${kind}\n第1 趣旨\nこの文書は、第${n}の試験のための${kind}とする。\n`

const council = { kind: 'council', meeting: '情報化推進会議', resolvedOn: '2026-11-20' } as const

/** A document of its own, in force since yesterday. */
async function inForce(
  { city }: World,
  kind: '基本方針' | '対策基準' | '実施手順',
  approval: z.input<typeof policyPutInForce.input>['approval'] = council,
): Promise<string> {
  texts += 1
  const imported = await city.run('officer', policyImport, {
    fileName: 'bunsho.txt',
    base64: Buffer.from(textOf(texts, kind)).toString('base64'),
    kind,
    documentMark: `第${texts}${kind}`,
  })
  const editionId = imported.editionId ?? ''
  const decision = { decidedBy: '情報化推進会議', decidedOn: '2026-11-20', effectiveFrom: '2026-11-23' }
  await city.run('officer', policyPutInForce, {
    editionId,
    ...decision,
    ...(kind === '実施手順' ? {} : { approval }),
  })
  return editionId
}

async function published(world: World) {
  const editionId = await inForce(world, '基本方針')
  const on = { publishedOn: '2026-11-23', place: '市役所前掲示場' }
  return (await world.city.run('officer', policyPublish, { editionId, ...on })).publication
}
