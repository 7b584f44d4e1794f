import { refuse } from '#ground/errors/refusal.ts'
import { written } from './differences.ts'
import type { EditionModel } from './edition-model.ts'
import { egovDocument } from './egov-read.ts'
import { egovText } from './egov-write.ts'
import type { PlainDocument } from './plain-node.ts'
import { readXml } from './xml-read.ts'

/** The edition as e-Gov 法令標準XML v3, such that `readEgov` gives the same provisions. */
export function egovXml(model: EditionModel): string {
  return written(model, egovText, (file) => readEgov(file, '書き出した法令標準XML').nodes)
}

/** Reads 法令標準XML, of ours or of any law. @throws Refusal where it is no law. */
export function readEgov(text: string, name: string): PlainDocument {
  return (
    egovDocument(readXml(text, name)) ??
    refuse('unsupported', `「${name}」には法令標準XMLの本文(LawBody)がありません。`)
  )
}
