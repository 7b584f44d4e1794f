import type { Problem } from '#ground/errors/refusal.ts'
import type { Encoding } from './decode.ts'
import type { SourceText } from '../reading/types.ts'

export const sourceFormats = ['text', 'html', 'docx', 'pdf'] as const
export type SourceFormat = (typeof sourceFormats)[number]

/** Formats whose own structure says what the provisions are: 法令標準XML, Akoma Ntoso, OSCAL, our Markdown. */
export const structuredFormats = ['egov', 'akn', 'oscal', 'markdown'] as const
export type StructuredFormat = (typeof structuredFormats)[number]

/** Every format a policy can be read from. */
export const readableFormats = [...sourceFormats, ...structuredFormats] as const
export type ReadableFormat = SourceFormat | StructuredFormat

/** A policy file as text: what every format becomes before it is read. */
export type Source = SourceText & {
  readonly format: SourceFormat
  readonly encoding: Encoding
  /** What the officer should look at: 外字, left-out readings, tracked changes, pictures. */
  readonly notices: readonly Problem[]
}

/** What the reader of one format makes of the bytes. */
export type FormatReading = Omit<Source, 'format'>
