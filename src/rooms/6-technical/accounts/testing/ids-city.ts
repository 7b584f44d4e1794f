import type { z } from 'zod'
import type { RawValues } from '#engine/register/schema.ts'
import { writeEntry } from '#engine/register/engine.ts'
import { jstDate } from '#ground/clock/clock.ts'
import type { Job } from '#ground/jobs/jobs.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { City, UnitName, Who, World } from '#test/world.ts'
import { idsImport } from '../contract.ts'
import { openReview } from '../contract-review.ts'
import { systemRegister } from '../../systems/definition.ts'
import { accountRegister } from '../definition.ts'
import { cardRegister } from '../../cards/definition.ts'

/** What tests of IDs do with the small city. */
export function idsOf(world: World, city: City = world.city) {
  const write = (definition: typeof accountRegister, unit: UnitName, values: RawValues): Promise<string> =>
    city.perform(async (act) => {
      const entry = await writeEntry(act, definition, {
        by: 'event',
        why: '試験の準備',
        unitId: city.ids.unit[unit],
        values,
        describe: true,
      })
      return entry.entryId
    })
  const csv = (lines: readonly string[]): string =>
    Buffer.from(`${lines.join('\r\n')}\r\n`).toString('base64')
  return {
    system: (name: string, unit: UnitName = 'policy', values: RawValues = {}) =>
      write(systemRegister, unit, { name, ...values }),
    account: (system: string, login: string, values: RawValues = {}, unit: UnitName = 'longevity') =>
      write(accountRegister, unit, { system, login, kind: 'personal', state: 'live', ...values }),
    card: (holder: Who, number: string, unit: UnitName = 'longevity') =>
      write(cardRegister, unit, {
        card_number: number,
        kind: 'staff',
        holder: city.ids.person[holder],
        state: 'held',
        issued_on: '2026-04-01',
      }),
    csv,
    bring: (
      who: Who | Actor,
      systemId: string,
      lines: readonly string[],
      more: Partial<z.input<typeof idsImport.input>> = {},
    ) =>
      city.run(who, idsImport, {
        systemId,
        fileName: '利用者.csv',
        content: csv(lines),
        dryRun: false,
        ...more,
      }),
    /** Does all work that waits, as the worker would. */
    work: async (): Promise<void> => {
      for (;;) {
        const job = await world.db.inTenant(city.tenantId, async (tx) => {
          const row = await tx
            .selectFrom('job')
            .selectAll()
            .where('state', '=', 'waiting')
            .where('name', 'like', 'ids.%')
            .orderBy('created_at')
            .limit(1)
            .executeTakeFirst()
          if (row !== undefined) {
            await tx.updateTable('job').set({ state: 'done' }).where('job_id', '=', row.job_id).execute()
          }
          return row
        })
        if (job === undefined) return
        const run: Job = {
          tenantId: city.tenantId,
          jobId: job.job_id,
          data: job.data as Record<string, unknown>,
          progress: async () => undefined,
        }
        await world.house.handlers.get(job.name)?.(run)
      }
    },
    /** Somebody leaves: the day is the first on which he is no longer there. */
    leave: (who: Who, on: string): Promise<void> =>
      city.perform(async (act) => {
        const person = await act.tx
          .selectFrom('person')
          .selectAll()
          .where('id', '=', city.ids.person[who])
          .executeTakeFirstOrThrow()
        await act.recorder.save('person', { ...person, valid_to: on })
        const held = await act.tx
          .selectFrom('appointment')
          .selectAll()
          .where('person_id', '=', person.id)
          .where('valid_to', 'is', null)
          .execute()
        await act.recorder.saveAll(
          'appointment',
          held.map((row) => ({ ...row, valid_to: on })),
        )
        act.recorder.describe({ act: '退職', subject: { kind: 'person', id: person.id } })
      }),
    review: (who: Who = 'officer', title = '令和8年度のIDの棚卸') =>
      city.run(who, openReview, { title, asOf: jstDate(world.clock.now()), dueOn: '2026-12-15' }),
  }
}
