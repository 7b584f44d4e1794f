import { keepFile } from '#ground/files/service.ts'
import {
  issueConsentLink,
  listSigners,
  openConsentLink,
  ownConsent,
  savePaperConsent,
} from '#rooms/1-organisation/consent/contract.ts'
import { openChecklist } from '#rooms/1-organisation/joining/contract.ts'
import { appointed, leaves } from '#test/newcomers.ts'
import type { City } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** A leaver of 長寿支援課 with his checklist. */
async function leaving(city: City): Promise<string> {
  const personId = await appointed(city, { kind: '本務' })
  await leaves(city, personId, '2026-11-25')
  const input = { personId, event: 'leave', effectiveOn: '2026-11-25' } as const
  return (await city.run('manager', openChecklist, input)).checklistId
}

export const tokenOf = async (city: City, personId: string): Promise<string> =>
  (await city.run('manager', issueConsentLink, { personId })).path.split('#')[1] ?? ''

/** A scan the manager has uploaded. */
const scan = async (city: City): Promise<string> =>
  (
    await city.run('manager', keepFile, {
      bytes: new TextEncoder().encode('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
      name: '同意書.pdf',
    })
  ).fileId

async function paper(city: City) {
  const personId = await appointed(city)
  const { edition } = await city.run('manager', listSigners, {})
  const token = await tokenOf(city, personId)
  const { content } = await city.run({ kind: 'nobody' }, openConsentLink, { token })
  return {
    personId,
    editionId: edition?.editionId ?? '',
    contentHash: content.contentHash,
    signedOn: '2026-11-20',
    fileId: await scan(city),
  }
}

/** 入庁・異動・退職の手続, 同意の署名. */
export const joiningExamples: Examples = {
  'joining.list': {
    as: 'manager',
    input: async ({ city }) => {
      await leaving(city)
      return {
        state: 'open',
        event: 'leave',
        overdue: false,
        unitId: city.ids.unit.longevity,
        personId: city.ids.person.applicant,
        page: 1,
        size: 50,
      }
    },
    everybody: '見えるのは、受け持つ所属と自分の手続だけ',
  },
  'joining.show': {
    as: 'manager',
    input: async ({ city }) => ({ checklistId: await leaving(city) }),
    refusedFor: 'stranger',
  },
  'joining.open': {
    as: 'manager',
    input: async ({ city }) => {
      const personId = await appointed(city, { kind: '本務' })
      await leaves(city, personId, '2026-11-25')
      return { personId, event: 'leave', effectiveOn: '2026-11-25' }
    },
    refusedFor: 'strangerManager',
  },
  'joining.settle': {
    as: 'manager',
    input: async ({ city }) => ({
      checklistId: await leaving(city),
      item: 'silence',
      state: 'done',
      note: '説明した',
    }),
    refusedFor: 'strangerManager',
  },
  'joining.close': {
    as: 'manager',
    input: async ({ city }) => {
      const checklistId = await leaving(city)
      for (const item of ['return', 'ids', 'cards', 'silence']) {
        await city.perform(async (act) => {
          const row = await act.tx
            .selectFrom('checklist_item')
            .selectAll()
            .where('checklist_id', '=', checklistId)
            .where('item', '=', item)
            .executeTakeFirstOrThrow()
          await act.recorder.save('checklist_item', {
            ...row,
            state: 'done',
            settled_at: act.at,
            settled_by: city.ids.person.manager,
            capacity: '本人',
          })
          act.recorder.describe({ act: '確認', subject: { kind: 'checklist', id: checklistId } })
        })
      }
      return { checklistId }
    },
    refusedFor: 'strangerManager',
  },
  'joining.drop': {
    as: 'manager',
    input: async ({ city }) => ({ checklistId: await leaving(city), reason: '退職が取り消された' }),
    refusedFor: 'strangerManager',
  },
  'joining.sheet': {
    as: 'manager',
    input: async ({ city }) => ({ checklistId: await leaving(city) }),
    refusedFor: 'stranger',
  },
  'consent.list': {
    as: 'manager',
    input: async ({ city }) => {
      await appointed(city)
      return { unitId: city.ids.unit.longevity, state: 'missing', page: 1, size: 50 }
    },
    everybody: '見えるのは、受け持つ所属の職員だけ',
  },
  'consent.mine': { as: 'applicant', input: () => ({}) },
  'consent.sign': {
    as: 'colleague',
    input: async ({ city }) => {
      await appointed(city, { personId: city.ids.person.colleague, kind: '臨時' })
      const { content } = await city.run('colleague', ownConsent, {})
      return { editionId: content?.editionId, contentHash: content?.contentHash, agreed: true }
    },
    refusedFor: 'manager',
  },
  'consent.form': {
    as: 'manager',
    input: async ({ city }) => ({ personId: await appointed(city) }),
    refusedFor: 'strangerManager',
  },
  'consent.save-paper': {
    as: 'manager',
    input: ({ city }) => paper(city),
    refusedFor: 'strangerManager',
  },
  'consent.scan': {
    as: 'manager',
    input: async ({ city }) => city.run('manager', savePaperConsent, await paper(city)),
    refusedFor: 'strangerManager',
  },
  'consent.withdraw': {
    as: 'manager',
    input: async ({ city }) => ({
      ...(await city.run('manager', savePaperConsent, await paper(city))),
      reason: '別の人の同意書だった',
    }),
    refusedFor: 'strangerManager',
  },
  'consent.issue-link': {
    as: 'manager',
    input: async ({ city }) => ({ personId: await appointed(city) }),
    refusedFor: 'strangerManager',
  },
  'consent.revoke-link': {
    as: 'manager',
    input: async ({ city }) => {
      const personId = await appointed(city)
      await tokenOf(city, personId)
      return { personId }
    },
    refusedFor: 'strangerManager',
  },
  'consent.open-link': {
    as: 'nobody',
    input: async ({ city }) => ({ token: await tokenOf(city, await appointed(city)) }),
  },
  'consent.sign-link': {
    as: 'nobody',
    input: async ({ city }) => {
      const token = await tokenOf(city, await appointed(city))
      const { content } = await city.run({ kind: 'nobody' }, openConsentLink, { token })
      return { token, contentHash: content.contentHash, name: '高橋直子', agreed: true }
    },
  },
}
