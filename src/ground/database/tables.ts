import type { Generated } from 'kysely'

/**
 * Every table of the house. Each room adds its own by module augmentation:
 *
 *     declare module '#ground/database/tables.ts' { interface Tables { unit: UnitTable } }
 */
export interface Tables {
  tenant: TenantTable
}

/** 団体. The one table without row-level security: it is what a request chooses its tenant from. */
export type TenantTable = {
  tenant_id: string
  code: string
  name: string
  /** abandoned: a sample whose making was interrupted; never shown. */
  kind: 'demo' | 'city' | 'abandoned'
  /** false while it is being made. */
  ready: Generated<boolean>
  created_at: string
}
