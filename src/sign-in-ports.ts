import type { CityNumber, CityText, StopTold } from '#authority/sign-in/ports.ts'
import { openTasks } from '#engine/task/tasks.ts'
import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import { citationsOf } from '#policy/reads.ts'
import { boundNorms, valuesInForce } from '#policy/values-in-force.ts'
import { unitsOf } from './house-ports.ts'
import { SIGN_IN } from './planned/in-house.ts'

/* What sign-in asks of the text, of tasks and of the organisation: the plugs of `house.ts` for it. */

/** What the city's confirmed text says about signing in. Three queries. */
export async function signInText(tx: Tx, on: string): Promise<CityText> {
  const cites = Map.groupBy(await citationsOf(tx, SIGN_IN, on), (cite) => cite.slot)
  const bound = await boundNorms(tx, SIGN_IN, on)
  const values = await valuesInForce(
    tx,
    ['password-min-length', 'password-max-age', 'privileged-session-limit'],
    on,
  )
  const set = (parameter: string, slot: string): CityNumber | null => {
    const found = values.find((value) => value.parameter === parameter)
    return found === undefined ? null : { value: Number(found.value), cites: cites.get(slot) ?? [] }
  }
  const written = (slot: string, pattern: RegExp): CityNumber | null => {
    for (const norm of bound) {
      const number = norm.slot === slot ? pattern.exec(norm.text.normalize('NFKC'))?.[1] : undefined
      if (number !== undefined) return { value: Number(number), cites: cites.get(slot) ?? [] }
    }
    return null
  }
  return {
    passwordMinLength:
      set('password-min-length', 'password-length') ??
      written('password-length', /([0-9]{1,2})\s*(?:文字|桁|けた)以上/u),
    passwordMaxAge:
      set('password-max-age', 'password-change') ??
      written('password-change', /([0-9]{1,3})\s*日(?:ごと|以内|を超え|毎|に1回)/u),
    privilegedMinutes: set('privileged-session-limit', 'session-limit'),
    cites,
  }
}

/** Minutes a session that administers may last by the city's own value; null where it sets none. One query. */
export async function privilegedMinutes(tx: Tx, on: string): Promise<number | null> {
  const [found] = await valuesInForce(tx, ['privileged-session-limit'], on)
  return found === undefined ? null : Number(found.value)
}

/**
 * Tells of a stop: a task for the 最高情報統括責任者 and one for the 情報セキュリティ管理者 of each section the person works
 * in, closed by reading. Lifting it tells the same people.
 */
export async function tellOfStop(act: Act, stop: StopTold): Promise<void> {
  const sections = await unitsOf(act.tx, stop.personId, act.today)
  const title = stop.lifted
    ? `${stop.name}さんの利用の停止が解かれました`
    : `${stop.name}さんの利用が止められました`
  const kind = stop.lifted ? 'sign-in.stop-lifted' : 'sign-in.stop'
  const common = {
    kind,
    title,
    detail: stop.reason,
    aboutId: stop.personId,
    subject: { kind: 'account-stop', id: stop.stopId },
    href: '/settings?tab=signIn',
    cites: { mechanism: SIGN_IN, slot: 'stop' },
    dueOn: null,
  }
  await openTasks(act, [
    { ...common, owner: { office: 'ciso', unitId: null }, once: `${kind}:${stop.stopId}:ciso` },
    ...sections.map((unitId) => ({
      ...common,
      owner: { office: 'sec-manager' as const, unitId },
      once: `${kind}:${stop.stopId}:${unitId}`,
    })),
  ])
}
