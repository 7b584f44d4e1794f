import { secondFactors, type SecondFactor } from '#authority/sign-in/contract.ts'

/** Why somebody who went away to another system stands at the sign-in page again. */
export const troubles = [
  'unreachable',
  'settings',
  'called-off',
  'answer',
  'expired',
  'unknown',
  'other',
  'refused',
  'busy',
] as const
export type Trouble = (typeof troubles)[number]

/** What the address of the sign-in page says of a sign-in that was away; what makes no sense is left out. */
export function readOtherWays(search: Readonly<Record<string, unknown>>): {
  trouble?: Trouble
  step?: string
} {
  const trouble = troubles.find((each) => each === search['trouble'])
  const { step } = search
  return {
    ...(trouble === undefined ? {} : { trouble }),
    ...(typeof step === 'string' && stepMethods(step).length > 0 ? { step } : {}),
  }
}

/** What can be shown at the second step: `totp.passkey`. */
export function stepMethods(step: string): SecondFactor[] {
  const named = step.split('.')
  return secondFactors.filter((each) => named.includes(each))
}
