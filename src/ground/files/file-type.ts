import { fileTypeFromBuffer } from 'file-type'
import iconv from 'iconv-lite'

/** Media types by which a file of this extension may turn out to be; what is not listed is not compared. */
const typesOfExtension: ReadonlyMap<string, readonly string[]> = new Map([
  ['pdf', ['application/pdf']],
  ['png', ['image/png', 'image/apng']],
  ['jpg', ['image/jpeg']],
  ['jpeg', ['image/jpeg']],
  ['gif', ['image/gif']],
  ['tif', ['image/tiff']],
  ['tiff', ['image/tiff']],
  ['xlsx', ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']],
  ['docx', ['application/vnd.openxmlformats-officedocument.wordprocessingml.document']],
  ['pptx', ['application/vnd.openxmlformats-officedocument.presentationml.presentation']],
  ['xls', ['application/x-cfb']],
  ['doc', ['application/x-cfb']],
  ['ppt', ['application/x-cfb']],
  ['zip', ['application/zip']],
  ['txt', ['text/plain']],
  ['csv', ['text/plain']],
  ['eml', ['text/plain']],
])

/** Content that runs when opened; an office has no reason to keep it as an attachment. */
const programs: ReadonlySet<string> = new Set([
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-ms-shortcut',
  'application/java-vm',
  'application/wasm',
  'application/x-msi',
])

export type ContentType = {
  /** media type, of which text carries its charset: 'text/plain; charset=shift_jis' */
  readonly type: string
  readonly isProgram: boolean
  /** the extension promises one thing and the content is another */
  readonly contradictsName: boolean
}

/**
 * What the bytes really are. The name is only compared with the finding, never believed; it decides
 * nothing but whether text is CSV.
 */
export async function contentType(bytes: Uint8Array, name: string): Promise<ContentType> {
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? textType(bytes) ?? 'application/octet-stream'
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''
  const bare = found.split(';')[0] ?? found
  const expected = typesOfExtension.get(extension)
  const contradictsName = expected !== undefined && !expected.includes(bare)
  const type = bare === 'text/plain' && extension === 'csv' ? found.replace('text/plain', 'text/csv') : found
  return { type, isProgram: programs.has(bare), contradictsName }
}

/** Text is what decodes without loss and holds no control characters but tab, line ends and form feed. */
function textType(bytes: Uint8Array): string | undefined {
  const asUtf8 = decodeUtf8(bytes)
  if (asUtf8 !== undefined) return isText(asUtf8) ? 'text/plain; charset=utf-8' : undefined
  const asCp932 = iconv.decode(Buffer.from(bytes), 'cp932')
  return isText(asCp932) && !asCp932.includes('\ufffd') ? 'text/plain; charset=shift_jis' : undefined
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function isText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
  return !/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u007f]/u.test(text)
}

const kindNames: readonly (readonly [RegExp, string])[] = [
  [/^application\/pdf/, 'PDF'],
  [/^image\//, '画像'],
  [/^(audio|video)\//, '音声か動画'],
  [/^text\//, 'テキスト'],
  [/spreadsheet/, '表計算の文書'],
  [/wordprocessing/, 'ワープロの文書'],
  [/presentation/, '発表用の文書'],
  [/^application\/x-cfb/, '古い形式の事務文書'],
  [/zip|rar|7z|gzip|x-tar/, '圧縮ファイル'],
]

/** What an office calls a media type. */
export function nameOfType(type: string): string {
  return kindNames.find(([pattern]) => pattern.test(type))?.[1] ?? '種類の分からないデータ'
}
