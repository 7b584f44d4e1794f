import { readDocx } from './docx/docx.ts'
import { readHtml } from './html/html.ts'
import type { FormatReading } from './source.ts'
import type { ReadOrder } from './thread.ts'

/** Reads a file in the thread that calls. The reader of PDF is loaded only when there is one: it is large. */
export async function readHere(
  format: ReadOrder['format'],
  bytes: Uint8Array,
  file: string,
): Promise<FormatReading> {
  switch (format) {
    case 'html':
      return readHtml(bytes, file)
    case 'docx':
      return readDocx(bytes, file)
    case 'pdf':
      return (await import('./pdf/read-pdf.ts')).readPdf(bytes, file)
  }
}
