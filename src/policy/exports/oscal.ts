import { refuse } from '#ground/errors/refusal.ts'
import type { EditionModel } from './edition-model.ts'
import { oscalProfile } from './oscal-profile.ts'
import { catalogShape, oscalDocument, tooDeep } from './oscal-read.ts'
import { oscalCatalog } from './oscal-write.ts'
import type { PlainDocument } from './plain-node.ts'

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`

/** The edition as an OSCAL 1.2 catalog, such that `readOscal` gives the same provisions. */
export const oscalCatalogText = (model: EditionModel) => json(oscalCatalog(model))

/** The values the city has set, as an OSCAL 1.2 profile over the catalog of that file name. */
export const oscalProfileText = (model: EditionModel, catalogFile: string) =>
  json(oscalProfile(model, catalogFile))

/** Reads an OSCAL catalog, of ours or of anybody. @throws Refusal where it is none. */
export function readOscal(text: string, name: string): PlainDocument {
  const file = `「${name}」`
  const value = parsedJson(text, file)
  if (tooDeep(value)) refuse('too-large', `${file}の入れ子が深すぎます。`)
  if (typeof value === 'object' && value !== null && 'profile' in value) {
    refuse(
      'unsupported',
      `${file}はOSCALのプロファイル(定める値)です。条文は入っていません。カタログのほうを選んでください。`,
    )
  }
  const result = catalogShape.safeParse(value)
  if (!result.success) {
    return refuse('unsupported', `${file}はOSCALのカタログとして読み取れません。`, {
      problems: result.error.issues
        .slice(0, 10)
        .map((i) => ({ at: i.path.join('.'), message: '形が違います。' })),
    })
  }
  return oscalDocument(result.data)
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    if (error instanceof SyntaxError) {
      return refuse(
        'invalid',
        `${file}は途中で切れているか、壊れたJSONです。元のファイルを選び直してください。`,
      )
    }
    throw error
  }
}
