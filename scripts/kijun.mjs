#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, nodeCommand, root } from './prepare.mjs'

installPackages()
const result = spawnSync(nodeCommand(), [join(root, 'src/doors/cli.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exit(result.status ?? 1)
