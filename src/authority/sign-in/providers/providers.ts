import { sql } from 'kysely'
import type { Tx } from '#ground/database/database.ts'
import { unseal } from '../seal.ts'
import { providerSettings, type ProviderSettings } from './settings.ts'
import './tables.ts'

export type Provider = {
  readonly providerId: string
  readonly name: string
  readonly enabled: boolean
  readonly settings: ProviderSettings
  readonly sealed: Buffer | null
}

/** Place of a provider's secret, without which it cannot be opened. */
export const secretPlace = (providerId: string): string => `identity_provider ${providerId}`

/**
 * The providers of the tenant in the order they are offered. One whose settings cannot be read is left out, so that
 * it shuts nobody out of the other ways. One query.
 */
export async function providersIn(tx: Tx): Promise<Provider[]> {
  const rows = await tx
    .selectFrom('identity_provider')
    .selectAll()
    .orderBy('sort')
    .orderBy('name')
    .limit(20)
    .execute()
  return rows.flatMap((row) => {
    const settings = providerSettings.safeParse(row.settings)
    if (!settings.success) return []
    return [
      {
        providerId: row.provider_id,
        name: row.name,
        enabled: row.enabled,
        settings: settings.data,
        sealed: row.sealed,
      },
    ]
  })
}

/** One that may be used now; undefined when it is unknown or switched off. One query. */
export async function usableProvider(tx: Tx, providerId: string): Promise<Provider | undefined> {
  const all = await providersIn(tx)
  return all.find((each) => each.providerId === providerId && each.enabled)
}

/** The secret the two systems share; '' where there is none, null where the key no longer opens it. */
export function secretOf(provider: Provider, key: Buffer): string | null {
  return provider.sealed === null ? '' : unseal(key, secretPlace(provider.providerId), provider.sealed)
}

/** How many accounts each provider is linked to. One query. */
export async function linkedCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('external_identity')
    .select(['provider', sql<number>`count(*)::int`.as('count')])
    .groupBy('provider')
    .execute()
  return new Map(rows.map((row) => [row.provider, row.count]))
}
