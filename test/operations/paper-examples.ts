import { issueNotice, savePaperForm, showNumbering, showPaperForm } from '#engine/paper-form/contract.ts'
import { standardNumbering } from '#engine/paper-form/contract-numbering.ts'
import type { City } from '#test/world.ts'
import type { Examples } from './examples.ts'

const paper = { procedure: 'carry-out', document: 'application' } as const
const shown = (city: City) => city.run('officer', showPaperForm, paper)

/** A case the manager has granted. */
async function granted(city: City): Promise<string> {
  const applicationId = await city.file()
  await city.decide('manager', applicationId)
  return applicationId
}

/** 様式, 文書番号 and 通知書. */
export const paperExamples: Examples = {
  'paper-form.list': { as: 'officer', input: () => ({}) },
  'paper-form.show': { as: 'officer', input: () => paper },
  'paper-form.check': {
    as: 'officer',
    input: async ({ city }) => ({ ...paper, template: (await shown(city)).template }),
  },
  'paper-form.preview': {
    as: 'officer',
    input: async ({ city }) => ({ ...paper, template: (await shown(city)).template, as: 'picture' }),
  },
  'paper-form.save': {
    as: 'officer',
    input: async ({ city }) => {
      const { template, version } = await shown(city)
      return { ...paper, version, template: { ...template, after: '注意事項\n1 期限を守ること。' } }
    },
  },
  'paper-form.reset': {
    as: 'officer',
    input: async ({ city }) => {
      const { template, version } = await shown(city)
      const saved = await city.run('officer', savePaperForm, { ...paper, version, template })
      return { ...paper, version: saved.version }
    },
  },
  'paper-form.history': { as: 'officer', input: () => paper },
  'paper-form.numbering': { as: 'officer', input: () => ({}) },
  'paper-form.save-numbering': {
    as: 'officer',
    input: async ({ city }) => ({
      version: (await city.run('officer', showNumbering, {})).version,
      numbering: { ...standardNumbering, symbol: { of: 'city', text: '市' }, digits: 4 },
    }),
  },
  'application.notice': {
    as: 'applicant',
    input: async ({ city }) => ({ applicationId: await granted(city) }),
    refusedFor: 'stranger',
  },
  'application.issue-notice': {
    as: 'applicant',
    input: async ({ city }) => ({ applicationId: await granted(city) }),
    refusedFor: 'stranger',
  },
  'application.notice-sheet': {
    as: 'applicant',
    input: async ({ city }) => {
      const applicationId = await granted(city)
      await city.run('applicant', issueNotice, { applicationId })
      return { applicationId }
    },
    refusedFor: 'stranger',
  },
}
