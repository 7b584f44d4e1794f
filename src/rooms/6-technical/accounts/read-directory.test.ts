import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { Refusal } from '#ground/errors/refusal.ts'
import { ldifLine, noSlapd, reader, startSlapd, suffix } from '#test/slapd.ts'
import { makeWorld } from '#test/world.ts'
import { idsDifferences, idsOverview, idsReadDirectory } from './contract.ts'
import { idsOf } from './testing/ids-city.ts'

const people = Array.from({ length: 1_100 }, (_, index) => `d${String(index).padStart(4, '0')}`)
const ldif = people
  .map((uid, index) =>
    [
      ldifLine('dn', `uid=${uid},${suffix}`),
      'objectClass: inetOrgPerson',
      ldifLine('cn', index === 1 ? '髙﨑 花子' : `職員 ${index}`),
      ldifLine('sn', '職員'),
      ldifLine('uid', uid),
      ldifLine('employeeNumber', String(index).padStart(5, '0')),
      '',
    ].join('\n'),
  )
  .join('\n')

const server = noSlapd === false ? await startSlapd({ after }, ldif) : undefined
const world = await makeWorld({ after })
const { city } = world
const ids = idsOf(world)
const ask = (systemId: string, dryRun: boolean) => ({
  systemId,
  dryRun,
  address: `ldaps://localhost:${server?.ldapsPort ?? 0}`,
  base: suffix,
  filter: '(objectClass=inetOrgPerson)',
  bindDn: reader.dn,
  password: reader.password,
  ...(server === undefined ? {} : { authorityPem: server.authorityPem }),
})

test(
  'a real directory is read page by page, fills the register, and what it does not tell stays unknown',
  { skip: noSlapd },
  async () => {
    const system = await ids.system('庁内ディレクトリ')
    const dry = await city.run('officer', idsReadDirectory, ask(system, true))
    assert.deepEqual([dry.lines, dry.refused, dry.unknown], [people.length, 0, people.length])
    assert.deepEqual(dry.mapping.columns.login, 'uid')
    assert.deepEqual(dry.untold, ['state', 'last-used', 'groups'])
    await city.run('officer', idsReadDirectory, ask(system, false))
    await ids.work()
    const found = (await city.run('officer', idsOverview, {})).systems.find(
      (each) => each.systemId === system,
    )
    assert.equal(found?.accounts, people.length)
    assert.equal(found.state.can, 'partly')
    const { total } = await city.run('officer', idsDifferences, { systemId: system, kind: 'ownerless' })
    assert.equal(total, people.length - 15, 'the cast of fifteen was found by 職員番号')
  },
)

test(
  'a wrong password of the directory is told, is nowhere kept, and leaves the system unreadable',
  { skip: noSlapd },
  async () => {
    const system = await ids.system('もう一つ')
    const wrong = { ...ask(system, true), password: 'machigai-no-aikotoba' }
    await assert.rejects(
      city.run('officer', idsReadDirectory, wrong),
      (error) => error instanceof Refusal && !error.message.includes('machigai'),
    )
    const kept = await city.run('officer', idsReadDirectory, { ...wrong, dryRun: false })
    assert.equal(kept.outcome, 'unreadable')
    const rows = await world.db.readTenant(city.tenantId, async (tx) => [
      ...(await tx.selectFrom('account_snapshot').selectAll().execute()),
      ...(await tx.selectFrom('account_mapping').selectAll().execute()),
      ...(await tx.selectFrom('job').selectAll().execute()),
      ...(await tx.selectFrom('ledger_entry').select('body').execute()),
    ])
    assert.ok(!JSON.stringify(rows).includes('aikotoba'))
  },
)
