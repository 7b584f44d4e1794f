import { issueCard, reportLostCard } from '#rooms/6-technical/cards/contract.ts'
import { showSheet } from '#rooms/6-technical/accounts/contract-review.ts'
import { idsOf } from '#rooms/6-technical/accounts/testing/ids-city.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const list = ['利用者ID,氏名,状態,最終ログイン,権限,職員番号', 'ex1,田辺 彩,有効,2026-11-20,一般,00001']

async function aSystem(world: World): Promise<string> {
  return idsOf(world).system('例のシステム', 'longevity', { code: 'rei', note: '例' })
}
async function anAccount(world: World, kind = 'personal'): Promise<string> {
  const ids = idsOf(world)
  const holder = world.city.ids.person.colleague
  return ids.account(await aSystem(world), `rei-${kind}`, { kind, holder })
}
/** The one running stock-take, with a sheet of the section. */
async function aReview(world: World): Promise<{ reviewId: string; unitId: string }> {
  const ids = idsOf(world)
  const unitId = world.city.ids.unit.longevity
  const running = await world.db.readTenant(world.city.tenantId, (tx) =>
    tx.selectFrom('id_review').select('review_id').where('state', '<>', 'closed').executeTakeFirst(),
  )
  if (running !== undefined) return { reviewId: running.review_id, unitId }
  await anAccount(world)
  const { reviewId } = await ids.review()
  await ids.work()
  return { reviewId, unitId }
}
const aCard = async (world: World, number: string) =>
  (
    await world.city.run('manager', issueCard, {
      holderId: world.city.ids.person.applicant,
      cardNumber: number,
      kind: 'staff',
    })
  ).entryId

export const idExamples: Examples = {
  'ids.overview': { as: 'applicant', input: () => ({}) },
  'ids.differences': {
    as: 'officer',
    input: async (world) => ({
      kind: 'dormant',
      systemId: await aSystem(world),
      unitId: world.city.ids.unit.longevity,
      page: 1,
      size: 50,
    }),
    everybody: '見える範囲だけを数えるため、だれが聞いても答えがある',
  },
  'ids.import': {
    as: 'manager',
    input: async (world) => ({
      systemId: await aSystem(world),
      fileName: '利用者.csv',
      content: idsOf(world).csv(list),
      takenOn: '2026-11-24',
      mapping: { columns: { login: '利用者ID', name: '氏名' }, privilegedGroups: ['管理者'] },
      register: true,
      sure: true,
      dryRun: false,
    }),
    refusedFor: 'strangerManager',
  },
  'ids.read-directory': {
    as: 'officer',
    input: async (world) => ({
      systemId: await aSystem(world),
      takenOn: '2026-11-24',
      mapping: { columns: { login: 'uid' }, privilegedGroups: ['admins'] },
      register: true,
      sure: true,
      // Nobody listens there: what is kept is that the directory could not be asked.
      dryRun: false,
      address: 'ldaps://127.0.0.1:9',
      base: 'dc=shiken',
      filter: '(objectClass=person)',
      bindDn: 'cn=kijun,dc=shiken',
      password: 'himitsu-no-aikotoba',
      authorityPem: '',
    }),
    refusedFor: 'manager',
  },
  'ids.check': { as: 'officer', input: () => ({}) },
  'ids.take-in': {
    as: 'system',
    input: async (world) => {
      const ids = idsOf(world)
      const { snapshotId } = await ids.bring('officer', await aSystem(world), list, { register: false })
      return { snapshotId }
    },
    refusedFor: 'officer',
  },
  'ids.remove': {
    as: 'manager',
    input: async (world) => ({
      entryIds: [await anAccount(world)],
      removedOn: '2026-11-24',
      note: '異動のため',
    }),
    refusedFor: 'applicant',
  },
  'ids.approve-privilege': {
    as: 'chief',
    input: async (world) => ({
      entryId: await anAccount(world, 'privileged'),
      until: '2027-03-31',
      reason: '運用のため',
    }),
    refusedFor: 'applicant',
  },
  'ids.open-review': {
    as: 'officer',
    input: () => ({ title: 'IDの棚卸', asOf: '2026-11-24', dueOn: '2026-12-15' }),
  },
  'ids.prepare-review': {
    as: 'system',
    input: async (world) => ({ reviewId: (await aReview(world)).reviewId }),
    refusedFor: 'officer',
  },
  'ids.review': {
    as: 'applicant',
    input: async (world) => ({ reviewId: (await aReview(world)).reviewId, only: 'all', page: 1, size: 50 }),
    everybody: '見える範囲の課だけを数えるため、だれが聞いても答えがある',
  },
  'ids.sheet': {
    as: 'manager',
    input: async (world) => ({ ...(await aReview(world)), only: 'all', page: 1, size: 50 }),
    refusedFor: 'strangerManager',
  },
  'ids.answer': {
    as: 'manager',
    input: async (world) => {
      const at = await aReview(world)
      const { lines } = await world.city.run('manager', showSheet, at)
      return {
        ...at,
        answers: [{ lineId: lines[0]?.lineId ?? '', answer: 'keep', note: '使っている' }],
        restAsProposed: true,
      }
    },
    refusedFor: 'strangerManager',
  },
  'ids.sign': {
    as: 'manager',
    input: (world) => aReview(world),
    refusedFor: 'strangerManager',
  },
  'ids.remind-review': {
    as: 'officer',
    input: async (world) => {
      const { reviewId, unitId } = await aReview(world)
      return { reviewId, unitIds: [unitId] }
    },
    refusedFor: 'manager',
  },
  'ids.close-review': {
    as: 'officer',
    input: async (world) => ({ reviewId: (await aReview(world)).reviewId }),
    refusedFor: 'manager',
  },
  'cards.mine': { as: 'applicant', input: () => ({}) },
  'cards.issue': {
    as: 'manager',
    input: ({ city }) => ({
      holderId: city.ids.person.applicant,
      cardNumber: 'E-001',
      kind: 'staff',
      issuedOn: '2026-11-24',
      note: '新しい様式',
    }),
    refusedFor: 'strangerManager',
  },
  'cards.report-lost': {
    as: 'applicant',
    input: async (world) => ({
      entryId: await aCard(world, 'E-002'),
      lostOn: '2026-11-24',
      where: '庁舎の中で見当たらない。',
    }),
    refusedFor: 'stranger',
  },
  'cards.stop': {
    as: 'officer',
    input: async (world) => {
      const entryId = await aCard(world, 'E-003')
      await world.city.run('applicant', reportLostCard, { entryId, where: '帰り道で失くした。' })
      return { entryId, stoppedOn: '2026-11-24' }
    },
    refusedFor: 'manager',
  },
  'cards.return': {
    as: 'manager',
    input: async (world) => ({ entryId: await aCard(world, 'E-004'), returnedOn: '2026-11-24' }),
    refusedFor: 'strangerManager',
  },
}
