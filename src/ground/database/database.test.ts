import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '#test/database.ts'

const world = await testDatabase({ after })

const addJob = (tenantId: string, jobTenant: string, jobId: string) =>
  world.db.inTenant(tenantId, (tx) =>
    sql`insert into job (tenant_id, job_id, name) values (${jobTenant}, ${jobId}, 'x')`.execute(tx),
  )

test('a tenant sees its own rows and no others', async () => {
  const other = await world.newTenant('隣の市')
  await addJob(world.tenantId, world.tenantId, '0193d3a0-0000-7000-8000-000000000001')
  const count = (id: string) =>
    world.db.inTenant(id, async (tx) => (await tx.selectFrom('job').select('job_id').execute()).length)
  assert.equal(await count(world.tenantId), 1)
  assert.equal(await count(other), 0)
})

test('a row of another tenant cannot be written', async () => {
  const other = await world.newTenant('隣の市')
  await assert.rejects(
    addJob(world.tenantId, other, '0193d3a0-0000-7000-8000-000000000002'),
    /row-level security/,
  )
})

test('without a tenant there are no rows', async () => {
  const { rows } = await world.db.pool.query('select * from job')
  assert.deepEqual(rows, [])
})

test('every table with a tenant has forced row-level security and leads its primary key with the tenant', async () => {
  const { rows } = await world.db.pool.query<{ relname: string }>(`
    select c.relname from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
     where c.relkind = 'r' and c.relname <> 'tenant'
       and (not c.relrowsecurity or not c.relforcerowsecurity or i.indkey[0] is distinct from a.attnum)
  `)
  assert.deepEqual(rows, [])
})

test('what throws inside a tenant leaves nothing behind', async () => {
  const id = '0193d3a0-0000-7000-8000-000000000003'
  await assert.rejects(
    world.db.inTenant(world.tenantId, async (tx) => {
      await sql`insert into job (tenant_id, job_id, name) values (${world.tenantId}, ${id}, 'x')`.execute(tx)
      throw new Error('stop')
    }),
    /stop/,
  )
  const left = await world.db.inTenant(world.tenantId, (tx) =>
    tx.selectFrom('job').select('job_id').where('job_id', '=', id).execute(),
  )
  assert.deepEqual(left, [])
})
