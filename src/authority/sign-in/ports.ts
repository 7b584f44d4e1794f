import type { Tx } from '#ground/database/database.ts'
import type { Act } from '#ground/operation/act.ts'
import type { Challenges } from './challenges.ts'
import type { Me } from './contract.ts'

/** A clause as the policy room cites it. */
export type SignInCite = {
  readonly editionId: string
  readonly wid: string
  readonly eid: string
  readonly documentMark: string
  readonly label: string
}

/** A number the city's own text gives or leaves to the city, with the clause it stands in. */
export type CityNumber = { readonly value: number; readonly cites: readonly SignInCite[] }

/** What the confirmed text of the city says about signing in; null where it says nothing. */
export type CityText = {
  /** Characters. */
  readonly passwordMinLength: CityNumber | null
  /** Days. */
  readonly passwordMaxAge: CityNumber | null
  /** Minutes. */
  readonly privilegedMinutes: CityNumber | null
  /** Clauses bound to the places of the mechanism, by slot. */
  readonly cites: ReadonlyMap<string, readonly SignInCite[]>
}

export const noCityText: CityText = {
  passwordMinLength: null,
  passwordMaxAge: null,
  privilegedMinutes: null,
  cites: new Map(),
}

export type StopTold = {
  readonly stopId: string
  readonly personId: string
  readonly name: string
  readonly reason: string
  readonly until: string | null
  readonly lifted: boolean
}

/** What sign-in asks of the rest of the house. */
export type SignInPorts = {
  /** How the signed-in person is shown: name, post, unit as of a date. */
  describePerson(tx: Tx, personId: string, on: string): Promise<Me['person'] | null>
  /** What the city's text says on a date. At most three queries. */
  cityText(tx: Tx, on: string): Promise<CityText>
  /** Tells the 最高情報統括責任者 and the person's 情報セキュリティ管理者 of a stop, in the same transaction. */
  tellOfStop(act: Act, stop: StopTold): Promise<void>
  /** Key under which secrets of second factors are kept (32 bytes); null when the installation has none. */
  readonly sealKey: Buffer | null
  /** `https://kijun.example` of the configuration; null: whatever address the browser came to. */
  readonly publicUrl: string | null
  /** Signs and takes back challenges for passkeys. */
  readonly challenges: Challenges
}
