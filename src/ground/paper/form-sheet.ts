import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatDate, formatDateCompact } from '#ground/clock/wareki.ts'
import { type MissingGlyph, renderPdf, renderPicture, withoutMissingGlyphs } from './pdf.ts'

/** One cell of the 決裁欄. */
export type DecisionBox = {
  /** the post whose seal belongs here: 課長, 部長, 副市長 */
  readonly title: string
  /** 代: somebody decided in the absence of the post's holder (printed in red); 専: by standing delegation */
  readonly mark: '代' | '専' | null
  /** who decided, '' while nobody has */
  readonly name: string
  /** 'YYYY-MM-DD' of the decision, '' while there is none */
  readonly date: string
  /** nobody decides here: crossed out by a diagonal */
  readonly struck: boolean
}

/** A filled-in form (様式) of the city. Text is printed as given; dates in 和暦. */
export type FormSheet = {
  /** top left: '様式第4号(第7-1(1)ウ関係)' */
  readonly formNumber: string
  readonly title: string
  /** '情政第123号', '' where there is none yet */
  readonly documentNumber: string
  /** 'YYYY-MM-DD', '' leaves it open */
  readonly date: string
  /** the day of the week beside it; printed unless told */
  readonly weekday?: boolean
  /** '(あて先) 情報セキュリティ管理者 様' */
  readonly addressee: string
  /** how the block on the right is headed; 申請者 unless told, '' for no word at all */
  readonly applicantTitle?: string
  readonly applicant: readonly { readonly label: string; readonly value: string }[]
  /** '下記のとおり申請します。' */
  readonly lead: string
  /** paragraphs between the lead and the table, and after the table: 注意事項, 誓約文 */
  readonly before?: string
  readonly after?: string
  /** 「記」 above the table; printed unless told */
  readonly ki?: boolean
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  /** from the highest post to the lowest, as the city prints them */
  readonly decisionBoxes: readonly DecisionBox[]
  /** what happened to the case, in order */
  readonly history: readonly { readonly when: string; readonly what: string }[]
  readonly footer: {
    /** clauses the form rests on: '第7-1(1)ウ 情報資産の持ち出し' */
    readonly citations: readonly string[]
    /** where the ledger proves it: number of the entry and its hash, '' for a draft */
    readonly receipt: string
  }
}

const template = readFileSync(join(import.meta.dirname, 'form-sheet.typ'), 'utf8')

/**
 * The form as PDF/A-2b, A4 portrait. A character that the font cannot show stands as 〓, and the foot of
 * every page says which it is. `at` (ISO instant) becomes the creation date of the file.
 */
export async function renderFormSheet(
  sheet: FormSheet,
  options: { readonly at?: string } = {},
): Promise<Uint8Array> {
  return renderPdf(template, printedData(sheet), options)
}

/** The same pages as a picture (SVG) for the screen, one under the other. */
export function pictureFormSheet(sheet: FormSheet): string {
  return renderPicture(template, printedData(sheet))
}

/** The sheet as the template reads it. */
function printedData(sheet: FormSheet): object {
  const { data, missing } = withoutMissingGlyphs(sheet)
  return {
    formNumber: data.formNumber,
    title: data.title,
    documentNumber: data.documentNumber,
    date: data.date === '' ? '　　年　　月　　日' : formatDate(data.date, { weekday: data.weekday ?? true }),
    addressee: data.addressee,
    applicantTitle: data.applicantTitle ?? '申請者',
    applicant: data.applicant,
    lead: paragraphs(data.lead),
    before: paragraphs(data.before ?? ''),
    after: paragraphs(data.after ?? ''),
    ki: data.ki ?? true,
    rows: data.rows,
    boxes: data.decisionBoxes.map((box) => ({
      ...box,
      date: box.date === '' ? '' : formatDateCompact(box.date),
    })),
    history: data.history,
    footer: [...footLines(data.footer), ...missing.map(glyphNote)],
  }
}

type Paragraph = {
  /** '1', '(2)', '・': the text hangs beside it */
  readonly marker: string
  readonly text: string
}

/** 1, (1), ア, (ア), ①, ・, ※ at the beginning of a line, as official papers number. */
const numbered =
  /^([(（]?[0-9０-９]{1,2}[)）.．]?|[(（]?[ア-ン][)）]?|[□■○●])[ 　]+(\S.*)$|^([・※①-⑳])[ 　]*(\S.*)$/u

function paragraphs(text: string): Paragraph[] {
  if (text === '') return []
  return text.split('\n').map((line) => {
    const [, number, after, mark, beside] = numbered.exec(line) ?? []
    return { marker: number ?? mark ?? '', text: after ?? beside ?? line }
  })
}

function footLines(footer: FormSheet['footer']): string[] {
  const lines = footer.citations.length > 0 ? [`根拠条文　${footer.citations.join('、')}`] : []
  return footer.receipt === '' ? lines : [...lines, `記録簿　　${footer.receipt}`]
}

function glyphNote({ codePoint, variantOf }: MissingGlyph): string {
  const name = variantOf === undefined ? codePoint : `${codePoint}、「${variantOf}」の異体字`
  return `〓は、この書体で印字できない文字(${name})です。画面の表示を確かめてください。`
}
