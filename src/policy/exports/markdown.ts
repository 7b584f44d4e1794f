import { refuse } from '#ground/errors/refusal.ts'
import { written } from './differences.ts'
import type { EditionModel } from './edition-model.ts'
import { isOurMarkdown, markdownDocument } from './markdown-read.ts'
import { markdownTextOf } from './markdown-write.ts'
import type { PlainDocument } from './plain-node.ts'

/** The edition as Markdown, such that `readMarkdown` gives the same provisions. */
export function markdownText(model: EditionModel): string {
  return written(model, markdownTextOf, (file) => markdownDocument(file).nodes)
}

/** Reads Markdown that `markdownText` wrote. @throws Refusal for any other. */
export function readMarkdown(text: string, name: string): PlainDocument {
  if (!isOurMarkdown(text)) {
    refuse('unsupported', `「${name}」は、この仕組みが書き出したMarkdownではありません。`)
  }
  return markdownDocument(text)
}
