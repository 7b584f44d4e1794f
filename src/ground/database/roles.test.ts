import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDatabase } from '#test/database.ts'
import { APPLICATION_ROLE, ensureApplicationRole, RoleTooStrong, withClient } from './roles.ts'

const world = await testDatabase({ after })

/** In one transaction that is taken back: roles belong to the whole server, and other tests use this one. */
async function tried(
  work: (client: Parameters<typeof ensureApplicationRole>[0]) => Promise<void>,
): Promise<void> {
  await withClient(world.owner, async (client) => {
    await client.query('begin')
    try {
      await work(client)
    } finally {
      await client.query('rollback')
    }
  })
}

test('an owner who is no superuser starts a second time: the role is there and its bounds are only looked at', async () => {
  await tried(async (client) => {
    await client.query('create role plain_owner createrole')
    await client.query(`grant ${APPLICATION_ROLE} to plain_owner with admin option`)
    await client.query('set local role plain_owner')
    await ensureApplicationRole(client, 'a new password')
  })
})

test('an application role that could walk around row-level security is not used', async () => {
  await tried(async (client) => {
    await client.query(`alter role ${APPLICATION_ROLE} bypassrls`)
    await assert.rejects(ensureApplicationRole(client, 'x'), RoleTooStrong)
  })
})
