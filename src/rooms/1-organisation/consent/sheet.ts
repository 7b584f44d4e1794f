import { formatDate } from '#ground/clock/calendar.ts'
import type { FormSheet } from '#ground/paper/form-sheet.ts'
import type { ConsentContent } from './content.ts'

/** 同意書 to be signed by hand: the clauses that apply, the sentence, and the hash the scan is recorded under. Pure. */
export function consentSheet(
  content: ConsentContent,
  person: { city: string; name: string; unitName: string; postTitle: string },
): FormSheet {
  return {
    formNumber: '',
    title: '情報セキュリティに関する同意書',
    documentNumber: '',
    date: '',
    addressee: `(あて先) ${person.city}長 様`,
    applicantTitle: '同意する人',
    applicant: [
      { label: '所属', value: person.unitName },
      { label: '職', value: person.postTitle },
      { label: '氏名', value: `${person.name}　　　　　　　　　(署名)` },
    ],
    lead: content.statement.replace('上の条項', '下記の条項'),
    rows: [
      { label: '規程', value: `${content.title} ${content.label}(${formatDate(content.effectiveFrom)}施行)` },
      ...content.clauses
        .filter((clause) => clause.heading !== '' || clause.text !== '')
        .map((clause) => ({
          label: clause.number,
          value: [clause.heading, clause.text].filter((part) => part !== '').join('\n'),
        })),
    ],
    decisionBoxes: [],
    history: [],
    footer: { citations: [], receipt: `内容の要約値 ${content.contentHash}` },
  }
}
