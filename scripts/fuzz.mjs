// `npm run fuzz -- SECONDS [SEED]` breaks policy files of every format for so long; without a number for 10 minutes.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, nodeCommand, root, stop } from './prepare.mjs'

installPackages()
const [seconds = '600', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2)
if (!/^\d{1,6}$/.test(seconds) || !/^\d{1,10}$/.test(seed)) stop('使い方: npm run fuzz -- 秒数 [種の数]')
console.log(`${seconds}秒間、壊れたファイルを読ませます(種 ${seed})`)
const result = spawnSync(nodeCommand(), ['--test', join(root, 'src/policy/sources/fuzz.test.ts')], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, KIJUN_FUZZ_SECONDS: seconds, KIJUN_FUZZ_SEED: seed },
})
process.exit(result.status ?? 1)
