/** Ways to show who one is. */
export const methods = ['password', 'passkey', 'totp', 'recovery', 'oidc', 'saml', 'ldap'] as const
export type Method = (typeof methods)[number]

/** What stands behind a second step of Kijun's own. */
export const secondFactors = ['passkey', 'totp', 'recovery'] as const
export type SecondFactor = (typeof secondFactors)[number]

export type Strength = 1 | 2

/**
 * How strong a sign-in by these methods is: 2 when two different kinds of thing were shown. A passkey is asked for
 * with the PIN or fingerprint of its device, which makes two by itself; whether another system asked for two is what
 * that system says (`openSessionFor`).
 */
export function strengthOf(used: readonly Method[]): Strength {
  if (used.includes('passkey')) return 2
  return new Set(used).size >= 2 ? 2 : 1
}
