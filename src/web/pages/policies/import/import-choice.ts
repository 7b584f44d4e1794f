import type { policyImport } from '#policy/contract.ts'
import type { InputOf, StoredFile } from '../../../api/client.ts'
import type { PolicyDocument } from '../types.ts'

export const kinds = [
  '基本方針',
  '対策基準',
  '実施手順',
  '規程',
] as const satisfies readonly PolicyDocument['kind'][]

/** What somebody chose for an import. Empty texts are left to what the file says. */
export type ImportChoice = {
  readonly file: StoredFile | null
  readonly kind: PolicyDocument['kind']
  /** The document it is a new edition of; '' for one whose title decides. */
  readonly policyId: string
  readonly title: string
  readonly documentMark: string
  readonly label: string
  readonly public: boolean
}

export const blankChoice: ImportChoice = {
  file: null,
  kind: '対策基準',
  policyId: '',
  title: '',
  documentMark: '',
  label: '',
  public: false,
}

/** What is sent to the server. */
export function importInput(choice: ImportChoice, dryRun: boolean): InputOf<typeof policyImport> {
  const text = (name: 'policyId' | 'title' | 'documentMark' | 'label'): Record<string, string> => {
    const value = choice[name].trim()
    return value === '' ? {} : { [name]: value }
  }
  return {
    ...(choice.file === null ? {} : { fileId: choice.file.fileId }),
    kind: choice.kind,
    ...text('policyId'),
    // an edition of a known document takes its name from the document
    ...(choice.policyId === '' ? { ...text('title'), ...text('documentMark') } : {}),
    ...text('label'),
    public: choice.public,
    dryRun,
  }
}
