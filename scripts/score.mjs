// `npm run score -- GOLD FILE` holds what is read from a text against a hand-made gold and prints the figures.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, nodeCommand, root } from './prepare.mjs'

installPackages()
const result = spawnSync(nodeCommand(), [join(root, 'bench/score/run.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
