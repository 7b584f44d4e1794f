import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { randomBytes, randomSecret } from '#ground/ids/ids.ts'

export type ChallengePurpose = 'sign-in' | 'second-factor' | 'register' | 'step-up'

/** What a challenge is for, and whose: the tenant, and the account, attempt or session it was made for. */
export type ChallengeFor = {
  readonly purpose: ChallengePurpose
  readonly tenantId: string
  readonly whose: string
}

export type Challenges = {
  /** A new challenge with the token that gets it back. Nothing is stored: asking for many costs no memory. */
  make(for_: ChallengeFor, at: string): { challenge: string; token: string }
  /** The challenge of a token, once; null when it was forged, made for something else, too old or used already. */
  take(token: string, for_: ChallengeFor, at: string): string | null
}

const LIFE_MS = 5 * 60_000
/** Used tokens remembered; beyond that the oldest, which have run out long since, are forgotten first. */
const MOST_SPENT = 50_000

const payload = z.object({ c: z.string(), p: z.string(), t: z.string(), w: z.string(), e: z.number() })

/** Challenges that carry their own proof. The key lives as long as the process; a restart ends what was begun. */
export function createChallenges(): Challenges {
  const key = randomBytes(32)
  const spent = new Map<string, number>()
  const macOf = (body: string): Buffer => createHmac('sha256', key).update(body).digest()

  return {
    make: ({ purpose, tenantId, whose }, at) => {
      const challenge = randomSecret(32)
      const body = Buffer.from(
        JSON.stringify({ c: challenge, p: purpose, t: tenantId, w: whose, e: Date.parse(at) + LIFE_MS }),
      ).toString('base64url')
      return { challenge, token: `${body}.${macOf(body).toString('base64url')}` }
    },
    take: (token, { purpose, tenantId, whose }, at) => {
      const [body = '', mac = ''] = token.split('.')
      const given = Buffer.from(mac, 'base64url')
      const wanted = macOf(body)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null
      const { c, p, t, w, e } = payload.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
      const now = Date.parse(at)
      if (p !== purpose || t !== tenantId || w !== whose || e <= now || spent.has(c)) return null
      for (const [old, until] of spent) {
        if (until > now && spent.size < MOST_SPENT) break
        spent.delete(old)
      }
      spent.set(c, e)
      return c
    },
  }
}
