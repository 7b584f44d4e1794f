import {
  policyBind,
  policyConfirmTable,
  policyEdition,
  policyImport,
  policyProvisions,
  policySlots,
} from '#policy/contract.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const everybody = '規程は、職員の全員が読むもの'
const decision = { decidedBy: '試験市情報化推進会議', decidedOn: '2026-11-20' }
let texts = 0

/** A text nobody has imported yet. */
function newText(): string {
  texts += 1
  return `試験市第${texts}情報保護規程
第1 趣旨
この規程は、第${texts}の試験のための規程とする。
第2 分類
1 機密性の分類
情報資産は、次のとおり分類する。
分類 分類基準 取扱制限
3 特に限られた職員だけが扱う情報 ・暗号化
2 公開しない情報 ・施錠
1 上の二つ以外の情報
第3 持出し
職員は、持ち出すときは、許可を受けなければならない。
`
}

async function newDraft({ city }: World): Promise<string> {
  const { editionId } = await city.run('officer', policyImport, {
    fileName: 'kitei.txt',
    base64: Buffer.from(newText()).toString('base64'),
    kind: '規程',
  })
  return editionId ?? ''
}

/** A place of the city's text and a slot that nothing is bound to yet. */
async function freeSlot({ city }: World) {
  const { nodes } = await city.run('officer', policyProvisions, { editionId: city.editionId })
  const { slots } = await city.run('officer', policySlots, { size: 100 })
  const free = slots.find((slot) => slot.state === 'gap')
  const provision = nodes.find((node) => node.eid === '第2-2-(2)')
  return {
    editionId: city.editionId,
    wid: provision?.wid ?? '',
    mechanism: free?.mechanism ?? '',
    slot: free?.slot ?? '',
    sentence: 1,
  }
}

export const policyExamples: Examples = {
  'policy.import': {
    as: 'officer',
    input: () => ({
      fileName: 'kitei.txt',
      base64: Buffer.from(newText()).toString('base64'),
      kind: '規程',
      title: '情報保護規程',
      documentMark: '規程',
      label: '令和8年度版',
      ...decision,
      effectiveFrom: '2027-04-01',
      public: false,
      dryRun: false,
      acceptUnread: false,
    }),
  },
  'policy.list': { as: 'applicant', input: () => ({ page: 1, size: 50 }) },
  'policy.clauses': {
    as: 'applicant',
    input: () => ({ kind: '対策基準', on: '2026-11-24' }),
    everybody,
  },
  'policy.edition': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId }),
    everybody,
  },
  'policy.provisions': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, chapter: '第2' }),
    everybody,
  },
  'policy.provision': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, eid: '第2-1' }),
    everybody,
  },
  'policy.search': {
    as: 'applicant',
    input: ({ city }) => ({ query: '持ち出す', editionId: city.editionId, page: 1, size: 50 }),
    everybody,
  },
  'policy.put-in-force': {
    as: 'officer',
    input: async (world) => {
      const editionId = await newDraft(world)
      const { tables } = await world.city.run('officer', policyEdition, { editionId })
      for (const { wid } of tables) {
        const rows = [{ key: '機密性3', detail: '限られた職員だけが扱う情報', items: ['暗号化'] }]
        await world.city.run('officer', policyConfirmTable, { editionId, wid, rows })
      }
      return { editionId, effectiveFrom: '2027-04-01', ...decision, reviewed: true }
    },
  },
  'policy.discard': { as: 'officer', input: async (world) => ({ editionId: await newDraft(world) }) },
  'policy.slots': {
    as: 'applicant',
    input: ({ city }) => ({ editionId: city.editionId, page: 1, size: 50 }),
    everybody,
  },
  'policy.bind': { as: 'officer', input: (world) => freeSlot(world) },
  'policy.unbind': {
    as: 'officer',
    input: async (world) => {
      const { bindingId } = await world.city.run('officer', policyBind, await freeSlot(world))
      return { bindingId }
    },
  },
  'policy.export': {
    as: 'applicant',
    input: ({ city }) => ({
      editionId: city.editionId,
      format: 'norms-csv',
      encoding: 'utf-8',
      unwritable: 'refuse',
    }),
    everybody,
  },
  'policy.confirm-table': {
    as: 'officer',
    input: async (world) => {
      const editionId = await newDraft(world)
      const { tables } = await world.city.run('officer', policyEdition, { editionId })
      const rows = [{ key: '機密性3', detail: '限られた職員だけが扱う情報', items: ['暗号化'] }]
      return { editionId, wid: tables[0]?.wid, rows }
    },
  },
}
