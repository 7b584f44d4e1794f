import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Refusal } from '#ground/errors/refusal.ts'
import { extractFile, type ExtractedText } from '#policy/norms/extract-file.ts'
import { printableOf } from '#policy/norms/print.ts'
import { modalityWords, kindWords } from '#policy/norms/words.ja.ts'

/**
 * `kijun policy extract FILE [--json]`: reads a file without a database and prints what it says.
 * A file that cannot be read ends with a sentence that says what to do, and exit code 1.
 */
export async function policyExtract(file: string, options: { json?: boolean }): Promise<void> {
  try {
    const extracted = await extractFile(await readFile(resolve(file)), basename(file))
    console.log(
      options.json === true ? JSON.stringify(printableOf(extracted), null, 2) : summaryOf(extracted),
    )
  } catch (error) {
    const message = messageOf(error, file)
    if (message === null) throw error
    console.error(message)
    process.exitCode = 1
  }
}

function messageOf(error: unknown, file: string): string | null {
  if (error instanceof Refusal) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `「${file}」がありません。ファイルの名前と場所を確かめてください。`
  if (code === 'EISDIR') return `「${file}」はフォルダです。規程のファイルを一つ選んでください。`
  if (code === 'EACCES') return `「${file}」を読む権限がありません。`
  return null
}

/** A page an officer can read at a terminal. */
function summaryOf({ reading, nodes, extraction }: ExtractedText): string {
  const { norms, parameters, lints } = extraction
  const lines = [
    reading.title ?? '(題名なし)',
    `条文 ${nodes.length}、規範 ${norms.length}、定める値 ${parameters.length}、気づき ${lints.length}、読み取らなかった箇所 ${reading.unread.length}`,
    '',
  ]
  for (const n of norms) {
    const who = n.subject.roles.map((r) => r.word).join(n.subject.join === 'any' ? '又は' : '・')
    const parts = [`${n.id}`, who === '' ? '(主語なし)' : who, modalityWords[n.modality], kindWords[n.kind]]
    if (n.trigger.eventText !== null) parts.push(`時:${n.trigger.eventText}`)
    else if (n.trigger.type === 'periodic' || n.trigger.type === 'periodic-or-event')
      parts.push(`周期:${n.trigger.cadence ?? '定めなし'}`)
    if (n.approval !== null)
      parts.push(
        `${n.approval.approver.map((r) => r.word).join(n.approval.join === 'any' ? '又は' : '・')}の${n.approval.act}`,
      )
    if (n.record !== null) parts.push(`記録:${n.record}`)
    if (n.targetClass !== null) parts.push(`対象:${n.targetClass}`)
    if (n.deadline !== null) parts.push(`期限:${n.deadline}`)
    lines.push(parts.join(' | '))
  }
  if (parameters.length > 0) lines.push('', '定める値')
  for (const p of parameters) lines.push(`${p.label}(${p.unit}) 条文は「${p.words}」: ${p.norms.join('、')}`)
  if (lints.length > 0) lines.push('', '気づき')
  for (const l of lints) lines.push(`${l.node ?? '全体'}: ${l.message}`)
  return lines.join('\n')
}
