const ascii = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

/** The Japanese name of a well-known binary or markup format, from the first bytes; null for what may be text. */
export function binaryKind(bytes: Uint8Array): string | null {
  const head = ascii(bytes, 0, 8)
  if (head.startsWith('%PDF')) return 'PDFファイル'
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return zipKind(bytes)
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) return '古い形式のワード又はエクセルのファイル'
  if (head.startsWith('{\\rtf')) return 'リッチテキスト(RTF)ファイル'
  if (head.startsWith('\u0089PNG') || head.startsWith('GIF8') || head.startsWith('\u00ff\u00d8\u00ff'))
    return '画像ファイル'
  if (head.startsWith('II*\u0000') || head.startsWith('MM\u0000*')) return '画像ファイル'
  if (head.startsWith('\u001f\u008b') || head.startsWith('7z\u00bc\u00af') || head.startsWith('Rar!'))
    return '圧縮ファイル'
  if (head.startsWith('MZ') && bytes.subarray(0, 256).includes(0)) return 'プログラム'
  if (head.startsWith('\u007fELF')) return 'プログラム'
  if (/^\s*(?:<!doctype html|<html|<\?xml)/i.test(ascii(bytes, 0, 200).replace(/^\u00ef\u00bb\u00bf/, ''))) {
    return 'ウェブページ(HTML)又はXMLのファイル'
  }
  return null
}

/** Office files are zip archives; the names of their parts lie near the beginning. */
function zipKind(bytes: Uint8Array): string {
  const names = ascii(bytes, 0, 4096) + ascii(bytes, Math.max(0, bytes.length - 4096), bytes.length)
  if (names.includes('word/')) return 'ワードのファイル'
  if (names.includes('xl/')) return 'エクセルのファイル'
  if (names.includes('ppt/')) return 'パワーポイントのファイル'
  if (names.includes('opendocument')) return 'オープンドキュメントのファイル'
  return '圧縮(ZIP)ファイル'
}
