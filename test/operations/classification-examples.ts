import { registerEntry } from '#engine/register/contract.ts'
import {
  classificationSchemes,
  decideScheme,
  previewScheme,
  saveScheme,
} from '#rooms/2-assets/classification/contract.ts'
import { CARRY_JOB } from '#rooms/2-assets/classification/manage-schemes.ts'
import { threeLetters } from '#rooms/2-assets/classification/testing/schemes.ts'
import { runJobs } from '#rooms/2-assets/classification/testing/run-jobs.ts'
import type { World } from '#test/world.ts'
import type { Examples } from './examples.ts'

const answers = { open: 'no', personal: 'some', who: 'unit', altered: 'light', stopped: 'week' }
const draft = {
  name: '三つに分けた分類',
  basis: '第2-3-(1)',
  body: threeLetters,
}

const drafted = ({ city }: World) => city.run('officer', saveScheme, draft)
/** A scheme with the ways of every class, ready to be decided. */
async function ready(world: World) {
  const { schemeId } = await drafted(world)
  const { mapping } = await world.city.run('officer', previewScheme, { schemeId })
  return { schemeId, from: '2026-11-24', mapping }
}
async function decided(world: World): Promise<string> {
  const { inForce } = await world.city.run('officer', classificationSchemes, {})
  if (inForce.schemeId !== null) return inForce.schemeId
  const input = await ready(world)
  await world.city.run('officer', decideScheme, input)
  return input.schemeId
}
const survey = ({ city }: World) => ({ register: 'asset', entryId: city.assets.survey })

/** Examples of classes: reading first, a scheme last, since it changes what every line may say. */
export const classificationExamples: Examples = {
  'classification.schemes': { as: 'applicant', input: () => ({}) },
  'classification.propose': { as: 'applicant', input: () => ({ answers }) },
  'classification.card': { as: 'applicant', input: survey, refusedFor: 'stranger' },
  'classification.card-sheet': { as: 'applicant', input: survey, refusedFor: 'stranger' },
  'classification.answer': {
    as: 'manager',
    input: async (world) => ({
      ...survey(world),
      // Other examples write the same line.
      expectedVersion: (await world.city.run('manager', registerEntry, survey(world))).entry.version,
      answers,
      chosen: { integrity: '2' },
      reason: '審査の記録のため',
    }),
    refusedFor: 'strangerManager',
  },
  'classification.follow': { as: 'system', input: ({ city }) => ({ entryIds: [city.assets.survey] }) },
  'classification.save-scheme': { as: 'officer', input: () => draft },
  'classification.preview-scheme': {
    as: 'officer',
    input: async (world) => ({ schemeId: (await drafted(world)).schemeId }),
  },
  'classification.withdraw-scheme': { as: 'officer', input: drafted },
  'classification.decide-scheme': { as: 'officer', input: ready },
  'classification.carry-over': { as: 'system', input: async (world) => ({ schemeId: await decided(world) }) },
  'classification.pending': { as: 'manager', input: () => ({ page: 1, size: 50 }) },
  'classification.settle': {
    as: 'manager',
    input: async (world) => {
      await decided(world)
      await runJobs(world, [CARRY_JOB])
      return {
        lines: [{ entryId: world.city.assets.survey, axis: 'confidentiality' }],
        value: '3B',
        why: '個人番号がないため',
      }
    },
    refusedFor: 'strangerManager',
  },
}
