import type { z } from 'zod'
import { passwordProblems, USUAL_LENGTH } from '#authority/sign-in/password-rules.ts'
import { hashPassword } from '#authority/sign-in/password.ts'
import { jstDate, type Clock } from '#ground/clock/clock.ts'
import type { Database } from '#ground/database/database.ts'
import { refuse } from '#ground/errors/refusal.ts'
import { newId } from '#ground/ids/ids.ts'
import { invalidInput } from '#ground/operation/implementation.ts'
import type { Runner } from '#ground/operation/runner.ts'
import { startOrganisation } from '#rooms/1-organisation/start.ts'
import { fiscalYearStart } from '#ground/clock/calendar.ts'
import { startCity, type setupState } from './contract.ts'

type State = z.input<typeof setupState.output>
type Progress = (done: number, total: number) => void

/** The first steps of an installation, before there is a tenant whose operations could do them. */
export type Setup = {
  state(): Promise<State>
  startDemo(): Promise<Record<string, never>>
  /** Resolves when the sample city is there; throws when making it failed. */
  demoReady(progress: Progress): Promise<void>
  startCity(input: unknown): Promise<Record<string, never>>
}

export type SetupPorts = {
  readonly database: Database
  readonly clock: Clock
  readonly runner: Runner
  /** The sample city, made by who knows it. */
  makeSample(options: { tenantId: string; today: string; progress: Progress }): Promise<void>
  readonly sample: {
    readonly code: string
    readonly name: string
    readonly people: readonly {
      login: string
      password: string
      name: string
      role: string
      unit: string
      tryThis: string
    }[]
  }
}

export function createSetup(ports: SetupPorts): Setup {
  const { database, clock, sample } = ports
  let making: { done: number; total: number; finished: Promise<void> } | null = null
  let failure: string | null = null
  let startingCity = false

  const tenants = () =>
    database.shared
      .selectFrom('tenant')
      .select(['tenant_id', 'code', 'name', 'kind', 'ready'])
      .orderBy('created_at')
      .execute()

  const newTenant = async (row: {
    code: string
    name: string
    kind: 'demo' | 'city'
    ready: boolean
  }): Promise<string> => {
    const tenantId = newId()
    await database.shared
      .insertInto('tenant')
      .values({ tenant_id: tenantId, ...row, created_at: clock.now().toISOString() })
      .execute()
    return tenantId
  }

  /** What was interrupted half-way is not repaired: the tenant stays hidden and a new one is made. */
  const abandon = async (half: readonly { tenant_id: string }[]): Promise<void> => {
    for (const { tenant_id: tenantId } of half) {
      await database.shared
        .updateTable('tenant')
        .set({ code: `half-${tenantId.slice(-12)}`, kind: 'abandoned' })
        .where('tenant_id', '=', tenantId)
        .execute()
    }
  }

  const setup: Setup = {
    async state() {
      const rows = await tenants()
      const demo = rows.find((row) => row.kind === 'demo')
      return {
        tenants: rows
          .filter((row) => row.ready)
          .flatMap(({ code, name, kind }) => (kind === 'abandoned' ? [] : [{ code, name, kind }])),
        demo:
          demo?.ready === true
            ? { state: 'ready' }
            : making !== null
              ? { state: 'making', done: making.done, total: making.total }
              : failure !== null
                ? { state: 'failed', message: failure }
                : { state: 'absent' },
        canStartCity: !rows.some((row) => row.kind === 'city' && row.ready),
        demoPeople: demo?.ready === true ? sample.people.map((person) => ({ ...person })) : [],
      }
    },

    async startDemo() {
      const rows = await tenants()
      if (rows.some((row) => row.kind === 'demo' && row.ready) || making !== null) return {}
      failure = null
      const today = jstDate(clock.now())
      const progress: Progress = (done, total) => {
        if (making !== null) Object.assign(making, { done, total })
      }
      const make = async (): Promise<void> => {
        await abandon(rows.filter((row) => row.kind === 'demo'))
        const tenantId = await newTenant({ code: sample.code, name: sample.name, kind: 'demo', ready: false })
        await ports.makeSample({ tenantId, today, progress })
        await database.shared
          .updateTable('tenant')
          .set({ ready: true })
          .where('tenant_id', '=', tenantId)
          .execute()
      }
      making = { done: 0, total: 1, finished: Promise.resolve() }
      making.finished = make().then(
        () => {
          making = null
        },
        (error: unknown) => {
          making = null
          failure = '見本の市を作れませんでした。もう一度試すか、開発元に知らせてください。'
          throw error
        },
      )
      // The page asks for the state; whoever waits for the end gets the error itself.
      making.finished.catch(() => undefined)
      return {}
    },

    async demoReady(progress) {
      const current = making
      if (current === null) return
      const timer = setInterval(() => progress(current.done, current.total), 500)
      try {
        await current.finished
        progress(current.total, current.total)
      } finally {
        clearInterval(timer)
      }
    },

    async startCity(raw) {
      const parsed = startCity.input.safeParse(raw)
      if (!parsed.success) throw invalidInput(parsed.error)
      if (startingCity) {
        return refuse('conflict', '自分の市を今作っています。少し待ってから、画面を開き直してください。')
      }
      startingCity = true
      try {
        return await makeCity(parsed.data)
      } finally {
        startingCity = false
      }
    },
  }

  async function makeCity(input: z.output<typeof startCity.input>): Promise<Record<string, never>> {
    const rows = await tenants()
    if (rows.some((row) => row.kind === 'city' && row.ready)) {
      return refuse('conflict', '自分の市はすでに始まっています。サインインしてください。')
    }
    // What was interrupted half-way gives its code back below.
    const standing = rows.filter((row) => row.kind !== 'city' || row.ready)
    if (standing.some((row) => row.code === input.code)) {
      return refuse('conflict', 'その団体の記号は使われています。別の記号にしてください。', {
        problems: [{ at: 'code', message: '使われている記号です', value: input.code }],
      })
    }
    const problems = passwordProblems(input.password, {
      minLength: USUAL_LENGTH,
      login: input.login,
      ownWords: [input.code, input.name, input.unitName, input.familyName, input.givenName],
    })
    if (problems.length > 0) {
      return refuse('invalid', 'パスワードを直してください。', {
        problems: problems.map((problem) => ({ ...problem, at: 'password' })),
      })
    }
    const passwordHash = await hashPassword(input.password)
    await abandon(rows.filter((row) => row.kind === 'city'))
    const tenantId = await newTenant({ code: input.code, name: input.name, kind: 'city', ready: false })
    await ports.runner.perform(
      'setup.start-city',
      { tenantId, actor: { kind: 'system', job: 'setup' } },
      async (act) => {
        const { personId } = await startOrganisation(act.recorder, {
          tenantId,
          on: fiscalYearStart(act.today),
          unitName: input.unitName,
          person: { number: input.personNumber, family: input.familyName, given: input.givenName },
        })
        await act.recorder.save('account', {
          tenant_id: tenantId,
          account_id: newId(),
          person_id: personId,
          login: input.login.toLowerCase(),
          password_hash: passwordHash,
          must_change: false,
          disabled_at: null,
          created_at: act.at,
        })
        act.recorder.describe({
          act: '利用の開始',
          subject: { kind: 'tenant', id: tenantId, label: input.name },
        })
      },
    )
    await database.shared
      .updateTable('tenant')
      .set({ ready: true })
      .where('tenant_id', '=', tenantId)
      .execute()
    return {}
  }
  return setup
}
