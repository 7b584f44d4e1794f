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
  'engine/procedure/migrations',
]

/** The schema of the whole house. */
export function schema(): Promise<Migration[]> {
  return readMigrations(join(import.meta.dirname), folders)
}
