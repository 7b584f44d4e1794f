import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { refuse } from '#ground/errors/refusal.ts'
import { fileOutput } from '#ground/operation/contract.ts'
import { exportFormats, policyExport } from '#policy/contract-exports.ts'
import { policyList } from '#policy/contract.ts'

type Run = (name: string, input: unknown) => Promise<unknown>

/** How a format is asked for on the command line, with what people call it. */
export const formatsHelp = `${exportFormats.join('・')}`

export type ExportOptions = {
  readonly output?: string
  readonly edition?: string
  readonly encoding?: string
  readonly replace?: boolean
}

/**
 * `kijun policy export`: one edition as a file. Without `--edition` the one in force, the 対策基準 before others.
 * Without `--output` under its own name in the current folder; `-` is standard output.
 */
export async function exportPolicy(run: Run, format: string, options: ExportOptions): Promise<string> {
  const editionId = options.edition ?? (await editionInForce(run))
  const file = fileOutput.parse(
    await run(policyExport.name, {
      editionId,
      format,
      encoding: options.encoding ?? 'utf-8',
      unwritable: options.replace === true ? 'replace' : 'refuse',
    }),
  )
  if (options.output === '-') {
    process.stdout.write(file.body)
    return ''
  }
  const path = resolve(options.output ?? file.fileName)
  await writeFile(path, file.body)
  return `${path} に書き出しました(${file.body.length.toLocaleString('ja-JP')} バイト)。`
}

async function editionInForce(run: Run): Promise<string> {
  const { policies } = policyList.output.parse(await run(policyList.name, { size: 100 }))
  const all = policies.flatMap((p) => p.editions.map((e) => ({ ...e, kind: p.kind, title: p.title })))
  const current = all.filter((e) => e.standing === 'current')
  const chosen = current.find((e) => e.kind === '対策基準') ?? current[0]
  if (chosen !== undefined) return chosen.editionId
  return refuse('not-found', '施行中の版がありません。--edition で版の番号を指定してください。', {
    problems: all.slice(0, 20).map((e) => ({ at: e.editionId, message: `${e.title} ${e.label}` })),
  })
}
