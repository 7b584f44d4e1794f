import { derivedId } from '#ground/ids/ids.ts'
import type { EditionModel } from './edition-model.ts'
import { metadata, oscalCatalog, some } from './oscal-write.ts'
import { propValue } from './oscal-text.ts'
import { tokenOf } from './oscal-tokens.ts'

/**
 * The city's own choice over the catalog: all of it, with the values the city has set. `catalogFile` is the name
 * under which the catalog lies beside it.
 */
export function oscalProfile(model: EditionModel, catalogFile: string): object {
  const resource = derivedId(`oscal-resource ${model.edition.id}`)
  const catalog = oscalCatalog(model)
  const values = model.parameters.flatMap((p) => {
    const value = p.value === null ? undefined : propValue(p.value + unitOf(p))
    return value === undefined ? [] : [{ 'param-id': tokenOf(p.id), values: [value] }]
  })
  const content = {
    metadata: metadata(model, `${model.policy.title} 定める値`),
    imports: [{ href: `#${resource}`, 'include-all': {} }],
    merge: { 'as-is': true },
    ...(values.length === 0 ? {} : { modify: some('set-parameters', values) }),
    'back-matter': {
      resources: [
        {
          uuid: resource,
          title: `${model.policy.title} ${model.edition.label}`,
          rlinks: [{ href: encodeURI(catalogFile), 'media-type': 'application/oscal.catalog+json' }],
        },
      ],
    },
  }
  const name = `oscal-profile ${model.edition.id} ${JSON.stringify(catalog)} ${JSON.stringify(content)}`
  return { profile: { uuid: derivedId(name), ...content } }
}

/** A value is stored with or without its unit; it is written with it, once. */
function unitOf(p: EditionModel['parameters'][number]): string {
  return p.unit === '' || p.value === null || p.value.endsWith(p.unit) ? '' : p.unit
}
