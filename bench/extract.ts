// How long it takes to read a standard of 300 norms, and 1,741 of them on two cores: as many as there are
// municipalities. npm run bench -- extract [how many]
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { extractText } from '#policy/norms/extract-file.ts'
import { inventedStandard } from './invented-standard.ts'

const MUNICIPALITIES = 1741
const CORES = 2

if (isMainThread) {
  const rss = () => `${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MB`
  const text = inventedStandard(1)
  const once = (name: string) => {
    const cpu = process.cpuUsage()
    const started = performance.now()
    const { extraction } = extractText(text)
    const took = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    console.log(
      `${name}: ${text.length} 文字、規範 ${extraction.norms.length}、${took.toFixed(0)} ms(計算時間 ${((user + system) / 1000).toFixed(0)} ms)、メモリ ${rss()}(目標 1 秒・200 MB 以下)`,
    )
  }
  once('一つの規程(初回)')
  once('一つの規程(二回目)')

  const count = Number(process.argv[2] ?? MUNICIPALITIES)
  const cpu = process.cpuUsage()
  const started = performance.now()
  const parts = await Promise.all(
    Array.from({ length: CORES }, (_, i) => {
      const { promise, resolve, reject } = Promise.withResolvers<{ norms: number; texts: number }>()
      const worker = new Worker(new URL(import.meta.url), { workerData: { first: i, step: CORES, count } })
      worker.once('message', resolve)
      worker.once('error', reject)
      return promise
    }),
  )
  const took = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const each = (user + system) / 1_000_000 / count
  const sum = (of: (p: { norms: number; texts: number }) => number) => parts.reduce((a, p) => a + of(p), 0)
  console.log(
    `${sum((p) => p.texts)} の規程、規範 ${sum((p) => p.norms)}: ${took.toFixed(0)} 秒(${CORES} 並列、目標 ${MUNICIPALITIES} で 300 秒以下)、メモリ ${rss()}。一つの計算時間 ${(each * 1000).toFixed(0)} ms、空いた ${CORES} コアなら ${MUNICIPALITIES} で約 ${((each * MUNICIPALITIES) / CORES).toFixed(0)} 秒`,
  )
} else {
  const { first, step, count }: { first: number; step: number; count: number } = workerData
  let norms = 0
  let texts = 0
  for (let i = first; i < count; i += step) {
    norms += extractText(inventedStandard(i)).extraction.norms.length
    texts += 1
  }
  parentPort?.postMessage({ norms, texts })
}
