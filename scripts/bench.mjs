// `npm run bench` runs every measurement; `npm run bench -- pages 0.1` one of them with its arguments.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages, nodeCommand, root, stop } from './prepare.mjs'

installPackages()
const node = nodeCommand()
const [only, ...rest] = process.argv.slice(2)
// Files that only supply data to the others are not measurements.
const supplies = new Set([
  'large-city',
  'invented-standard',
  'long-standard',
  'measuring',
  'register-file-step',
])
const all = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))
  .filter((name) => !supplies.has(name))
if (only !== undefined && !existsSync(join(root, 'bench', `${only}.ts`))) {
  stop(`その名前の計測はありません。あるもの: ${all.join('、')}`)
}
// Needs the network: only when it is asked for by name.
const asked = new Set(['lawtext'])
for (const name of only === undefined ? all.filter((n) => !asked.has(n)) : [only]) {
  console.log(`\n=== ${name} ===`)
  const result = spawnSync(node, [join(root, 'bench', `${name}.ts`), ...rest], {
    cwd: root,
    stdio: 'inherit',
  })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
