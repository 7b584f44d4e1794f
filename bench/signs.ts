import { performance } from 'node:perf_hooks'
import { openPool } from '#ground/database/database.ts'
import { computeSigns, listSigns, showSign } from '#rooms/9-evaluation/signs/contract.ts'
import { everyPart } from '#rooms/9-evaluation/signs/due.ts'
import { tell } from '#rooms/9-evaluation/signs/testing/history.ts'
import { makeWorld } from '#test/world.ts'

/*
 * How long the signs of a fiscal year take to be looked through and read at the size of a 政令市: 300,000 cases decided
 * by 1,000 people for 20,000, one decision each. Prints seconds of each part and milliseconds of the two pages.
 *
 *     node bench/signs.ts [cases]
 */

const cases = Number(process.argv[2] ?? 300_000)
const work: (() => unknown)[] = []
const world = await makeWorld({ after: (each) => void work.push(each) }, { now: '2027-03-31T20:00:00+09:00' })
const { city } = world
const pool = openPool(world.owner, { max: 1, name: 'bench' })

async function timed<T>(label: string, run: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const result = await run()
  console.log(`${label}: ${((performance.now() - began) / 1000).toFixed(2)}秒`)
  return result
}

/** A year of cases like one that was told, spread over people and over the hours of the days. */
async function multiply(): Promise<void> {
  await tell(city, [{ applicant: 'applicant', decider: 'manager', at: '2026-04-01T01:00:00Z' }])
  const like = (table: string, more: string): string => `
    insert into ${table} select (jsonb_populate_record(t, jsonb_build_object(${more}))).*
      from ${table} t cross join generate_series(1, ${cases}) n where t.ctid = (select min(ctid) from ${table})`
  const id = (kind: string) => `md5('${kind}' || n)::uuid`
  const at = `timestamptz '2026-04-01 08:30+09' + n * (interval '365 days' / ${cases})`
  const applicant = `md5('p' || (1000 + n % 20000))::uuid`
  const decider = `md5('p' || (n % 1000))::uuid`
  // Made up as they are, they need neither the checks nor the search pairs of real ones.
  await pool.query('set statement_timeout = 0; set session_replication_role = replica')
  await pool.query('drop index application_search')
  await pool.query(`
    insert into person select (jsonb_populate_record(t, jsonb_build_object('id', md5('p' || n)::uuid, 'number', 'x' || n))).*
      from person t cross join generate_series(0, 21000) n where t.id = '${city.ids.person.applicant}'`)
  await pool.query(
    like(
      'application',
      `'application_id', ${id('a')}, 'number', '例第' || n || '号', 'applicant_id', ${applicant}, 'filed_at', ${at},
       'form', jsonb_build_object('purpose', case when n % 500 = 0 then 'なし' else '訪問調査 ' || n end)`,
    ),
  )
  await pool.query(
    like(
      'decision',
      `'decision_id', ${id('d')}, 'application_id', ${id('a')}, 'applicant_id', ${applicant}, 'decider_id', ${decider},
       'right_of_person_id', ${decider}, 'decided_at', ${at} + interval '1 second' * (5 + n % 7200)`,
    ),
  )
  await pool.query(
    like(
      'application_step',
      `'application_id', ${id('a')}, 'decision_id', ${id('d')}, 'opened_at', ${at}, 'closed_at', ${at} + interval '3 hours'`,
    ),
  )
  await pool.query('analyze application; analyze decision; analyze application_step; analyze person')
}

async function reading(label: string, read: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let turn = 0; turn < 20; turn++) {
    const began = performance.now()
    await read()
    times.push(performance.now() - began)
  }
  console.log(`${label}: p95 ${times.toSorted((a, b) => a - b)[18]?.toFixed(0) ?? '—'}ミリ秒`)
}

try {
  await timed(`${cases}件の用意`, multiply)
  const actor = { kind: 'system', job: 'bench' } as const
  for (const part of everyPart('2026-04-01', '2027-03-31')) {
    const { found } = await timed(`${part.span} ${part.startsOn}`, () => city.run(actor, computeSigns, part))
    console.log(`  兆候 ${found}件`)
  }
  await reading('一覧(年度)', () => city.run('auditor', listSigns, { period: '2026' }))
  for (const sign of ['out-of-hours', 'quick-decision', 'never-refused']) {
    await reading(`内訳 ${sign}`, () =>
      city.run('auditor', showSign, { sign, period: '2026', page: 3, size: 50 }),
    )
  }
  console.log(`最大の記憶 ${Math.round(process.resourceUsage().maxRSS / 1024)}MB`)
} finally {
  await pool.end()
  for (const each of work) await each()
}
