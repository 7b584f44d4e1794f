import type { Column, RegisterDefinition, Values } from '#engine/register/definition.ts'
import type { CheckDefinition, CheckExample } from './definition.ts'
import { sentenceOfExample } from './example.ts'

/** What is wrong with a definition; empty when nothing is. */
export function definitionFaults(definition: CheckDefinition): string[] {
  return [
    ...(/^[a-z][a-z0-9-]{0,59}$/.test(definition.key)
      ? []
      : ['the key is lower-case letters, digits and hyphens']),
    ...(definition.name === '' || definition.what === '' ? ['name and what are sentences to read'] : []),
    ...(definition.slots.length === 0 ? ['no place for a clause'] : []),
    ...columnFaults(definition),
    ...parameterFaults(definition),
    ...exampleFaults(definition),
  ]
}

function columnFaults({ of, refers = [], counts = [] }: CheckDefinition): string[] {
  const pointing = [...refers, ...counts]
  if ('kind' in of) return pointing.length === 0 ? [] : ['a source of lines gathers what it points at itself']
  return pointing.flatMap((key) => {
    const column = of.columns.find((each) => each.key === key)
    if (column === undefined) return [`register "${of.key}" has no column "${key}"`]
    return column.register === undefined ? [`column "${key}" points at no register`] : []
  })
}

function parameterFaults({ parameters = [] }: CheckDefinition): string[] {
  return parameters.flatMap((each) => [
    ...(/^[a-z][a-z0-9_]{0,39}$/.test(each.key) ? [] : [`"${each.key}" is no key of a parameter`]),
    ...(each.min <= each.default && each.default <= each.max
      ? []
      : [`"${each.key}" lies outside its bounds`]),
  ])
}

function exampleFaults(definition: CheckDefinition): string[] {
  const { violating, fine } = definition.examples
  const say = (kind: string, at: number) => `${kind} example ${at + 1}`
  return [
    ...(violating.length === 0 ? ['no example that violates: it could never fail'] : []),
    ...(fine.length === 0 ? ['no example that is fine: it could never pass'] : []),
    ...[...violating, ...fine].flatMap((example) => strayValues(definition, example)),
    ...violating.flatMap((example, at) => {
      const sentence = sentenceOfExample(definition, example)
      return sentence === null || sentence.trim() === '' ? [`${say('violating', at)} is not found`] : []
    }),
    ...fine.flatMap((example, at) => {
      const sentence = sentenceOfExample(definition, example)
      return sentence === null ? [] : [`${say('fine', at)} is found wrong: ${sentence}`]
    }),
  ]
}

/** An example with a column or a choice the register does not have proves nothing. */
function strayValues({ of, refers = [] }: CheckDefinition, example: CheckExample): string[] {
  const strangers = Object.keys(example.referred ?? {}).filter((key) => !refers.includes(key))
  return [
    ...('kind' in of ? [] : unknownValues(of, example.values)),
    ...strangers.map((key) => `an example points with "${key}", which is not in refers`),
  ]
}

function unknownValues(of: RegisterDefinition, values: Values): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const column = of.columns.find((each) => each.key === key)
    if (column === undefined) return [`an example has "${key}", which "${of.key}" has not`]
    return isChoiceOf(column, value) ? [] : [`"${String(value)}" is no choice of "${key}"`]
  })
}

function isChoiceOf(column: Column, value: Values[string]): boolean {
  if (column.type !== 'choice' && column.type !== 'class') return true
  return (column.choices ?? []).some((choice) => choice.value === value)
}
