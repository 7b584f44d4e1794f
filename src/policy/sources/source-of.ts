import { unpackedSize } from '#ground/paper/zip-check.ts'
import { refuse, type Problem } from '#ground/errors/refusal.ts'
import {
  decodePolicy,
  privateUse,
  refuseGarbled,
  refuseLength,
  refuseReplaced,
  refuseSize,
} from './decode.ts'
import { fileKind } from './file-kind.ts'
import { readHere } from './formats.ts'
import { readInThread } from './thread.ts'
import type { FormatReading, Source, SourceFormat } from './source.ts'

const CALLED: Readonly<Record<SourceFormat, string>> = {
  text: 'テキスト',
  html: 'ウェブページ(HTML)',
  docx: 'ワード文書',
  pdf: 'PDF',
}
const ENDINGS: readonly [RegExp, SourceFormat][] = [
  [/\.(?:txt|text)$/i, 'text'],
  [/\.x?html?$/i, 'html'],
  [/\.docx$/i, 'docx'],
  [/\.pdf$/i, 'pdf'],
]

/**
 * Reads a policy file of any format into text. What the file is is told by its content; a name that says something
 * else is only a notice.
 * @throws Refusal, in words that say what to do, for files that cannot be read: empty, over 20 MB, with a password,
 * broken, without text, or of another format.
 */
export async function sourceOf(bytes: Uint8Array, name: string): Promise<Source> {
  const file = `「${name}」`
  refuseSize(bytes, file)
  const kind = fileKind(bytes)
  if (kind.is === 'other') {
    return refuse('unsupported', `${file}は${kind.called}なので、このままでは読み込めません。${kind.instead}`)
  }
  const format = kind.is
  const reading = await readAs(format, bytes, name, file)
  if (format !== 'text') {
    refuseLength(reading.text, file)
    refuseReplaced(reading.text, file)
    refuseGarbled(reading.text, file)
  }
  const notices = [...wrongName(format, name), ...reading.notices]
  if (format !== 'text') notices.push(...privateUse(reading.text))
  return { ...reading, format, notices }
}

/** Pages and Word files up to this size are read in a moment; anything larger is read in a thread of its own. */
const QUICK_PAGE = 256 * 1024
const QUICK_DOCUMENT = 2 * 1024 * 1024

function isQuick(format: 'html' | 'docx' | 'pdf', bytes: Uint8Array): boolean {
  if (format === 'html') return bytes.length <= QUICK_PAGE
  return format === 'docx' && (unpackedSize(bytes) ?? 0) <= QUICK_DOCUMENT
}

async function readAs(
  format: SourceFormat,
  bytes: Uint8Array,
  name: string,
  file: string,
): Promise<FormatReading> {
  switch (format) {
    case 'text':
      return { ...decodePolicy(bytes, name), hints: null }
    case 'html':
    case 'docx':
    case 'pdf':
      return isQuick(format, bytes) ? readHere(format, bytes, file) : readInThread(format, bytes, file)
  }
}

function wrongName(format: SourceFormat, name: string): Problem[] {
  const named = ENDINGS.find(([ending]) => ending.test(name))?.[1]
  if (named === undefined || named === format) return []
  return [
    {
      message: `名前は${CALLED[named]}のようですが、中身は${CALLED[format]}なので、${CALLED[format]}として読みました。`,
      value: name,
    },
  ]
}
