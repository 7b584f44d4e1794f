import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds } from '#policy/norms/types.ts'
import { proposeBindings } from '#policy/norms/propose.ts'
import { bindingState } from '#policy/bindings/norm-bound.ts'
import { indexOf, proposalsFor } from '#policy/bindings/propose.ts'
import { seedNorms, withoutSeeds } from '#test/seed-norms.ts'
import { thingProcedures } from '#rooms/2-assets/things.ts'
import { deviceProcedures } from '#rooms/4-physical/devices.ts'
import { checks, mechanisms, slots } from './mechanisms.ts'
import { otherSlots, plannedMechanisms, plannedSlots } from './planned-mechanisms.ts'

/** A check belongs to the module of the register it looks at. */
function moduleOfCheck(of: (typeof checks)[number]['of']): string {
  if ('kind' in of) return 'M11'
  const modules = { system: 'M08', software: 'M04', license: 'M04', account: 'M09', line: 'M07', area: 'M06' }
  return new Map(Object.entries(modules)).get(of.key) ?? 'M08'
}

/** The modules of the mechanisms that run already. */
const livingModules: ReadonlyMap<string, string> = new Map([
  ['authority', 'M02'],
  ['council', 'M20'],
  ['signs', 'M15'],
  ['register:asset', 'M03'],
  ['classification', 'M03'],
  ['register:place', 'M04'],
  ['register:copy', 'M03'],
  ['procedure:exception', 'M17'],
  ['register:audit-evidence', 'M15'],
  ['procedure:account-removal', 'M09'],
  ['procedure:social-media', 'M08'],
  ['register:carry-book', 'M05'],
  ['register:medium', 'M04'],
  ['register:loan-book', 'M04'],
  ['register:disposal', 'M04'],
  ['register:provision-book', 'M05'],
  ['register:exchange-book', 'M05'],
  ['register:device', 'M04'],
  ['register:repair', 'M04'],
  ['register:private-device', 'M05'],
  ['procedure:medium-loan', 'M04'],
  ['procedure:medium-found', 'M04'],
  ['procedure:device-found', 'M04'],
  ['procedure:dispose-asset', 'M05'],
  ['procedure:dispose-medium', 'M05'],
  ['procedure:dispose-device', 'M04'],
  ['procedure:lease-return', 'M04'],
  ['procedure:repair-out', 'M04'],
  ['procedure:repair-medium', 'M04'],
  ['procedure:off-site', 'M05'],
  ['register:system', 'M08'],
  ['register:software', 'M04'],
  ['register:license', 'M04'],
  ['register:development', 'M08'],
  ['register:work-record', 'M08'],
  ['register:change-record', 'M08'],
  ['register:fault', 'M08'],
  ['register:line', 'M07'],
  ['register:connection', 'M07'],
  ['register:wireless', 'M07'],
  ['register:cipher', 'M08'],
  ['register:account', 'M09'],
  ['register:card', 'M04'],
  ['checklist:joining', 'M09'],
  ['house:sign-in', 'M09'],
  ['register:area', 'M06'],
  ['register:area-permit', 'M06'],
  ['register:carry-in', 'M06'],
  ['register:entry-log', 'M06'],
  ['procedure:area-entry', 'M06'],
  ['procedure:carry-in', 'M06'],
  ...checks.map((each) => [`check:${each.key}`, moduleOfCheck(each.of)] as const),
])

const plannedModules = new Map<string, string>(plannedSlots.map((s) => [s.mechanism, s.module]))
/** Every permission belongs to the permit desk (M05); those of things, accounts and lines to their ledgers, too. */
const besides: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['authority', ['M05', 'M15']],
  ['register:place', ['M03']],
  ['procedure:hand-back', ['M05', 'M09']],
  ['procedure:external-network', ['M05', 'M07', 'M13']],
  ['procedure:remote-access', ['M05', 'M09']],
  ['procedure:sending-method', ['M05', 'M08']],
  ...[...thingProcedures, ...deviceProcedures].map(
    ({ key }) => [`procedure:${key}`, ['M04', 'M05']] as const,
  ),
])
const modulesOf = (key: string): readonly string[] => {
  const main = livingModules.get(key) ?? plannedModules.get(key)
  // A check is a machine's (M10), and belongs to what it looks at.
  const more = key.startsWith('check:')
    ? ['M10']
    : (besides.get(key) ?? (main === undefined && key.startsWith('procedure:') ? ['M05'] : []))
  return main === undefined ? more : [main, ...more]
}
const serves = (wanted: readonly string[], modules: readonly string[] = []): boolean =>
  modules.some((each) => wanted.includes(each))

test('all 21 modules have a mechanism, every kind of norm a slot, and no key stands twice', () => {
  const modules = new Set<string>([...plannedMechanisms.map((m) => m.module), ...livingModules.values()])
  assert.deepEqual(
    mechanisms.map((m) => m.key).filter((key) => modulesOf(key).length === 0),
    [],
    'a mechanism that runs belongs to a module',
  )
  assert.deepEqual(
    [...modules].sort(),
    Array.from({ length: 21 }, (_, i) => `M${String(i + 1).padStart(2, '0')}`),
  )
  for (const kind of kinds)
    assert.ok(
      plannedSlots.some((s) => s.takes.includes(kind)),
      kind,
    )
  const keys = plannedSlots.map((s) => `${s.mechanism} ${s.slot}`)
  assert.equal(new Set(keys).size, keys.length)
  for (const s of plannedSlots) assert.ok(s.words.length > 0 && s.need.length > 0, s.slot)
})

/** Every place a norm can be bound to: of what runs, and of what is to come. */
const receivers = [
  ...slots.flatMap(({ takes, words, ...slot }) =>
    takes === undefined || words === undefined ? [] : [{ ...slot, takes, words }],
  ),
  ...plannedSlots,
]

for (const name of ['kawaguchi', 'neyagawa'] as const) {
  test(
    `${name}: each norm has a proposal, most of them of the module that would run it`,
    { skip: withoutSeeds },
    (t) => {
      const { norms } = seedNorms(name)
      const proposed = norms.map((norm) => ({
        norm,
        modules: proposeBindings({ ...norm.draft, record: null }, receivers, norm.headings).map((p) =>
          modulesOf(p.mechanism),
        ),
      }))
      const without = proposed.filter((p) => p.modules.length === 0)
      const first = proposed.filter((p) => serves(p.norm.modules, p.modules[0]))
      const third = proposed.filter((p) => p.modules.slice(0, 3).some((m) => serves(p.norm.modules, m)))
      t.diagnostic(
        `${proposed.length - without.length} of ${norms.length} with a proposal; ` +
          `first right ${(first.length / norms.length).toFixed(3)}, among three ${(third.length / norms.length).toFixed(3)}`,
      )
      assert.equal(without.length, 0)
      if (process.env['KIJUN_SHOW'] === '1')
        for (const { norm, modules } of proposed)
          if (!serves(norm.modules, modules[0]))
            t.diagnostic(`${norm.id} ${norm.modules.join()} ← ${modules.slice(0, 3).join(' ')}`)
      assert.ok(first.length / norms.length >= 0.9)
    },
  )
}

test('the reason of a proposal names the words it rests on', () => {
  const [best] = proposeBindings(
    {
      text: '課長は、毎年度、不正プログラムの検査を行う。',
      kind: 'technical-check',
      record: null,
      approval: null,
    },
    plannedSlots,
  )
  assert.equal(best?.mechanism, 'planned:check-malware')
  assert.match(best.why, /「不正プログラム」/)
})

/** Every key a city may have bound a clause to before the mechanism was built. */
const keysOfBefore = [
  'planned:procedures procedures papers plans',
  'planned:scope people',
  'planned:asset-classes classes handling asset-kinds threats restrict',
  'planned:asset-book keep erase',
  'planned:media-book storage disposal terminals licences repair',
  'planned:permit-carry grant protect record',
  'planned:permit-devices grant ban',
  'planned:permit-opinions opinion separation',
  'planned:zones structure entry carry-in desk',
  'planned:network-book lines connect cut',
  'planned:resilience layers',
  'planned:systems build change protect renew faults buy',
  'planned:cloud-book services',
  'planned:accounts register remote passwords vendor-mail',
  'planned:check-malware malware',
  'planned:check-logs logs',
  'planned:check-backup backup',
  'planned:check-settings settings mail vulnerability-news software',
  'planned:incidents report respond findings misuse',
  'planned:emergency plan steps',
  'planned:contracts select terms check',
  'planned:training plan habits',
  'planned:audits audit evidence',
  'planned:self-check campaign compliance',
  'planned:exceptions grant urgent papers',
  'planned:calendar periodic measures',
  'planned:sharing notice',
]

test('what was bound to a mechanism to come is never unbound by its coming: its key is carried over', () => {
  const known = new Set(otherSlots.map((each) => `${each.mechanism} ${each.slot}`))
  for (const line of keysOfBefore) {
    const [mechanism = '', ...names] = line.split(' ')
    for (const name of names) assert.ok(known.has(`${mechanism} ${name}`), `${mechanism} ${name}`)
  }
})

test('a key of before counts as living and is offered to nobody; the norm is offered what runs it now', () => {
  const index = indexOf(slots, otherSlots)
  const bound = (mechanism: string, slot: string) =>
    bindingState(
      [{ binding_id: '1', wid: 'w', mechanism, slot, sentence: 1, norm_id: null, carried_from: null }],
      index,
    )
  assert.equal(bound('planned:media-book', 'storage'), 'bound')
  assert.equal(bound('planned:audits', 'audit'), 'planned')
  assert.equal(bound('planned:media-book', 'nothing'), 'gap')
  const text = '情報セキュリティ管理者は、機器の使用について、外部に持ち出す場合の許可を与える。'
  const offered = proposalsFor({ text, kind: 'permit', record: null, approval: null }, '', index)
  assert.equal(offered[0]?.mechanism, 'procedure:carry-out')
  assert.ok(offered.every((each) => each.carriedOver !== true))
})
