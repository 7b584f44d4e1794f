import { fileApplication } from '#engine/procedure/contract.ts'
import { ofSubject, verify } from '#ledger/contract.ts'
import { password } from '#test/world.ts'
import type { Examples } from './examples.ts'

/** Sign-in, files, jobs and the ledger. */
export const houseExamples: Examples = {
  'session.me': { as: 'applicant', input: () => ({}) },
  'session.sign-in': { as: 'nobody', input: () => ({ login: 'applicant', password }) },
  'session.sign-out': { as: 'applicant', input: () => ({}) },
  'session.change-password': {
    as: 'orphan',
    input: () => ({ current: password, next: 'atarashii-aikotoba-2' }),
  },
  'account.issue': {
    as: 'officer',
    input: ({ city }) => ({ personId: city.ids.person.colleague, login: 'morishita.yuka' }),
  },
  'file.keep': {
    as: 'applicant',
    input: () => ({ bytes: Buffer.from('対象者の一覧\n'), name: '一覧.txt' }),
  },
  'job.status': {
    as: 'auditor',
    input: async ({ city }) => ({ jobId: (await city.run('auditor', verify, {})).jobId }),
    refusedFor: 'officer',
  },
  'ledger.status': { as: 'applicant', input: () => ({}) },
  'ledger.verification': { as: 'auditor', input: () => ({}) },
  'ledger.entries': {
    as: 'officer',
    input: async ({ city }) => ({
      page: 1,
      size: 20,
      subjectKind: 'application',
      subjectId: await city.file(),
      actor: city.ids.person.applicant,
      operation: fileApplication.name,
      from: '2026-11-01',
      to: '2026-11-30',
    }),
  },
  'ledger.of-subject': {
    as: 'applicant',
    input: async ({ city }) => ({ page: 1, size: 20, kind: 'application', id: await city.file() }),
    refusedFor: 'stranger',
  },
  'ledger.receipt': {
    as: 'applicant',
    input: async ({ city, house }) => {
      const id = await city.file()
      await house.sequencer.settled()
      const { entries } = await city.run('applicant', ofSubject, { kind: 'application', id })
      return { entryId: entries[0]?.entryId }
    },
    refusedFor: 'stranger',
  },
  'ledger.verify': { as: 'auditor', input: () => ({}) },
}
