import { Worker } from 'node:worker_threads'
import { PdfError } from './pdf.ts'

/** A long list as an office prints it: A4 landscape, its head on every page. Text is printed as given. */
export type ListSheet = {
  readonly title: string
  /** Whose list: 「福祉部 長寿支援課」, '' for nobody's in particular. */
  readonly unit: string
  /** 「令和8年11月24日(火)現在」 */
  readonly date: string
  /** 「第1分冊/全3冊」, '' where there is one. */
  readonly volume: string
  /** Widths are shares of the page. */
  readonly columns: readonly { readonly head: string; readonly width: number }[]
  readonly rows: readonly (readonly string[])[]
  /** Foot of each page: clauses. */
  readonly footer: readonly string[]
}

export type ListSheetOrder = { readonly sheet: ListSheet; readonly at: string | undefined }
export type ListSheetAnswer = { readonly pdf: Uint8Array } | { readonly fault: string }

/**
 * The list as PDF/A-2b. It is set in a thread of its own, so that nobody waits for it: two thousand lines take seconds.
 * A character that the font cannot show stands as 〓, and the foot of every page says which it is.
 * @throws PdfError where the template does not compile.
 */
export async function renderListSheet(
  sheet: ListSheet,
  options: { readonly at?: string } = {},
): Promise<Uint8Array> {
  const workerData: ListSheetOrder = { sheet, at: options.at }
  const worker = new Worker(new URL('./list-sheet-worker.ts', import.meta.url), { workerData })
  try {
    const answer = await new Promise<ListSheetAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) =>
        reject(new PdfError(`the printing thread ended without an answer (${code})`)),
      )
    })
    if ('fault' in answer) throw new PdfError(answer.fault)
    return answer.pdf
  } finally {
    await worker.terminate()
  }
}
