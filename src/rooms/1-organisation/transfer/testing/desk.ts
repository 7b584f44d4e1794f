import assert from 'node:assert/strict'
import { z } from 'zod'
import type { Who, World } from '#test/world.ts'
import type { NewTransferChange } from '../change.ts'
import {
  addTransferChanges,
  confirmTransfer,
  rehearseTransfer,
  saveTransfer,
  showTransfer,
  transferChanges,
  transferEffects,
  transferFindings,
  type FindingTabName,
} from '../contract.ts'

const record = z.record(z.string(), z.unknown())

export const THE_DAY = '2027-04-01'

/** The desk of the policy office on which a plan is worked out, with the background work done on call. */
export function transferDesk({ city, house, db }: World, officer: Who = 'officer') {
  /** Runs a queued job as the worker would, once, and answers its result. */
  const work = async (jobId: string): Promise<Record<string, unknown>> => {
    const job = await db.readTenant(city.tenantId, (tx) =>
      tx.selectFrom('job').selectAll().where('job_id', '=', jobId).executeTakeFirstOrThrow(),
    )
    const handler = house.handlers.get(job.name)
    assert.ok(handler !== undefined, job.name)
    const data = record.parse(job.data)
    const result = await handler({
      tenantId: city.tenantId,
      jobId,
      data,
      progress: async () => undefined,
    })
    await db.inTenant(city.tenantId, (tx) =>
      tx.updateTable('job').set({ state: 'done' }).where('job_id', '=', jobId).execute(),
    )
    return record.parse(result)
  }
  const show = (planId: string) => city.run(officer, showTransfer, { planId })
  const rehearse = async (planId: string) => {
    const { jobId } = await city.run(officer, rehearseTransfer, { planId })
    const result = await work(jobId)
    assert.equal(result['refused'], undefined)
    return show(planId)
  }
  return {
    work,
    show,
    rehearse,
    plan: async (
      changes: readonly NewTransferChange[],
      on = THE_DAY,
      title = '令和9年4月1日 定期人事異動',
    ) => {
      const { planId } = await city.run(officer, saveTransfer, { title, effectiveOn: on })
      await city.run(officer, addTransferChanges, { planId, changes: [...changes] })
      return planId
    },
    changes: (planId: string) => city.run(officer, transferChanges, { planId }),
    findings: async (planId: string, tab: FindingTabName) =>
      (await city.run(officer, transferFindings, { planId, tab })).findings,
    /** Asks for confirmation and does it; `removes` is what was typed in. */
    confirm: async (planId: string, options: { as?: Who; removes?: number } = {}) => {
      const { rehearsal } = await show(planId)
      assert.ok(rehearsal !== null, 'the plan was rehearsed')
      const { jobId } = await city.run(options.as ?? officer, confirmTransfer, {
        planId,
        rehearsalId: rehearsal.rehearsalId,
        ...(options.removes === undefined ? {} : { removes: options.removes }),
      })
      return work(jobId)
    },
    /** The work of the day, as the worker finds it in the queue. */
    followUp: async (planId: string) => {
      const handler = house.handlers.get('transfer.follow-up')
      assert.ok(handler !== undefined)
      return handler({
        tenantId: city.tenantId,
        jobId: planId,
        data: { planId },
        progress: async () => undefined,
      })
    },
    effects: async (planId: string) =>
      (await city.run(officer, transferEffects, { planId, size: 100 })).effects,
  }
}
