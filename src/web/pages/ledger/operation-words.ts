import * as signIn from '#authority/sign-in/contract.ts'
import * as signInMethods from '#authority/sign-in/contract-methods.ts'
import * as signInSessions from '#authority/sign-in/contract-sessions.ts'
import * as paperForm from '#engine/paper-form/contract.ts'
import * as procedure from '#engine/procedure/contract.ts'
import * as register from '#engine/register/contract.ts'
import * as task from '#engine/task/contract.ts'
import * as ledger from '#ledger/contract.ts'
import * as policy from '#policy/contract.ts'
import * as organisation from '#rooms/1-organisation/contract.ts'
import * as organisationCommands from '#rooms/1-organisation/contract-commands.ts'
import * as organisationHr from '#rooms/1-organisation/hr/contract.ts'
import * as consent from '#rooms/1-organisation/consent/contract.ts'
import * as joining from '#rooms/1-organisation/joining/contract.ts'
import * as organisationDirectory from '#rooms/1-organisation/hr/contract-directory.ts'
import * as organisationImport from '#rooms/1-organisation/import/contract.ts'

const rooms = [
  procedure,
  paperForm,
  register,
  policy,
  organisation,
  organisationCommands,
  organisationImport,
  organisationHr,
  organisationDirectory,
  joining,
  consent,
  task,
  signIn,
  signInMethods,
  signInSessions,
  ledger,
]

/** The commands of the house with the sentence each contract says about itself, in the order of the rooms. */
export const commands: readonly { readonly name: string; readonly summary: string }[] = rooms.flatMap(
  (room) => Object.values(room).flatMap((each: unknown) => (isCommand(each) ? [each] : [])),
)

/** The sentence of an operation; undefined for one that no room offers (any more). */
export function summaryOf(name: string): string | undefined {
  return commands.find((command) => command.name === name)?.summary
}

function isCommand(value: unknown): value is { name: string; summary: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'command' &&
    'name' in value &&
    typeof value.name === 'string' &&
    'summary' in value &&
    typeof value.summary === 'string'
  )
}
