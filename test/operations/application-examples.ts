import { fileApplication, setParameter } from '#engine/procedure/contract.ts'
import { keepFile } from '#ground/files/service.ts'
import { bindOwn } from '#test/own-procedures.ts'
import type { City, World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const waiting = async (city: City) => {
  const applicationId = await city.file()
  const { contentHash } = await city.show('manager', applicationId)
  return { applicationId, contentHash }
}

/** A case the deputy decided while the manager was away, so that the manager has it to read afterwards. */
async function decidedByDeputy({ city, at, clock }: World): Promise<string> {
  const now = clock.now().toISOString()
  at('2027-02-03T10:00:00+09:00')
  await city.absent('manager', '2027-02-03', '2027-02-04')
  const applicationId = await city.file('applicant', { from: '2027-02-03', to: '2027-02-05' })
  await city.decide('deputy', applicationId)
  at(now)
  return (await city.show('manager', applicationId)).decisions[0]?.decisionId ?? ''
}

/** Applications of every procedure, and what is to do today. */
export const applicationExamples: Examples = {
  'procedure.kinds': { as: 'applicant', input: () => ({}) },
  'procedure.set-parameter': {
    as: 'officer',
    input: () => ({ procedure: 'carry-out', key: 'max-days', value: 14 }),
  },
  'procedure.set-tiers': {
    as: 'officer',
    input: () => ({ procedure: 'own-kept', tiers: [{ atMost: { lines: 1 }, office: 'sec-leader' }] }),
  },
  'procedure.set-role': {
    as: 'officer',
    input: () => ({ procedure: 'own-unknown-role', role: 'system-admin', office: 'sec-manager' }),
  },
  'application.preview': {
    as: 'applicant',
    input: ({ city }) => ({ procedure: 'carry-out', form: city.form() }),
    everybody: '申請は、職員の全員が自分の課の資産について行うもの',
  },
  'application.last-form': { as: 'applicant', input: () => ({ procedure: 'carry-out' }) },
  'application.save-draft': {
    as: 'applicant',
    input: ({ city }) => ({ procedure: 'carry-out', form: city.form() }),
    everybody: '下書きは、本人だけのもの',
    mayBeHalfDone: true,
  },
  'application.file': {
    as: 'applicant',
    input: ({ city }) => ({ procedure: 'carry-out', form: city.form() }),
    refusedFor: 'stranger',
  },
  'application.decide': {
    as: 'manager',
    input: async ({ city }) => ({
      ...(await waiting(city)),
      act: 'send-back',
      reason: '期間を見直してください',
    }),
    refusedFor: 'stranger',
  },
  'application.decide-many': {
    as: 'manager',
    input: async ({ city }) => {
      const procedure = 'own-yearly'
      await bindOwn(city)
      await city.run('officer', setParameter, { procedure, key: 'bulk-at-once', value: 5 })
      const form = { purpose: '年度の利用' }
      const { applicationId } = await city.run('applicant', fileApplication, { procedure, form })
      const { contentHash } = await city.show('manager', applicationId)
      return { cases: [{ applicationId, contentHash }] }
    },
    refusedFor: 'stranger',
  },
  'application.note-opening': {
    as: 'manager',
    input: async ({ city }) => ({ applicationId: await city.file() }),
    refusedFor: 'stranger',
  },
  'application.glance': {
    as: 'manager',
    input: async ({ city }) => ({ applicationId: await city.file() }),
    refusedFor: 'stranger',
  },
  'application.neighbours': {
    as: 'manager',
    input: async ({ city }) => ({ applicationId: await city.file() }),
    refusedFor: 'stranger',
  },
  'application.follow': {
    as: 'applicant',
    input: async ({ city }) => ({
      applicationId: await city.file(),
      act: 'withdraw',
      remark: '中止になった',
    }),
    refusedFor: 'stranger',
  },
  'application.read-afterwards': {
    as: 'manager',
    input: async (world) => ({ decisionId: await decidedByDeputy(world) }),
    refusedFor: 'deputy',
  },
  'application.file-of': {
    as: 'applicant',
    input: async ({ city }) => {
      await bindOwn(city)
      const bytes = new TextEncoder().encode('見積書')
      const { fileId } = await city.run('applicant', keepFile, { bytes, name: '見積書.txt' })
      const form = { purpose: '届け出るため', papers: [fileId] }
      const { applicationId } = await city.run('applicant', fileApplication, { procedure: 'own-told', form })
      return { applicationId, fileId }
    },
    refusedFor: 'stranger',
  },
  'application.renewable': {
    as: 'applicant',
    input: () => ({ withinDays: 90, of: 'mine' }),
    everybody: '見えるのは、自分の許可と、自分の課の許可だけ',
  },
  'application.renew-many': {
    as: 'applicant',
    input: async ({ city }) => {
      await bindOwn(city)
      const form = { purpose: '年度の利用' }
      const { applicationId } = await city.run('applicant', fileApplication, {
        procedure: 'own-yearly',
        form,
      })
      await city.decide('manager', applicationId)
      return { applicationIds: [applicationId] }
    },
    refusedFor: 'stranger',
  },
  'application.renew': {
    as: 'applicant',
    input: async ({ city }) => {
      await bindOwn(city)
      const { applicationId } = await city.run('applicant', fileApplication, {
        procedure: 'own-yearly',
        form: { purpose: '年度の利用' },
      })
      await city.decide('manager', applicationId)
      return { applicationId }
    },
    refusedFor: 'stranger',
  },
  'application.comment': {
    as: 'manager',
    input: async ({ city }) => ({ applicationId: await city.file(), text: '行き先を詳しく教えてください' }),
    refusedFor: 'stranger',
  },
  'application.show': {
    as: 'applicant',
    input: async ({ city }) => ({ applicationId: await city.file() }),
    refusedFor: 'stranger',
  },
  'application.list': {
    as: 'manager',
    input: ({ city }) => ({
      view: 'office',
      state: 'waiting',
      overdue: false,
      procedure: 'carry-out',
      unitId: city.ids.unit.longevity,
      search: '調査',
      page: 1,
      size: 50,
    }),
    everybody: '見えるのは、見てよい申請だけ',
  },
  'application.board': {
    as: 'manager',
    input: ({ city }) => ({
      view: 'office',
      procedure: 'carry-out',
      unitId: city.ids.unit.longevity,
      search: '調査',
    }),
    everybody: '見えるのは、見てよい申請だけ',
  },
  'home.today': { as: 'manager', input: () => ({}) },
  'application.sheet': {
    as: 'applicant',
    input: async ({ city }) => ({ applicationId: await city.file() }),
    refusedFor: 'stranger',
  },
  'application.remind': {
    as: 'system',
    input: async ({ city }) => ({ applicationId: await city.file() }),
  },
  'application.remind-seats': {
    as: 'system',
    input: async ({ city }) => ({ applicationId: await city.file() }),
  },
  'application.lapse': {
    as: 'system',
    input: async ({ city }) => ({ applicationId: await city.file() }),
  },
}
