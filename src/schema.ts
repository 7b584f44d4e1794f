import { join } from 'node:path'
import { readMigrations, type Migration } from '#ground/database/migrate.ts'

/** Every folder with .sql files, in the order they run: a room may refer only to tables of an earlier one. */
const folders = [
  'ground/database/migrations',
  'ground/jobs/migrations',
  'ground/files/migrations',
  'ledger/migrations',
  'policy/migrations',
  'authority/migrations',
  'authority/sign-in/migrations',
  'engine/register/migrations',
  'engine/confirmation/migrations',
  'engine/register-gate/migrations',
  'engine/procedure/migrations',
  'engine/own-procedure/migrations',
  'engine/paper-form/migrations',
  'engine/task/migrations',
  'engine/check/migrations',
  'engine/stocktake/migrations',
  'engine/search/migrations',
  'rooms/1-organisation/consent/migrations',
  'rooms/1-organisation/joining/migrations',
  'rooms/1-organisation/transfer/migrations',
  'rooms/1-organisation/hr/migrations',
  'rooms/1-organisation/council/migrations',
  'rooms/4-physical/entry/migrations',
  'rooms/2-assets/classification/migrations',
  'rooms/6-technical/accounts/migrations',
  'rooms/9-evaluation/signs/migrations',
]

/** The schema of the whole house. */
export function schema(): Promise<Migration[]> {
  return readMigrations(join(import.meta.dirname), folders)
}
