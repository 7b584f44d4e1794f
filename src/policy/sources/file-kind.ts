/** What a file is, by its first bytes and not by its name. */
export type FileKind =
  | { readonly is: 'text' }
  | { readonly is: 'html' }
  | { readonly is: 'docx' }
  | { readonly is: 'pdf' }
  /** Something that is not read: how people call it, and what to do instead. */
  | { readonly is: 'other'; readonly called: string; readonly instead: string }

const AS_WORD = 'ワードで開き、ワード文書(.docx)又はテキスト(.txt)として保存し直してください。'
const AS_TEXT = 'テキスト(.txt)に保存し直してください。'
const ANY = '本文をテキスト(.txt)、ウェブページ(.html)、ワード(.docx)又は文字の入ったPDFで用意してください。'

const other = (called: string, instead: string): FileKind => ({ is: 'other', called, instead })

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.subarray(from, Math.min(to, bytes.length))).toString('latin1')

/** Tells what a file is from its content. */
export function fileKind(bytes: Uint8Array): FileKind {
  const head = latin(bytes, 0, 8)
  // Some programs put a few bytes before the mark; the format allows it within the first kilobyte.
  if (/%PDF-[0-9]/.test(latin(bytes, 0, 1024)) || head.startsWith('%PDF')) return { is: 'pdf' }
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return zipKind(bytes)
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return oleKind(bytes)
  if (head.startsWith('{\\rtf')) return other('リッチテキスト(RTF)ファイル', AS_WORD)
  if (head.startsWith('\u0089PNG') || head.startsWith('GIF8') || head.startsWith('\u00ff\u00d8\u00ff'))
    return other('画像ファイル', ANY)
  if (head.startsWith('II*\u0000') || head.startsWith('MM\u0000*')) return other('画像ファイル', ANY)
  if (head.startsWith('\u001f\u008b') || head.startsWith('7z\u00bc\u00af') || head.startsWith('Rar!'))
    return other('圧縮ファイル', '展開して、中の本文のファイルを選んでください。')
  if (head.startsWith('MZ') && bytes.subarray(0, 256).includes(0)) return other('プログラム', ANY)
  if (head.startsWith('\u007fELF')) return other('プログラム', ANY)
  return markupKind(latin(bytes, 0, 4096).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, ''))
}

function markupKind(head: string): FileKind {
  // A page in UTF-16 has a zero beside every letter.
  const start = head
    .replaceAll('\u0000', '')
    .replace(/^(?:\s|<!--[\s\S]{0,3000}?-->|<\?xml[^>]{0,200}>)+/i, '')
  if (
    /^<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|center|font|frameset)[\s>]/i.test(
      start,
    )
  )
    return { is: 'html' }
  if (/^\s*<\?xml/i.test(head.replaceAll('\u0000', ''))) return other('XMLのファイル', AS_TEXT)
  return { is: 'text' }
}

/** Office files are zip archives; the names of their parts lie in the directory at the end. */
function zipKind(bytes: Uint8Array): FileKind {
  const names = latin(bytes, 0, 4096) + latin(bytes, Math.max(0, bytes.length - 65_536), bytes.length)
  if (names.includes('word/')) return { is: 'docx' }
  if (names.includes('xl/'))
    return other(
      'エクセルのファイル',
      '本文の表をワード(.docx)に貼り付けるか、テキスト(.txt)に保存し直してください。',
    )
  if (names.includes('ppt/')) return other('パワーポイントのファイル', AS_TEXT)
  if (names.includes('opendocument')) return other('オープンドキュメントのファイル', AS_WORD)
  return other('圧縮(ZIP)ファイル', '展開して、中の本文のファイルを選んでください。')
}

/** The container of the old Office formats also wraps new files that have a password. */
function oleKind(bytes: Uint8Array): FileKind {
  const wide = (name: string): boolean => Buffer.from(bytes).includes(Buffer.from(name, 'utf16le'))
  if (wide('EncryptedPackage')) {
    return other(
      'パスワードの付いたワード又はエクセルのファイル',
      'パスワードを外して保存し直してください(ファイル→情報→文書の保護→パスワードを使用して暗号化を空にする)。',
    )
  }
  if (wide('WordDocument')) return other('古い形式のワード(.doc)のファイル', AS_WORD)
  if (wide('Workbook')) return other('古い形式のエクセル(.xls)のファイル', AS_TEXT)
  return other('古い形式のワード又はエクセルのファイル', AS_WORD)
}
