import assert from 'node:assert/strict'
import { z } from 'zod'
import type { Database } from '#ground/database/database.ts'
import { newId } from '#ground/ids/ids.ts'
import { Refusal, type RefusalCode } from '#ground/errors/refusal.ts'
import type { Actor } from '#ground/operation/act.ts'
import type { Contract } from '#ground/operation/contract.ts'
import { registerOperations, type RegisterPorts } from '../service.ts'
import { asPerson, makeCity, perform, type City } from './city.ts'
import { journalRegister, toolRegister } from './sample-register.ts'

export type Call = <Input extends z.ZodType, Output extends z.ZodType>(
  actor: Actor,
  contract: Contract<string, Input, Output>,
  input: z.input<Input>,
  tenant?: string,
) => Promise<z.output<Output>>

type Staff = Readonly<
  Record<
    'careChief' | 'careClerk' | 'bureauChief' | 'taxChief' | 'policyClerk' | 'stranger' | 'manager',
    Actor
  >
>

/** The register operations of the small city, called as the house calls them. */
export async function openDesk(
  db: Database,
  tenantId: string,
  more: Pick<RegisterPorts, 'applications'> = {},
): Promise<City & { call: Call; staff: Staff }> {
  const city = await makeCity(db, tenantId)
  const { people, organisation } = city
  const operations = new Map(
    registerOperations({
      ...more,
      definitions: [toolRegister, journalRegister],
      organisation,
      citations: async (_tx, key) =>
        key === 'tool'
          ? [{ slot: 'keep', documentMark: '対策基準', label: '第5-2(1)ア', editionId: newId(), wid: 'w1' }]
          : [],
    }).map((implementation) => [implementation.contract.name, implementation]),
  )
  const call: Call = async (actor, contract, input, tenant = tenantId) => {
    const implementation = operations.get(contract.name)
    assert.ok(implementation)
    const output = await perform(db, tenant, actor, (act) => implementation.run(act, input))
    return z.parse(contract.output, output)
  }
  return {
    ...city,
    call,
    staff: {
      careChief: asPerson(people.careChief),
      careClerk: asPerson(people.careClerk),
      bureauChief: asPerson(people.bureauChief),
      taxChief: asPerson(people.taxChief),
      policyClerk: asPerson(people.policyClerk),
      stranger: asPerson(people.stranger),
      manager: asPerson(people.stranger, ['policy.manage']),
    },
  }
}

/** A check for assert.rejects: this refusal, with these words in it or in its problems. */
export function refusal(code: RefusalCode, message = /[ぁ-ん]/u) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Refusal, String(error))
    assert.equal(error.code, code, error.message)
    assert.match(
      [error.message, ...error.problems.map((it) => `${it.at ?? ''} ${it.message}`)].join(' '),
      message,
    )
    return true
  }
}
