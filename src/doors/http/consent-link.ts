import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '#ground/errors/refusal.ts'
import type { House } from '#house'
import { openConsentLink, signByLink, tenantOfLink } from '#rooms/1-organisation/consent/contract.ts'

/** What nobody signed in for may send. */
const LIMIT = 16 * 1024

/** The operations of this file; the common routes leave them out. */
export const linkRoutes: ReadonlySet<string> = new Set([openConsentLink.name, signByLink.name])

/**
 * Links that are opened without an account: the secret names its city, no session is looked at or begun, and an
 * address that tries secrets nobody gave out has to wait.
 */
export function consentLinks(app: FastifyInstance, house: House): void {
  for (const name of linkRoutes) {
    app.post(`/api/${name}`, { bodyLimit: LIMIT }, (request) => run(house, name, request))
  }
}

async function run(house: House, name: string, request: FastifyRequest): Promise<unknown> {
  // Guesses from elsewhere never keep somebody from the link he was given.
  house.linkThrottle.admit(request.ip, true)
  const { body } = request
  const token = typeof body === 'object' && body !== null && 'token' in body ? body.token : undefined
  const scope = {
    tenantId: tenantOfLink(token) ?? house.nowhere,
    actor: { kind: 'nobody' } as const,
    origin: request.ip,
  }
  try {
    return await house.runner.run(name, scope, body ?? {})
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') house.linkThrottle.failed(request.ip)
    throw error
  }
}
