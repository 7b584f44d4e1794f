import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { test } from 'node:test'
import { parseSync } from 'oxc-parser'

/**
 * The walls of the house (ARCHITECTURE.md): which room may import which. Kept here rather than in a tool,
 * because the rules are ours and the sentences should say what to do.
 */
const root = join(import.meta.dirname, '..')

type Import = { from: string; to: string }

const layers = {
  ground: ['ground'],
  policy: ['ground', 'policy', 'ledger-types'],
  authority: ['ground', 'authority', 'ledger-types'],
  ledger: ['ground', 'ledger'],
  engine: ['ground', 'policy', 'authority', 'ledger', 'engine'],
} as const

const chapters = [
  '1-organisation',
  '2-assets',
  '3-resilience',
  '4-physical',
  '5-people',
  '6-technical',
  '7-operation',
  '8-outsourcing',
  '9-evaluation',
]
/** The files of a room that other rooms may open. */
const openFiles = /\/(contract|reads|definition|book|classification)\.ts$/

function layerOf(path: string): string {
  const [, first = '', second = ''] = path.split('/')
  return first === 'rooms' ? `rooms/${second}` : first
}

/** Why an import goes through a wall, or null when it may stand. Paths are relative to the repository. */
export function wallBetween(from: string, to: string): string | null {
  const here = layerOf(from)
  const there = layerOf(to)
  if (here === there) return null
  const isTest =
    /\.test\.tsx?$/.test(from) || from.includes('/testing/') || /-(example|oracle)\.ts$/.test(from)
  if (isTest) return null
  if (here === 'web') {
    const browserSafe =
      /\/(contract(-[a-z]+)?|definition|states|step-machine|chip-meanings)\.ts$/.test(to) ||
      /\/words\.(ja|en)\.ts$/.test(to) ||
      to.startsWith('src/ground/clock/') ||
      to.startsWith('src/ground/words/') ||
      to === 'src/ground/errors/refusal.ts' ||
      to === 'src/ground/operation/contract.ts' ||
      // the rule that is shown as one types is the rule that judges
      to === 'src/authority/sign-in/guessability.ts' ||
      to === 'src/policy/norms/types.ts' ||
      to === 'src/rooms/2-assets/asset/classification.ts'
    return browserSafe ? null : '画面が使えるのは contract・definition・words だけです'
  }
  if (there === 'web') return '画面のコードをサーバから使うことはできません'
  if (
    [
      'house.ts',
      'house-ports.ts',
      'all-slots.ts',
      'gaps.ts',
      'sign-in-ports.ts',
      'unit-followers.ts',
      'search-sources.ts',
      'mechanisms.ts',
      'permits.ts',
      'planned-mechanisms.ts',
      'planned',
      'slot-words.ts',
      'schema.ts',
      'daily.ts',
      'doors',
      'sample-city',
    ].includes(here)
  )
    return null
  if (
    [
      'house.ts',
      'house-ports.ts',
      'all-slots.ts',
      'gaps.ts',
      'sign-in-ports.ts',
      'unit-followers.ts',
      'search-sources.ts',
      'mechanisms.ts',
      'permits.ts',
      'planned-mechanisms.ts',
      'planned',
      'slot-words.ts',
      'doors',
      'sample-city',
      'daily.ts',
    ].includes(there) &&
    here !== 'rooms/setup'
  ) {
    return 'house・doors・見本の市を部屋から使うことはできません'
  }
  if (here === 'ground') return 'ground は自分のほかを知りません'
  if (here === 'policy' || here === 'authority' || here === 'ledger' || here === 'engine') {
    const allowed: readonly string[] = layers[here]
    if (allowed.includes(there)) return null
    if (there === 'ledger' && allowed.includes('ledger-types') && to === 'src/ledger/recorded-table.ts')
      return null
    return `${here} から ${there} は使えません`
  }
  if (here.startsWith('rooms/')) {
    if (!there.startsWith('rooms/')) return null
    if (here === 'rooms/setup') return null
    if (chapters.indexOf(there.slice(6)) > chapters.indexOf(here.slice(6)))
      return '後の章の部屋は使えません。出来事で知らせます'
    return openFiles.test(to) ? null : 'ほかの部屋は contract か reads を通して使います'
  }
  return `${here} はどの部屋か決まっていません`
}

function importsOf(file: string): Import[] {
  const path = relative(root, file).replaceAll('\\', '/')
  const { module } = parseSync(file, readFileSync(file, 'utf8'))
  const specifiers = [
    ...module.staticImports.map((each) => each.moduleRequest.value),
    ...module.staticExports.flatMap((each) =>
      each.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
  ]
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('.'))
      return [{ from: path, to: posix.normalize(posix.join(dirname(path), specifier)) }]
    if (specifier === '#house') return [{ from: path, to: 'src/house.ts' }]
    if (specifier.startsWith('#test/')) return [{ from: path, to: `test/${specifier.slice(6)}` }]
    return specifier.startsWith('#') ? [{ from: path, to: `src/${specifier.slice(1)}` }] : []
  })
}

const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((file) => join(root, file))

test('every import stays within the walls of the house', () => {
  const broken = files
    .flatMap(importsOf)
    .filter(({ to }) => to.startsWith('src/'))
    .flatMap(({ from, to }) => {
      const wall = wallBetween(from, to)
      return wall === null ? [] : [`${from} → ${to}: ${wall}`]
    })
  assert.deepEqual(broken, [])
  assert.ok(files.length > 100, 'the check looked at the house')
})

test('the walls stop what they are there to stop', () => {
  const forbidden: [string, string][] = [
    ['src/ground/http/problem.ts', 'src/authority/rules.ts'],
    ['src/policy/service.ts', 'src/engine/procedure/service.ts'],
    ['src/authority/rules.ts', 'src/ledger/recorder.ts'],
    ['src/rooms/1-organisation/service.ts', 'src/rooms/2-assets/asset/definition.ts'],
    ['src/rooms/2-assets/asset/definition.ts', 'src/rooms/1-organisation/chart.ts'],
    ['src/rooms/2-assets/asset/definition.ts', 'src/doors/open.ts'],
    ['src/web/pages/home/home-page.tsx', 'src/engine/procedure/service.ts'],
    ['src/engine/register/engine.ts', 'src/rooms/2-assets/asset/definition.ts'],
  ]
  for (const [from, to] of forbidden) assert.notEqual(wallBetween(from, to), null, `${from} → ${to}`)
})

const owners: readonly { what: RegExp; name: string; allowed: RegExp }[] = [
  { what: /process\.env/, name: 'process.env', allowed: /^src\/(ground\/config\/|doors\/)/ },
  { what: /\bDate\.now\(|new Date\(\)/, name: 'the clock', allowed: /^src\/ground\/clock\// },
  {
    what: /Math\.random\(|randomUUID\(|getRandomValues\(/,
    name: 'randomness',
    allowed: /^src\/ground\/ids\//,
  },
  { what: /new pg\.(Pool|Client)\(/, name: 'the raw database', allowed: /^src\/ground\/database\// },
]

test('the clock, randomness, the environment and the raw database each have one owner', () => {
  const broken = files.flatMap((file) => {
    const path = relative(root, file).replaceAll('\\', '/')
    // The verifiers stand alone by design and import nothing of ours.
    if (path.includes('.test.') || path.includes('/testing/') || path.includes('/verifiers/')) return []
    const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return owners.flatMap(({ what, name, allowed }) =>
      what.test(text) && !allowed.test(path) ? [`${path}: ${name}`] : [],
    )
  })
  assert.deepEqual(broken, [])
})

test('no file is named after nothing, and none is far too long', () => {
  const nameless = files.filter((file) => /\/(utils?|helpers?|manager|common|misc)\.tsx?$/.test(file))
  assert.deepEqual(nameless, [])
  const long = files
    .filter((file) => readFileSync(file, 'utf8').split('\n').length > 460)
    .map((file) => relative(root, file))
  assert.deepEqual(long, [])
})
