import { Refusal } from '#ground/errors/refusal.ts'
import type { FileOutput } from '#ground/operation/contract.ts'
import type { exportFormats } from '../contract-exports.ts'
import { aknXml } from './akn.ts'
import type { EditionModel } from './edition-model.ts'
import { egovXml } from './egov.ts'
import { markdownText } from './markdown.ts'
import { normsCsv } from './norms-csv.ts'
import { oscalCatalogText, oscalProfileText } from './oscal.ts'

export type ExportFormat = (typeof exportFormats)[number]
export type CsvOptions = { readonly encoding: 'utf-8' | 'cp932'; readonly unwritable: 'refuse' | 'replace' }

/**
 * An edition as a file of a format. The name of the file is the policy's and the edition's, so that a profile finds
 * the catalog that lies beside it.
 * @throws Refusal where the table of norms holds characters that CP932 lacks and none may be replaced.
 */
export function exportFile(model: EditionModel, format: ExportFormat, options: CsvOptions): FileOutput {
  const stem = fileStem(model)
  const text = (ending: string, contentType: string, body: string): FileOutput => ({
    fileName: `${stem}${ending}`,
    contentType,
    body: new TextEncoder().encode(body),
  })
  switch (format) {
    case 'oscal-catalog':
      return text('.oscal-catalog.json', 'application/json; charset=utf-8', oscalCatalogText(model))
    case 'oscal-profile':
      return text(
        '.oscal-profile.json',
        'application/json; charset=utf-8',
        oscalProfileText(model, `${stem}.oscal-catalog.json`),
      )
    case 'egov':
      return text('.xml', 'application/xml; charset=utf-8', egovXml(model))
    case 'akn':
      return text('.akn.xml', 'application/xml; charset=utf-8', aknXml(model))
    case 'markdown':
      return text('.md', 'text/markdown; charset=utf-8', markdownText(model))
    case 'norms-csv':
      return csvFile(model, stem, options)
  }
}

function csvFile(model: EditionModel, stem: string, { encoding, unwritable }: CsvOptions): FileOutput {
  const { bytes, lost } = normsCsv(model, encoding)
  const gone = lost.filter((it) => it.writtenAs === '〓' || it.writtenAs === '\ufffd')
  if (gone.length > 0 && unwritable === 'refuse') {
    throw new Refusal(
      'invalid',
      `Shift_JISで書けない文字が${gone.length}か所あります。UTF-8で書き出すか、「〓」に置き換えて書き出してください。`,
      {
        problems: gone.slice(0, 50).map((it) => ({
          at: `${it.line}行 ${it.column}`,
          message: `「${it.character}」(${it.codePoint})は書けません。`,
          value: it.character,
        })),
      },
    )
  }
  const charset = encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'
  return { fileName: `${stem}_規範.csv`, contentType: `text/csv; charset=${charset}`, body: bytes }
}

/** Title and edition without what file names cannot hold. */
function fileStem({ policy, edition }: EditionModel): string {
  const plain = `${policy.title}_${edition.label}`.replaceAll(/[\s\\/:*?"<>|\p{Cc}]+/gu, '_')
  return Array.from(plain).slice(0, 80).join('')
}
