import type { Values } from '#engine/register/definition.ts'
import type { CheckDefinition, CheckExample, CheckLine } from './definition.ts'

const exampleDate = '2026-11-24'

/** What the rule says about an example, with the default parameters. Pure. */
export function sentenceOfExample(definition: CheckDefinition, example: CheckExample): string | null {
  return definition.violation(exampleLine('example', example.values), {
    on: example.on ?? exampleDate,
    parameters: defaultParameters(definition),
    referred: (column) =>
      (example.referred?.[column] ?? []).map((values, at) => exampleLine(`${column}-${at}`, values)),
    facts: example.facts ?? {},
  })
}

/** The values of a check's parameters where the city has set none. */
export function defaultParameters({ parameters = [] }: Pick<CheckDefinition, 'parameters'>) {
  return Object.fromEntries(parameters.map((each) => [each.key, each.default]))
}

function exampleLine(lineId: string, values: Values): CheckLine {
  return { lineId, unitId: 'unit', number: 'X-00001', label: '例', values, closed: false }
}
