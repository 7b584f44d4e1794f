import { refuse } from '#ground/errors/refusal.ts'
import { aknDocument } from './akn-read.ts'
import { aknText } from './akn-write.ts'
import { written } from './differences.ts'
import type { EditionModel } from './edition-model.ts'
import type { PlainDocument } from './plain-node.ts'
import { readXml } from './xml-read.ts'

/** The edition as Akoma Ntoso 3, such that `readAkn` gives the same provisions and permanent ids. */
export function aknXml(model: EditionModel): string {
  return written(model, aknText, (file) => readAkn(file, '書き出したAkoma Ntoso').nodes)
}

/** Reads Akoma Ntoso, of ours or of anybody. @throws Refusal where it has no body. */
export function readAkn(text: string, name: string): PlainDocument {
  return (
    aknDocument(readXml(text, name)) ??
    refuse('unsupported', `「${name}」にはAkoma Ntosoの本文(body)がありません。`)
  )
}
